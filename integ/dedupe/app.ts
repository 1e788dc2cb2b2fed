import { App } from 'aws-cdk-lib';
import { DedupeStack } from './dedupe-stack';

new DedupeStack(new App(), 'DrystepIntegDedupe');
