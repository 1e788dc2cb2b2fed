import { App } from 'aws-cdk-lib';
import { CallbackStack } from './callback-stack';

new CallbackStack(new App(), 'DrystepIntegCallback');
