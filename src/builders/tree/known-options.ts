import { kinds, nearestName, type OptionKind, type OptionTable, optionMistake, unknownName } from '../../asl';
import { BuilderError } from '../../expressions';
import type { LambdaBinding } from '../lowering/lambda-binding';
import type { DistributedKey, ResultsTo } from '../steps/distributed-map';
import type { HttpKey } from '../steps/http';
import type { SdkKey } from '../steps/sdk';
import type { StartKey } from '../steps/start-workflow';
import type { PlacementKey, RecoveryKey, TimeoutKey } from '../types/options';
import {
  aNumber,
  construct,
  countedFrom,
  credentials,
  duration,
  ITEMS,
  type Kinds,
  PLACE,
  percentage,
  timed,
  typed,
  written,
} from './builder-kinds';
import type { AthenaSource, ContentsSource, CsvColumns, CsvSource, FileSource, JsonSource, ListingSource } from './item-source';
import type { RetryPolicy, RetryRule, TransientOptions } from './retry';

const { anObject, callable, either, flag, list, listOf, name, nested, oneOf, text, wholeNumber } = kinds;

const BINDINGS = { unqualified: true, pinned: true, alias: true } satisfies Record<LambdaBinding, true>;
/** Which code of Lambda functions is run. */
export const lambdaBinding = oneOf(...Object.keys(BINDINGS));
/** The query language of a workflow. */
export const workflowLanguage = oneOf('JSONata', 'JSONPath');

const RETRY_RULE: OptionTable<RetryRule> = {
  errors: listOf(text),
  interval: duration,
  maxAttempts: aNumber,
  backoffRate: aNumber,
  maxDelay: duration,
  jitter: flag,
};
const { errors, maxAttempts, ...paused } = RETRY_RULE;
const TRANSIENT: OptionTable<TransientOptions> = { ...paused, maxAttempts, except: errors };
const UNTIL_IT_WORKS: OptionTable<Omit<RetryRule, 'maxAttempts' | 'errors'>> = paused;
const POLICY: OptionTable<RetryPolicy> = { rules: listOf(nested(RETRY_RULE)), serviceFaults: flag, http: listOf(nested(RETRY_RULE)) };
const policy = nested(POLICY);
const rule = nested(RETRY_RULE);
const retry: OptionKind = {
  expected: 'what retry gives, a retrier or a list of them',
  accepts: (value) => list.accepts(value) || anObject.accepts(value),
  inside: (value: object, path) => {
    if (Array.isArray(value)) return listOf(rule).inside?.(value as never, path);
    return (isMeantAsPolicy(value) ? policy : rule).inside?.(value as never, path);
  },
};

/** Whether an option of a policy is there, or what looks like one. */
function isMeantAsPolicy(value: object): boolean {
  const names = Object.keys({ ...RETRY_RULE, ...POLICY });
  return Object.keys(value).some((key) => Object.hasOwn(POLICY, nearestName(key, names) ?? key));
}
const access: OptionKind = {
  expected: 'a function that grants, a list of statements, or { resources }',
  accepts: (value) => callable.accepts(value) || list.accepts(value) || anObject.accepts(value),
  inside: (value: object, path) =>
    callable.accepts(value) || Array.isArray(value)
      ? undefined
      : optionMistake(value, { resources: listOf(text), action: either('a text or a list of them', text, list) }, path),
};

const PLACED: Kinds<PlacementKey> = { ...PLACE, output: callable, assign: callable, comment: text };
const RECOVERED: Kinds<PlacementKey | RecoveryKey> = { ...PLACED, retry, catch: callable };
const TIMED: Kinds<PlacementKey | RecoveryKey | TimeoutKey> = { ...RECOVERED, timeout: timed, heartbeat: timed };
const HTTP: Kinds<HttpKey> = {
  connection: construct,
  apiRoot: text,
  path: written,
  method: oneOf('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
  headers: callable,
  query: callable,
  body: callable,
  bodyEncoding: oneOf('JSON', 'URL_ENCODED'),
  arrayFormat: oneOf('INDICES', 'REPEAT', 'COMMAS', 'BRACKETS', 'NONE'),
  result: typed,
};
const SDK: Kinds<SdkKey> = {
  service: text,
  action: text,
  access,
  request: typed,
  parameters: callable,
  waitForTaskToken: flag,
  result: typed,
  credentials,
};
const START: Kinds<StartKey> = { input: callable, sync: flag, waitForTaskToken: flag, result: typed, executionName: written, credentials };
const DISTRIBUTED: Kinds<DistributedKey> = {
  ...ITEMS,
  source: { expected: 'what itemsIn gives', accepts: (value) => typeof (value as { reader?: unknown } | null)?.reader === 'function' },
  sourceKey: callable,
  maxItems: countedFrom(1),
  batch: nested({ size: countedFrom(1), bytes: countedFrom(1), input: callable }),
  resultsTo: nested<ResultsTo>({
    bucket: construct,
    prefix: text,
    outputType: oneOf('JSON', 'JSONL'),
    transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'),
  }),
  transformation: oneOf('NONE', 'COMPACT', 'FLATTEN'),
  toleratedFailures: nested({ count: countedFrom(0), percentage }),
  express: flag,
  label: text,
};
const FILE: OptionTable<FileSource> = { key: text, maxItems: wholeNumber(1) };
const JSON_FILE: OptionTable<JsonSource> = { ...FILE, pointer: text };
const COLUMNS: OptionTable<CsvColumns> = { columns: listOf(text), delimiter: text };
const CSV: OptionTable<CsvSource> = { ...FILE, ...COLUMNS };
const ATHENA: OptionTable<AthenaSource> = { ...CSV, format: oneOf('CSV', 'JSONL', 'PARQUET'), dataBucket: construct };
const LISTING: OptionTable<ListingSource> = { prefix: text, maxItems: wholeNumber(1) };
const CONTENTS: OptionTable<ContentsSource> = { ...LISTING, ...COLUMNS, format: oneOf('CSV', 'JSON', 'JSONL', 'PARQUET'), pointer: text };

/** The options of each step, by the function that makes it; those of a pattern stand in its file. */
const KNOWN = {
  invoke: { payload: callable, waitForTaskToken: flag, result: typed, lambda: lambdaBinding, credentials, ...TIMED },
  task: { state: callable, result: typed, credentials, ...TIMED },
  sdk: { ...SDK, ...TIMED },
  'sdk.access': { resources: listOf(text), action: either('a text or a list of texts', text, listOf(text)) },
  startWorkflow: { ...START, ...TIMED },
  activity: { payload: callable, result: typed, ...TIMED },
  http: { ...HTTP, ...TIMED },
  map: { ...ITEMS, ...RECOVERED },
  distributedMap: { ...DISTRIBUTED, ...RECOVERED },
  parallel: RECOVERED,
  pass: { value: callable, into: name, replace: name, output: callable, assign: callable, comment: text },
  succeed: { output: callable, comment: text },
  fail: { error: written, cause: written, comment: text },
  wait: {
    duration,
    seconds: either('a number, or a function that gives one', aNumber, callable),
    until: either('a Date, a text or a function that gives one', written, {
      expected: 'a Date',
      accepts: (value) => value instanceof Date,
    }),
    output: callable,
    assign: callable,
    comment: text,
  },
  choice: { comment: text },
  'choice.rule': { when: callable, output: callable, assign: callable, comment: text },
  'choice.default': { output: callable, assign: callable },
  choiceOn: { name: text, comment: text },
  outcome: { output: callable, assign: callable },
  fromState: { input: typed, output: typed },
  toChainable: { prefix: text, queryLanguage: workflowLanguage, lambda: lambdaBinding },
  'retry.transient': TRANSIENT,
  'retry.untilItWorks': UNTIL_IT_WORKS,
  'retry.rules': RETRY_RULE,
  'itemsIn.json': JSON_FILE,
  'itemsIn.parquet': FILE,
  'itemsIn.athena': ATHENA,
  'itemsIn.contents': CONTENTS,
  'itemsIn.jsonLines': FILE,
  'itemsIn.csv': CSV,
  'itemsIn.objects': LISTING,
  'itemsIn.inventory': FILE,
} satisfies Readonly<Record<string, Kinds<string>>>;

/**
 * The options of a step as they are. The types refuse a misspelt one; JavaScript, spread objects and casts get past them.
 *
 * @throws BuilderError for an option that the step does not have, with the nearest name, and for a value that the option does not take
 */
export function knownOptions<Options>(step: string | undefined, kind: keyof typeof KNOWN, options: Options): Options {
  requireKnown(step, kind === 'outcome' ? 'what comes after the flow' : `${kind}()`, options, KNOWN[kind]);
  return options;
}

/**
 * The options of a pattern as they are.
 *
 * @throws BuilderError as {@link knownOptions} does, by the table in the file of the pattern
 */
export function patternOptions<Untyped>(step: string, pattern: string, options: object, table: OptionTable<Untyped>): Untyped {
  requireKnown(step, `${pattern}()`, options, table);
  return options as Untyped;
}

/** Throws a BuilderError for options of a call that are not in the table, or have another kind of value. */
export function requireKnown(step: string | undefined, call: string, options: unknown, table: Readonly<Record<string, OptionKind>>): void {
  const mistake = optionMistake(options, table);
  if (mistake === undefined) return;
  const details = { ...(step === undefined ? {} : { step }), message: `${call}: ${mistake.message}` };
  const hint = mistake.hint ?? `see the types of the options of ${call}.`;
  const unknown = anObject.accepts(options) && unknownName(options as object, Object.keys(table)) !== undefined;
  throw new BuilderError(unknown ? { code: 'UNKNOWN_OPTION', ...details, hint } : { code: 'OPTION_VALUE', ...details, hint });
}
