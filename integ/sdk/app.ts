import { App } from 'aws-cdk-lib';
import { SdkStack } from './sdk-stack';

new SdkStack(new App(), 'DrystepIntegSdk');
