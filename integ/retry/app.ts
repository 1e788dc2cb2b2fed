import { App } from 'aws-cdk-lib';
import { RetryStack } from './retry-stack';

new RetryStack(new App(), 'DrystepIntegRetry');
