import { App } from 'aws-cdk-lib';
import { ParallelStack } from './parallel-stack';

new ParallelStack(new App(), 'DrystepIntegParallel');
