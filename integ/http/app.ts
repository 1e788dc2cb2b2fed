import { App } from 'aws-cdk-lib';
import { HttpStack } from './http-stack';

new HttpStack(new App(), 'DrystepIntegHttp');
