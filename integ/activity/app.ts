import { App } from 'aws-cdk-lib';
import { ActivityStack } from './activity-stack';

new ActivityStack(new App(), 'DrystepIntegActivity');
