import { App } from 'aws-cdk-lib';
import { TryCatchStack } from './try-catch-stack';

new TryCatchStack(new App(), 'DrystepIntegTryCatch');
