import { App } from 'aws-cdk-lib';
import { FinallyStack } from './finally-stack';

new FinallyStack(new App(), 'DrystepIntegFinally');
