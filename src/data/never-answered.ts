import {
  holdsJson,
  isJsonObject,
  isServiceResource,
  type JsonObject,
  type JsonValue,
  parseResource,
  type ServiceResource,
  valueAlong,
} from '../asl';
import { resultShape } from './answer-shape';
import { fieldName } from './field-name';
import { sdkServiceName } from './sdk-service-name';
import { isCollectionShape } from './service-model';

/** What is wrong with a result that no task gets, without a full stop, and what to write in its place. */
export interface NeverAnswered {
  readonly problem: string;
  readonly hint: string;
}

/** Where a job's description says what has become of it. */
const STATUS: Readonly<Record<string, readonly string[]>> = {
  'athena:startQueryExecution': ['QueryExecution', 'Status', 'State'],
  'batch:submitJob': ['Status'],
  'bedrock:createModelCustomizationJob': ['Status'],
  'codebuild:startBuild': ['Build', 'BuildStatus'],
  'codebuild:startBuildBatch': ['BuildBatch', 'BuildBatchStatus'],
  'databrew:startJobRun': ['State'],
  'ecs:runTask': ['LastStatus'],
  'emr:addStep': ['Step', 'Status', 'State'],
  'emrcontainers:startJobRun': ['JobRun', 'State'],
  'emrserverless:startJobRun': ['JobRun', 'State'],
  'glue:startJobRun': ['JobRunState'],
  'mediaconvert:createJob': ['Job', 'Status'],
  'sagemaker:createHyperParameterTuningJob': ['HyperParameterTuningJobStatus'],
  'sagemaker:createLabelingJob': ['LabelingJobStatus'],
  'sagemaker:createProcessingJob': ['ProcessingJobStatus'],
  'sagemaker:createTrainingJob': ['TrainingJobStatus'],
  'sagemaker:createTransformJob': ['TransformJobStatus'],
  'sfn:startExecution': ['Status'],
};

const FAILED = /^(?:failed|timed_?out|timeout|fault|error|aborted|cancell?ed)$/i;
const UNFINISHED =
  /^(?:running|in_?progress|progressing|submitted|scheduled|pending|runnable|starting|queued|waiting|provisioning|activating|initializing|cancelling|cancel_pending)$/i;

/**
 * What a mock answers although the service never does: a failure as a result, a job that has not ended, the body of a response as the response, or a field
 * in lower case. Undefined for what may come.
 */
export function neverAnswered(resource: string, result: JsonValue): NeverAnswered | undefined {
  const parsed = parseResource(resource);
  if (!isServiceResource(parsed)) return undefined;
  return (parsed.kind === 'integration' ? integrationProblem(parsed, result) : undefined) ?? lowerCaseProblem(resource, result);
}

function integrationProblem(parsed: ServiceResource, result: JsonValue): NeverAnswered | undefined {
  const call = `${sdkServiceName(parsed.service)}:${parsed.action}`;
  const asksEndpoint = call === 'http:invoke' || call === 'apigateway:invoke';
  if (asksEndpoint && parsed.pattern === 'requestResponse' && isBody(result))
    return {
      problem: 'it is the body alone, and a response holds it in "ResponseBody"',
      hint: 'write .returns({ StatusCode: 200, ResponseBody: … }).',
    };
  if (!isJsonObject(result)) return undefined;
  if (parsed.pattern === 'runJob')
    return jobProblem(STATUS[call] ?? [], result) ?? (parsed.suffix === 'sync:2' ? textProblem(result) : undefined);
  if (parsed.pattern !== 'requestResponse') return undefined;
  if (call === 'lambda:invoke' && typeof result.FunctionError === 'string')
    return {
      problem: "Field 'FunctionError' is set, but a function that fails gives its task no answer",
      hint: 'write .fails(), with the name of its error.',
    };
  if (call === 'lambda:invoke') return bareProblem(result);
  if (call === 'eventbridge:putEvents' && typeof result.FailedEntryCount === 'number' && result.FailedEntryCount > 0)
    return {
      problem: `Field 'FailedEntryCount' is ${result.FailedEntryCount}, but a task whose entries are not put fails without an answer`,
      hint: "write .fails('EventBridge.FailedEntry').",
    };
  const { StatusCode: status } = result;
  if (typeof status !== 'number' || status < 400) return undefined;
  if (call === 'http:invoke') return httpProblem(status, `States.Http.StatusCode.${status}`);
  return call === 'apigateway:invoke' ? httpProblem(status, `ApiGateway.${status}`) : undefined;
}

const INVOKE_FIELDS = ['ExecutedVersion', 'LogResult', 'Payload', 'StatusCode', 'SdkHttpMetadata', 'SdkResponseMetadata'];

/** What the function returns is a part of what its task gets. An object without fields stands for an answer that nothing reads. */
function bareProblem(result: JsonObject): NeverAnswered | undefined {
  const [first] = Object.keys(result);
  if (first === undefined || INVOKE_FIELDS.some((field) => Object.hasOwn(result, field))) return undefined;
  return {
    problem: `it has ${JSON.stringify(first)} and no "Payload", which holds what the function returns`,
    hint: 'write .returnsPayload() with what the function returns.',
  };
}

const RESPONSE_FIELDS = new Set(['headers', 'responsebody', 'statuscode', 'statustext', 'sdkhttpmetadata', 'sdkresponsemetadata']);

/** An object without fields, and null, stand for an answer that nothing reads. */
function isBody(result: JsonValue): boolean {
  if (!isJsonObject(result)) return result !== null;
  const names = Object.keys(result);
  return names.length > 0 && !names.some((name) => RESPONSE_FIELDS.has(name.toLowerCase()));
}

/** Step Functions begins every field of an answer with a capital, whatever the service's own spelling: a path to another one finds nothing. */
function lowerCaseProblem(resource: string, result: JsonValue): NeverAnswered | undefined {
  const lower = isJsonObject(result) ? Object.keys(result).filter((name) => /^[a-z]/.test(name)) : [];
  const answer = lower.length === 0 ? undefined : resultShape(resource);
  const shape = typeof answer?.shape === 'number' ? answer.model.shapes[answer.shape] : undefined;
  if (answer === undefined || shape === undefined || isCollectionShape(shape)) return undefined;
  const names = Object.keys(shape).map((member) => fieldName(member.replace('*', ''), answer.style));
  for (const wrong of lower) {
    const right = names.find((name) => name.toLowerCase() === wrong.toLowerCase());
    if (right !== undefined)
      return { problem: `Field '${wrong}' is not part of the answer`, hint: `write '${right}': fields begin with a capital.` };
  }
  return undefined;
}

function httpProblem(status: number, error: string): NeverAnswered {
  return {
    problem: `Field 'StatusCode' is ${status}, but a request that fails gives its task no answer`,
    hint: `write .fails('${error}').`,
  };
}

/** `.sync:2` gives input and output of an execution as JSON, `.sync` as the text of it. */
function textProblem(result: JsonObject): NeverAnswered | undefined {
  const name = ['Output', 'Input'].find((field) => holdsJson(result[field]));
  if (name === undefined) return undefined;
  return {
    problem: `Field '${name}' is JSON text, but .sync:2 gives the JSON itself`,
    hint: 'answer with the value, without JSON.stringify().',
  };
}

function jobProblem(place: readonly string[], result: JsonValue): NeverAnswered | undefined {
  const [last] = place.slice(-1);
  const status = valueAlong(result, place) ?? (last === undefined ? undefined : valueAlong(result, [last]));
  if (place.length === 0 || typeof status !== 'string') return undefined;
  const is = `Field '${place.join('.')}' is ${JSON.stringify(status)}`;
  if (FAILED.test(status))
    return { problem: `${is}, but a job that fails gives its task no answer`, hint: "write .fails('States.TaskFailed', cause)." };
  return UNFINISHED.test(status)
    ? { problem: `${is}, but a .sync task waits until its job has ended`, hint: 'answer with the description of the ended job.' }
    : undefined;
}
