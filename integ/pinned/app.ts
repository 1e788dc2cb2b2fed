import { App } from 'aws-cdk-lib';
import { PinnedStack } from './pinned-stack';

new PinnedStack(new App(), 'DrystepIntegPinned', process.env.RELEASE);
