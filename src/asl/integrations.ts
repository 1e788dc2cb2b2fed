import type { IntegrationPattern } from './task-resource';

const ANSWER: readonly IntegrationPattern[] = ['requestResponse'];
const JOB: readonly IntegrationPattern[] = ['requestResponse', 'runJob'];
const TOKEN: readonly IntegrationPattern[] = ['requestResponse', 'waitForCallback'];
const EVERY: readonly IntegrationPattern[] = ['requestResponse', 'runJob', 'waitForCallback'];

/** The optimised integrations: what stands after `arn:aws:states:::`, with the patterns each supports. */
export const OPTIMISED_INTEGRATIONS: ReadonlyMap<string, ReadonlyMap<string, readonly IntegrationPattern[]>> = new Map(
  Object.entries<Record<string, readonly IntegrationPattern[]>>({
    apigateway: { invoke: TOKEN },
    athena: { startQueryExecution: JOB, stopQueryExecution: ANSWER, getQueryExecution: ANSWER, getQueryResults: ANSWER },
    batch: { submitJob: EVERY },
    bedrock: { invokeModel: EVERY, createModelCustomizationJob: JOB },
    bedrockagentcore: { invokeHarness: ANSWER },
    codebuild: {
      startBuild: JOB,
      stopBuild: ANSWER,
      batchDeleteBuilds: ANSWER,
      batchGetReports: ANSWER,
      startBuildBatch: JOB,
      stopBuildBatch: ANSWER,
      retryBuildBatch: JOB,
      deleteBuildBatch: ANSWER,
    },
    databrew: { startJobRun: JOB },
    dynamodb: { getItem: ANSWER, putItem: ANSWER, updateItem: ANSWER, deleteItem: ANSWER },
    ecs: { runTask: EVERY },
    eks: {
      createCluster: JOB,
      deleteCluster: JOB,
      createFargateProfile: JOB,
      deleteFargateProfile: JOB,
      createNodegroup: JOB,
      deleteNodegroup: JOB,
      runJob: EVERY,
      call: ANSWER,
    },
    elasticmapreduce: {
      createCluster: JOB,
      terminateCluster: JOB,
      addStep: JOB,
      cancelStep: ANSWER,
      setClusterTerminationProtection: ANSWER,
      modifyInstanceFleetByName: ANSWER,
      modifyInstanceGroupByName: ANSWER,
    },
    'emr-containers': { createVirtualCluster: ANSWER, deleteVirtualCluster: JOB, startJobRun: JOB },
    'emr-serverless': {
      createApplication: JOB,
      startApplication: JOB,
      stopApplication: JOB,
      deleteApplication: JOB,
      startJobRun: JOB,
      cancelJobRun: JOB,
    },
    events: { putEvents: TOKEN },
    glue: { startJobRun: JOB },
    http: { invoke: ANSWER },
    lambda: { invoke: TOKEN },
    mediaconvert: { createJob: JOB },
    sagemaker: {
      createEndpoint: ANSWER,
      createEndpointConfig: ANSWER,
      createHyperParameterTuningJob: JOB,
      createLabelingJob: JOB,
      createModel: ANSWER,
      createProcessingJob: JOB,
      createTrainingJob: JOB,
      createTransformJob: JOB,
      updateEndpoint: ANSWER,
    },
    sns: { publish: TOKEN },
    sqs: { sendMessage: TOKEN },
    states: { startExecution: EVERY },
  }).map(([service, actions]) => [service, new Map(Object.entries(actions))]),
);

/** What `.sync:2` is known for. */
export const SYNC_2 = 'states:startExecution';
