import { App } from 'aws-cdk-lib';
import { DistributedMapStack } from './distributed-map-stack';

new DistributedMapStack(new App(), 'DrystepIntegDistributedMap');
