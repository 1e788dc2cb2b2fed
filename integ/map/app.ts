import { App } from 'aws-cdk-lib';
import { MapStack } from './map-stack';

new MapStack(new App(), 'DrystepIntegMap');
