import { App } from 'aws-cdk-lib';
import { NestedStack } from './nested-stack';

new NestedStack(new App(), 'DrystepIntegNested');
