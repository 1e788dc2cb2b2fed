import type { AwsOptions } from './aws-options';
import { deployedRunner } from './deployed/deployed-runner';
import type { TargetRunner } from './target-runner';
import { type TestTarget, targetOf } from './test-target';
import { testStateRunner } from './teststate/test-state-runner';

/** What runs executions where a test or the environment wants them; undefined for the local engine. */
export function runnerOf(target: TestTarget | undefined, names: readonly string[], aws: AwsOptions = {}): TargetRunner | undefined {
  const place = targetOf(target, names);
  if (place === 'local') return undefined;
  return place === 'teststate' ? testStateRunner(aws) : deployedRunner(place.deployed, aws);
}
