// The tasks of the CDK that the sources make. The others bring the types of twenty services.
export { LambdaInvoke } from '../../node_modules/aws-cdk-lib/aws-stepfunctions-tasks/lib/lambda/invoke';
export { StepFunctionsInvokeActivity } from '../../node_modules/aws-cdk-lib/aws-stepfunctions-tasks/lib/stepfunctions/invoke-activity';
export { StepFunctionsStartExecution } from '../../node_modules/aws-cdk-lib/aws-stepfunctions-tasks/lib/stepfunctions/start-execution';
