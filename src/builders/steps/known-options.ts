import { unknownName } from '../../asl';
import { BuilderError } from '../../expressions';
import type { PlaceKey, PlacementKey, RecoveryKey, TimeoutKey } from '../types/options';
import type { DistributedKey } from './distributed-map';
import type { HttpKey } from './http';
import type { SdkKey } from './sdk';
import type { StartKey } from './start-workflow';

/** The names of options: a forgotten one does not compile. */
type Names<Key extends string> = Readonly<Record<Key, true>>;

const PLACE: Names<PlaceKey> = { into: true, replace: true, discard: true };
const PLACED: Names<PlacementKey> = { ...PLACE, output: true, assign: true };
const RECOVERED: Names<PlacementKey | RecoveryKey> = { ...PLACED, retry: true, catch: true };
const TIMED: Names<PlacementKey | RecoveryKey | TimeoutKey> = { ...RECOVERED, timeout: true, heartbeat: true };
const ITEMS: Names<'items' | 'itemSelector' | 'maxConcurrency'> = { items: true, itemSelector: true, maxConcurrency: true };
const HTTP: Names<HttpKey> = {
  connection: true,
  apiRoot: true,
  path: true,
  method: true,
  headers: true,
  query: true,
  body: true,
  result: true,
};
const SDK: Names<SdkKey> = {
  service: true,
  action: true,
  access: true,
  request: true,
  parameters: true,
  waitForTaskToken: true,
  result: true,
};
const START: Names<StartKey> = { input: true, sync: true, waitForTaskToken: true, result: true, executionName: true };
const DISTRIBUTED: Names<DistributedKey> = {
  ...ITEMS,
  source: true,
  sourceKey: true,
  batch: true,
  resultsTo: true,
  toleratedFailures: true,
  express: true,
  label: true,
};

/** The options of each kind of step, by the function that makes it. */
const KNOWN = {
  invoke: { payload: true, waitForTaskToken: true, result: true, lambda: true, ...TIMED },
  task: { state: true, result: true, ...TIMED },
  sdk: { ...SDK, ...TIMED },
  startWorkflow: { ...START, ...TIMED },
  activity: { payload: true, result: true, ...TIMED },
  http: { ...HTTP, ...TIMED },
  map: { ...ITEMS, ...RECOVERED },
  distributedMap: { ...DISTRIBUTED, ...RECOVERED },
  parallel: RECOVERED,
  pass: { value: true, into: true, replace: true, output: true, assign: true },
  succeed: { output: true },
  fail: { error: true, cause: true },
  wait: { duration: true, seconds: true, until: true },
  choiceOn: { name: true },
  saga: { failName: true },
  loop: { while: true },
  pollUntil: { until: true, every: true, error: true, deadline: true, attempts: true },
  waitForApproval: { payload: true, into: true, timeout: true, rejected: true, expired: true },
  dedupe: { key: true, input: true },
  fanOut: { ...ITEMS, toleratedFailures: true, error: true, ...PLACE },
} satisfies Readonly<Record<string, Names<string>>>;

/**
 * Gives the options of a step as they are. The types refuse a misspelt one; JavaScript, spread objects and casts get past them.
 *
 * @throws BuilderError for an option that the step does not have, with the nearest name
 */
export function knownOptions<Options>(step: string, kind: keyof typeof KNOWN, options: Options): Options {
  const names = Object.keys(KNOWN[kind]);
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new BuilderError({
      code: 'UNKNOWN_OPTION',
      step,
      message: `${kind}() takes its options as an object, and got ${options === null ? 'null' : Array.isArray(options) ? 'an array' : `a ${typeof options}`}.`,
      hint: `it takes ${names.join(', ')}.`,
    });
  }
  const unknown = unknownName(options, names);
  if (unknown === undefined) return options;
  throw new BuilderError({
    code: 'UNKNOWN_OPTION',
    step,
    message: `${kind}() has no option "${unknown.name}".`,
    hint: unknown.nearest === undefined ? `it has ${names.join(', ')}.` : `did you mean "${unknown.nearest}"?`,
  });
}
