/** The IAM actions of an optimised integration. */
export interface IntegrationActions {
  /** For the call itself. */
  readonly call: readonly string[];
  /** For `.sync`: to follow the job, and to end it when the execution is stopped. */
  readonly sync?: readonly string[];
  /** The rule of EventBridge that tells of the end of the job: Step Functions makes it with the role of the machine. */
  readonly rule?: string;
}

/** What a role needs beside the call to have such a rule made. */
export const RULE_ACTIONS = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/**
 * What the developer guide says of each integration, as far as the tasks of aws-cdk-lib are granted it, too: no more than is sure to be needed.
 * Permissions for what a job itself does (`iam:PassRole`, logs, keys, catalogues) are not among them. An integration that is not here is not judged:
 * EKS answers to the access of the cluster, an API may need none.
 */
export const INTEGRATION_ACTIONS: ReadonlyMap<string, IntegrationActions> = new Map(
  Object.entries<IntegrationActions>({
    'athena:getQueryExecution': { call: ['athena:GetQueryExecution'] },
    'athena:getQueryResults': { call: ['athena:GetQueryResults'] },
    'athena:startQueryExecution': { call: ['athena:StartQueryExecution'], sync: ['athena:GetQueryExecution'] },
    'athena:stopQueryExecution': { call: ['athena:StopQueryExecution'] },
    'batch:submitJob': { call: ['batch:SubmitJob'], rule: 'StepFunctionsGetEventsForBatchJobsRule' },
    'bedrock:createModelCustomizationJob': { call: ['bedrock:CreateModelCustomizationJob'] },
    'bedrock:invokeModel': { call: ['bedrock:InvokeModel'] },
    'bedrockagentcore:invokeHarness': { call: ['bedrock-agentcore:InvokeHarness'] },
    'codebuild:startBuild': {
      call: ['codebuild:StartBuild'],
      sync: ['codebuild:StopBuild', 'codebuild:BatchGetBuilds'],
      rule: 'StepFunctionsGetEventForCodeBuildStartBuildRule',
    },
    'codebuild:startBuildBatch': {
      call: ['codebuild:StartBuildBatch'],
      sync: ['codebuild:StopBuildBatch', 'codebuild:BatchGetBuildBatches'],
      rule: 'StepFunctionsGetEventForCodeBuildStartBuildBatchRule',
    },
    'databrew:startJobRun': { call: ['databrew:StartJobRun'], sync: ['databrew:ListJobRuns', 'databrew:StopJobRun'] },
    'dynamodb:deleteItem': { call: ['dynamodb:DeleteItem'] },
    'dynamodb:getItem': { call: ['dynamodb:GetItem'] },
    'dynamodb:putItem': { call: ['dynamodb:PutItem'] },
    'dynamodb:updateItem': { call: ['dynamodb:UpdateItem'] },
    'ecs:runTask': { call: ['ecs:RunTask'], sync: ['ecs:StopTask', 'ecs:DescribeTasks'], rule: 'StepFunctionsGetEventsForECSTaskRule' },
    'elasticmapreduce:addStep': {
      call: ['elasticmapreduce:AddJobFlowSteps'],
      sync: ['elasticmapreduce:DescribeStep', 'elasticmapreduce:CancelSteps'],
      rule: 'StepFunctionsGetEventForEMRAddJobFlowStepsRule',
    },
    'elasticmapreduce:cancelStep': { call: ['elasticmapreduce:CancelSteps'] },
    'elasticmapreduce:createCluster': {
      call: ['elasticmapreduce:RunJobFlow'],
      sync: ['elasticmapreduce:DescribeCluster', 'elasticmapreduce:TerminateJobFlows'],
      rule: 'StepFunctionsGetEventForEMRRunJobFlowRule',
    },
    'elasticmapreduce:modifyInstanceFleetByName': {
      call: ['elasticmapreduce:ModifyInstanceFleet', 'elasticmapreduce:ListInstanceFleets'],
    },
    'elasticmapreduce:modifyInstanceGroupByName': {
      call: ['elasticmapreduce:ModifyInstanceGroups', 'elasticmapreduce:ListInstanceGroups'],
    },
    'elasticmapreduce:setClusterTerminationProtection': { call: ['elasticmapreduce:SetTerminationProtection'] },
    'elasticmapreduce:terminateCluster': {
      call: ['elasticmapreduce:TerminateJobFlows'],
      sync: ['elasticmapreduce:DescribeCluster'],
      rule: 'StepFunctionsGetEventForEMRTerminateJobFlowsRule',
    },
    'emr-containers:createVirtualCluster': { call: ['emr-containers:CreateVirtualCluster'] },
    'emr-containers:deleteVirtualCluster': {
      call: ['emr-containers:DeleteVirtualCluster'],
      sync: ['emr-containers:DescribeVirtualCluster'],
    },
    'emr-containers:startJobRun': {
      call: ['emr-containers:StartJobRun'],
      sync: ['emr-containers:DescribeJobRun', 'emr-containers:CancelJobRun'],
    },
    'events:putEvents': { call: ['events:PutEvents'] },
    'glue:startJobRun': { call: ['glue:StartJobRun'], sync: ['glue:GetJobRun', 'glue:GetJobRuns', 'glue:BatchStopJobRun'] },
    'http:invoke': {
      call: [
        'states:InvokeHTTPEndpoint',
        'events:RetrieveConnectionCredentials',
        'secretsmanager:GetSecretValue',
        'secretsmanager:DescribeSecret',
      ],
    },
    'lambda:invoke': { call: ['lambda:InvokeFunction'] },
    'mediaconvert:createJob': {
      call: ['mediaconvert:CreateJob'],
      sync: ['mediaconvert:GetJob', 'mediaconvert:CancelJob'],
      rule: 'StepFunctionsGetEventsForMediaConvertJobRule',
    },
    'sagemaker:createEndpoint': { call: ['sagemaker:CreateEndpoint'] },
    'sagemaker:createEndpointConfig': { call: ['sagemaker:CreateEndpointConfig'] },
    'sagemaker:createHyperParameterTuningJob': { call: ['sagemaker:CreateHyperParameterTuningJob'] },
    'sagemaker:createLabelingJob': { call: ['sagemaker:CreateLabelingJob'] },
    'sagemaker:createModel': { call: ['sagemaker:CreateModel'] },
    'sagemaker:createProcessingJob': { call: ['sagemaker:CreateProcessingJob'] },
    'sagemaker:createTrainingJob': {
      call: ['sagemaker:CreateTrainingJob'],
      sync: ['sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
      rule: 'StepFunctionsGetEventsForSageMakerTrainingJobsRule',
    },
    'sagemaker:createTransformJob': {
      call: ['sagemaker:CreateTransformJob'],
      sync: ['sagemaker:DescribeTransformJob', 'sagemaker:StopTransformJob'],
      rule: 'StepFunctionsGetEventsForSageMakerTransformJobsRule',
    },
    'sagemaker:updateEndpoint': { call: ['sagemaker:UpdateEndpoint'] },
    'sns:publish': { call: ['sns:Publish'] },
    'sqs:sendMessage': { call: ['sqs:SendMessage'] },
    'states:startExecution': {
      call: ['states:StartExecution'],
      sync: ['states:DescribeExecution', 'states:StopExecution'],
      rule: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
    },
  }),
);
