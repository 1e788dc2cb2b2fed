import { isServiceResource, parseResource } from '../asl';
import type { FieldStyle } from './field-name';
import { loadService } from './load-service';
import { sdkServiceName } from './sdk-service-name';
import type { ServiceModel, ShapeReference } from './service-model';

/** What a mocked result must look like. */
export interface AnswerShape {
  readonly model: ServiceModel;
  readonly shape: ShapeReference;
  readonly style: FieldStyle;
  /** Fields that Step Functions turns from text into JSON: they may hold anything. */
  readonly parsed: readonly string[];
}

/** The service checks no mock of these (AWS's guide to TestState). */
const UNCHECKED = new Set(['apigateway:invoke', 'http:invoke', 'eks:call', 'eks:runJob']);

/** A `.sync` task's result is the answer of the call with which Step Functions asks whether the job is done. */
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

const PARSED: Readonly<Record<string, readonly string[]>> = {
  'bedrock:invokeModel': ['Body'],
  'lambda:invoke': ['Payload'],
  'sfn:startExecution.sync:2': ['Input', 'Output'],
};

/** The shape of what a task's resource answers, or undefined where the service checks nothing: functions, activities, callbacks and HTTP. */
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

/** Integrations spell an operation as the SDK for Java does: `describeDbInstances` is `DescribeDBInstances`. */
function answerOf(model: ServiceModel, action: string): ShapeReference | undefined {
  const wanted = action.toLowerCase();
  const name = Object.keys(model.operations).find((operation) => operation.toLowerCase() === wanted);
  return name === undefined ? undefined : model.operations[name]?.[1];
}
