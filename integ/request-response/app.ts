import { App } from 'aws-cdk-lib';
import { RequestResponseStack } from './request-response-stack';

new RequestResponseStack(new App(), 'DrystepIntegRequestResponse');
