import { holdsJson, isJsonObject, isServiceResource, type JsonObject, type JsonValue, parseResource, valueAlong } from '../asl';
import { sdkServiceName } from './sdk-service-name';

/** What is wrong with a result that no task gets, without a full stop, and what to write in its place. */
export interface NeverAnswered {
  readonly problem: string;
  readonly hint: string;
}

/** Where a job's description says what has become of it. */
const STATUS: Readonly<Record<string, readonly string[]>> = {
  'athena:startQueryExecution': ['QueryExecution', 'Status', 'State'],
  'batch:submitJob': ['Status'],
  'codebuild:startBuild': ['Build', 'BuildStatus'],
  'codebuild:startBuildBatch': ['BuildBatch', 'BuildBatchStatus'],
  'databrew:startJobRun': ['State'],
  'ecs:runTask': ['LastStatus'],
  'emr:addStep': ['Step', 'Status', 'State'],
  'glue:startJobRun': ['JobRunState'],
  'sagemaker:createHyperParameterTuningJob': ['HyperParameterTuningJobStatus'],
  'sagemaker:createLabelingJob': ['LabelingJobStatus'],
  'sagemaker:createProcessingJob': ['ProcessingJobStatus'],
  'sagemaker:createTrainingJob': ['TrainingJobStatus'],
  'sagemaker:createTransformJob': ['TransformJobStatus'],
  'sfn:startExecution': ['Status'],
};

const FAILED = /^(?:failed|timed_?out|timeout|fault|error|aborted|cancelled)$/i;
const UNFINISHED = /^(?:running|in_?progress|submitted|pending|runnable|starting|queued|waiting|provisioning|activating|initializing)$/i;

/** What a mock answers although the service never does: a failure as a result, or a job that has not ended. Undefined for what may come. */
export function neverAnswered(resource: string, result: JsonValue): NeverAnswered | undefined {
  const parsed = parseResource(resource);
  if (!isServiceResource(parsed) || parsed.kind !== 'integration' || !isJsonObject(result)) return undefined;
  const call = `${sdkServiceName(parsed.service)}:${parsed.action}`;
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
  const status = valueAlong(result, place);
  if (place.length === 0 || typeof status !== 'string') return undefined;
  const is = `Field '${place.join('.')}' is ${JSON.stringify(status)}`;
  if (FAILED.test(status))
    return { problem: `${is}, but a job that fails gives its task no answer`, hint: "write .fails('States.TaskFailed', cause)." };
  return UNFINISHED.test(status)
    ? { problem: `${is}, but a .sync task waits until its job has ended`, hint: 'answer with the description of the ended job.' }
    : undefined;
}
