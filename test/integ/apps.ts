import type { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ActivityStack } from '../../integ/activity/activity-stack';
import { ApprovalStack } from '../../integ/approval/approval-stack';
import { CallbackStack } from '../../integ/callback/callback-stack';
import { DedupeStack } from '../../integ/dedupe/dedupe-stack';
import { DistributedMapStack } from '../../integ/distributed-map/distributed-map-stack';
import { ExpressStack } from '../../integ/express/express-stack';
import { FanOutStack } from '../../integ/fan-out/fan-out-stack';
import { FinallyStack } from '../../integ/finally/finally-stack';
import { HttpStack } from '../../integ/http/http-stack';
import { LoopStack } from '../../integ/loop/loop-stack';
import { MapStack } from '../../integ/map/map-stack';
import { NestedStack } from '../../integ/nested/nested-stack';
import { ParallelStack } from '../../integ/parallel/parallel-stack';
import { PinnedStack } from '../../integ/pinned/pinned-stack';
import { PlainBesideBuildersStack } from '../../integ/plain-beside-builders/plain-beside-builders-stack';
import { PollUntilStack } from '../../integ/poll-until/poll-until-stack';
import { RequestResponseStack } from '../../integ/request-response/request-response-stack';
import { RetryStack } from '../../integ/retry/retry-stack';
import { SagaStack } from '../../integ/saga/saga-stack';
import { SdkStack } from '../../integ/sdk/sdk-stack';
import { TryCatchStack } from '../../integ/try-catch/try-catch-stack';
import type { JsonObject } from '../../src/asl';
import { untracedApp } from '../builders/synthesized';

/** Every app of integ/, by its folder. */
export const apps: Readonly<Record<string, new (scope: App, id: string) => Stack>> = {
  activity: ActivityStack,
  approval: ApprovalStack,
  dedupe: DedupeStack,
  'distributed-map': DistributedMapStack,
  'fan-out': FanOutStack,
  finally: FinallyStack,
  http: HttpStack,
  nested: NestedStack,
  'poll-until': PollUntilStack,
  sdk: SdkStack,
  callback: CallbackStack,
  express: ExpressStack,
  loop: LoopStack,
  map: MapStack,
  parallel: ParallelStack,
  pinned: PinnedStack,
  'plain-beside-builders': PlainBesideBuildersStack,
  'request-response': RequestResponseStack,
  retry: RetryStack,
  saga: SagaStack,
  'try-catch': TryCatchStack,
};

const templates = new Map<string, JsonObject>();

/** The template of an app without what the CDK puts into every template, and without hashes of code. */
export function templateOf(name: string): JsonObject {
  const known = templates.get(name);
  if (known !== undefined) return known;
  const IntegStack = apps[name] as (typeof apps)[string];
  const { Resources, Outputs } = Template.fromStack(new IntegStack(untracedApp(), 'Integ')).toJSON();
  const text = JSON.stringify({ Resources, Outputs });
  const template = JSON.parse(text.replaceAll(/(CurrentVersion|ApiDeployment)[0-9A-F]{8}[0-9a-f]{32}/g, '$1')) as JsonObject;
  templates.set(name, template);
  return template;
}
