import { App } from 'aws-cdk-lib';
import { LoopStack } from './loop-stack';

new LoopStack(new App(), 'DrystepIntegLoop');
