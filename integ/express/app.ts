import { App } from 'aws-cdk-lib';
import { ExpressStack } from './express-stack';

new ExpressStack(new App(), 'DrystepIntegExpress');
