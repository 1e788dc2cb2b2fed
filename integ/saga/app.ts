import { App } from 'aws-cdk-lib';
import { SagaStack } from './saga-stack';

new SagaStack(new App(), 'DrystepIntegSaga');
