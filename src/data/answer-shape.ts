import { isServiceResource, parseResource } from '../asl';
import type { FieldStyle } from './field-name';
import { loadService } from './load-service';
import { sdkServiceName } from './sdk-service-name';
import { isCollectionShape, type ServiceModel, type ShapeReference, type StructureShape } from './service-model';

/** What a mocked result must look like. */
export interface AnswerShape {
  readonly model: ServiceModel;
  readonly shape: ShapeReference;
  readonly style: FieldStyle;
  /** Fields that Step Functions turns from text into JSON: they may hold anything. */
  readonly parsed: readonly string[];
  /** Times may be milliseconds, as in what Step Functions tells of a job; they are texts elsewhere. @default false */
  readonly numericTimes?: boolean;
}

/** What a response of an HTTP endpoint comes as. No model has it. */
const RESPONSE: AnswerShape = {
  model: { operations: {}, shapes: [{ Headers: 'a', ResponseBody: 'a', StatusCode: 'i', StatusText: 's' }] },
  shape: 0,
  style: 'optimised',
  parsed: [],
};

/** The service checks no mock of these (AWS's guide to TestState), or it is not known what with: a harness answers with what no operation of its API answers. */
const UNCHECKED = new Set(['apigateway:invoke', 'bedrockagentcore:invokeHarness', 'http:invoke', 'eks:call', 'eks:runJob']);

/** A `.sync` task's mock is compared with the answer of the call with which Step Functions asks whether the job is done. */
const POLLED: Readonly<Record<string, string>> = {
  'athena:startQueryExecution': 'getQueryExecution',
  'batch:submitJob': 'describeJobs',
  'bedrock:createModelCustomizationJob': 'getModelCustomizationJob',
  'codebuild:startBuild': 'batchGetBuilds',
  'codebuild:startBuildBatch': 'batchGetBuildBatches',
  'databrew:startJobRun': 'describeJobRun',
  'ecs:runTask': 'describeTasks',
  'eks:createCluster': 'describeCluster',
  'eks:createFargateProfile': 'describeFargateProfile',
  'eks:createNodegroup': 'describeNodegroup',
  'eks:deleteCluster': 'describeCluster',
  'eks:deleteFargateProfile': 'describeFargateProfile',
  'eks:deleteNodegroup': 'describeNodegroup',
  'emr:addStep': 'describeStep',
  'emr:createCluster': 'describeCluster',
  'emr:terminateCluster': 'describeCluster',
  'emrcontainers:deleteVirtualCluster': 'describeVirtualCluster',
  'emrcontainers:startJobRun': 'describeJobRun',
  'emrserverless:createApplication': 'getApplication',
  'emrserverless:deleteApplication': 'getApplication',
  'emrserverless:startApplication': 'getApplication',
  'emrserverless:startJobRun': 'getJobRun',
  'emrserverless:stopApplication': 'getApplication',
  'glue:startJobRun': 'getJobRun',
  'mediaconvert:createJob': 'getJob',
  'sagemaker:createHyperParameterTuningJob': 'describeHyperParameterTuningJob',
  'sagemaker:createLabelingJob': 'describeLabelingJob',
  'sagemaker:createProcessingJob': 'describeProcessingJob',
  'sagemaker:createTrainingJob': 'describeTrainingJob',
  'sagemaker:createTransformJob': 'describeTransformJob',
  'sfn:startExecution': 'describeExecution',
};

/** Where a job's description stands in the answer of the call that tells of it, and the field in which a state gets it, if it gets one. */
const JOBS: Readonly<Record<string, readonly [member: string, field?: string, others?: readonly string[]]>> = {
  'batch:submitJob': ['jobs'],
  'codebuild:startBuild': ['builds', 'Build'],
  'codebuild:startBuildBatch': ['buildBatches', 'BuildBatch'],
  'ecs:runTask': ['tasks'],
  'emr:createCluster': ['Cluster', 'Cluster', ['ClusterId']],
  'glue:startJobRun': ['JobRun'],
};

const PARSED: Readonly<Record<string, readonly string[]>> = {
  'bedrock:invokeModel': ['Body'],
  'lambda:invoke': ['Payload'],
  'sfn:startExecution.sync:2': ['Input', 'Output'],
};

/** The shape with which TestState compares the mock of a task's resource, or undefined where the service checks nothing: functions, activities, callbacks and HTTP. */
export function answerShape(resource: string): AnswerShape | undefined {
  const parsed = parseResource(resource);
  if (!isServiceResource(parsed)) return undefined;
  const { kind, action, suffix, pattern } = parsed;
  const optimised = kind === 'integration';
  const service = optimised ? sdkServiceName(parsed.service) : parsed.service;
  const call = `${service}:${action}`;
  // Whoever holds the token answers a callback, with any JSON.
  if (pattern === 'waitForCallback' || (optimised && UNCHECKED.has(call))) return undefined;
  const asked = pattern === 'runJob' ? POLLED[call] : action;
  const model = loadService(call === 'bedrock:invokeModel' ? 'bedrockruntime' : service);
  const shape = model === undefined || asked === undefined ? undefined : answerOf(model, asked);
  if (model === undefined || shape === undefined) return undefined;
  const written = suffix === '' ? call : `${call}.${suffix}`;
  return { model, shape, style: optimised ? 'optimised' : 'sdk', parsed: optimised ? (PARSED[written] ?? []) : [] };
}

/**
 * The shape of what a state gets from a task's resource. It is that of {@link answerShape}, except for responses of HTTP endpoints, with which TestState
 * compares nothing, and for jobs: there it takes the whole answer of the call that tells of the job, and a state gets the description of the job only.
 */
export function resultShape(resource: string): AnswerShape | undefined {
  const parsed = parseResource(resource);
  if (parsed.kind !== 'integration') return answerShape(resource);
  const call = `${sdkServiceName(parsed.service)}:${parsed.action}`;
  if (parsed.pattern !== 'runJob')
    return call === 'http:invoke' || call === 'apigateway:invoke' ? responseShape(parsed.pattern) : answerShape(resource);
  const answer = answerShape(resource);
  return answer === undefined ? undefined : { ...jobShape(answer, call), numericTimes: true };
}

function responseShape(pattern: string | undefined): AnswerShape | undefined {
  return pattern === 'requestResponse' ? RESPONSE : undefined;
}

function jobShape(answer: AnswerShape, call: string): AnswerShape {
  const [member, field, others = []] = JOBS[call] ?? [];
  const { shapes } = answer.model;
  const whole = typeof answer.shape === 'number' ? (shapes[answer.shape] as StructureShape) : {};
  const told = member === undefined ? undefined : whole[member];
  if (told === undefined) return answer;
  const composed = typeof told === 'number' ? shapes[told] : undefined;
  const job = composed !== undefined && isCollectionShape(composed) ? composed[1] : told;
  if (field === undefined) return { ...answer, shape: job };
  const result: StructureShape = { [field]: job, ...Object.fromEntries(others.map((name) => [name, 's'])) };
  return { ...answer, model: { ...answer.model, shapes: [...shapes, result] }, shape: shapes.length };
}

/** Integrations spell an operation as the SDK for Java does: `describeDbInstances` is `DescribeDBInstances`. */
function answerOf(model: ServiceModel, action: string): ShapeReference | undefined {
  const wanted = action.toLowerCase();
  const name = Object.keys(model.operations).find((operation) => operation.toLowerCase() === wanted);
  return name === undefined ? undefined : model.operations[name]?.[1];
}
