import { App } from 'aws-cdk-lib';
import { PlainBesideBuildersStack } from './plain-beside-builders-stack';

new PlainBesideBuildersStack(new App(), 'DrystepIntegPlainBesideBuilders');
