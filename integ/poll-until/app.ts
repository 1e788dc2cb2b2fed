import { App } from 'aws-cdk-lib';
import { PollUntilStack } from './poll-until-stack';

new PollUntilStack(new App(), 'DrystepIntegPollUntil');
