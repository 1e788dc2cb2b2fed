import type { JsonObject, JsonValue } from '../../../src/asl';
import type { Chance } from './chance';
import { nastyIntrinsic } from './nasty-intrinsics';
import { nastyJsonata } from './nasty-jsonata';
import { nastyPath } from './nasty-paths';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const PROCESSOR: JsonObject = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
const CHILDREN: JsonObject = { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const READER: JsonObject = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } };
const WRITER: JsonObject = { Resource: 'arn:aws:states:::s3:putObject' };
const PLACE: JsonObject = { Bucket: 'b', Key: 'k.json' };

/** A state whose fields `make` decides. Every field that takes an expression is the site of one function here. */
type Site = (chance: Chance) => JsonObject;

const pass = (fields: JsonObject): JsonObject => ({ Type: 'Pass', ...fields });
const task = (fields: JsonObject): JsonObject => ({ Type: 'Task', Resource: LAMBDA, ...fields });
const wait = (fields: JsonObject): JsonObject => ({ Type: 'Wait', ...fields });
const map = (fields: JsonObject): JsonObject => ({ Type: 'Map', ItemProcessor: PROCESSOR, ...fields });
const children = (fields: JsonObject): JsonObject => ({ Type: 'Map', ItemProcessor: CHILDREN, ...fields });
const choice = (rule: JsonObject): JsonObject => ({ Type: 'Choice', Choices: [{ ...rule, Next: 'Z' }], Default: 'Z' });
const caught = (fields: JsonObject): JsonObject => ({
  Type: 'Task',
  Resource: 'arn:aws:lambda:us-east-1:111111111111:function:fails',
  Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z', ...fields }],
});

/** A payload template with expressions of both kinds, at any place. */
function template(chance: Chance): JsonObject {
  const one = (): string => (chance.once(2) ? nastyPath(chance) : nastyIntrinsic(chance));
  return chance.pick<() => JsonObject>([
    () => ({ 'x.$': one() }),
    () => ({ 'x.$': one(), y: { 'z.$': one() } }),
    () => ({ list: [{ 'x.$': one() }, 1], '__proto__.$': one() }),
  ])();
}

const COMPARISONS = [
  ...[
    'StringEquals',
    'StringLessThan',
    'NumericEquals',
    'NumericGreaterThanEquals',
    'BooleanEquals',
    'TimestampEquals',
    'TimestampLessThan',
  ],
];
const PATTERNS = ['*', '**', 'a*b', '\\*', '\\', '*a*a*a*a*a*a*a*a*b', '*'.repeat(2_000), `${'*a'.repeat(1_000)}b`, ''];

const JSON_PATH_SITES: readonly Site[] = [
  (chance) => pass({ InputPath: nastyPath(chance) }),
  (chance) => pass({ OutputPath: nastyPath(chance) }),
  (chance) => pass({ Result: 1, ResultPath: nastyPath(chance) }),
  (chance) => pass({ Parameters: template(chance) }),
  (chance) => pass({ Parameters: template(chance) }),
  (chance) => pass({ Assign: template(chance) }),
  (chance) => task({ Parameters: template(chance), ResultPath: nastyPath(chance) }),
  (chance) => task({ ResultSelector: template(chance) }),
  (chance) => task({ TimeoutSecondsPath: nastyPath(chance) }),
  (chance) => task({ HeartbeatSecondsPath: nastyPath(chance), TimeoutSeconds: 99 }),
  (chance) => task({ Credentials: { 'RoleArn.$': nastyPath(chance) } }),
  (chance) => wait({ SecondsPath: nastyPath(chance) }),
  (chance) => wait({ TimestampPath: nastyPath(chance) }),
  (chance) => ({ Type: 'Fail', ErrorPath: nastyPath(chance), CausePath: nastyPath(chance) }),
  (chance) => ({ Type: 'Fail', Error: 'E', CausePath: nastyIntrinsic(chance) }),
  (chance) => ({ Type: 'Succeed', InputPath: nastyPath(chance), OutputPath: nastyPath(chance) }),
  (chance) => choice({ Variable: nastyPath(chance), [chance.pick(['IsPresent', 'IsNull', 'IsString', 'IsNumeric', 'IsTimestamp'])]: true }),
  (chance) => choice({ Variable: nastyPath(chance), [`${chance.pick(COMPARISONS)}Path`]: nastyPath(chance) }),
  (chance) => choice({ Variable: chance.pick(['$.s', '$.a', '$.list[0].s']), StringMatches: chance.pick(PATTERNS) }),
  (chance) =>
    choice({ And: [{ Not: { Variable: nastyPath(chance), IsPresent: true } }, { Variable: nastyPath(chance), IsBoolean: true }] }),
  (chance) => map({ ItemsPath: nastyPath(chance) }),
  (chance) => map({ ItemsPath: '$.few', ItemSelector: template(chance) }),
  (chance) => map({ ItemsPath: '$.few', MaxConcurrencyPath: nastyPath(chance), ResultSelector: template(chance) }),
  (chance) => children({ ItemsPath: '$.few', ToleratedFailureCountPath: nastyPath(chance) }),
  (chance) => children({ ItemsPath: '$.few', ToleratedFailurePercentagePath: nastyPath(chance) }),
  (chance) => children({ ItemsPath: '$.few', ItemBatcher: { MaxItemsPerBatchPath: nastyPath(chance), BatchInput: template(chance) } }),
  (chance) => children({ ItemsPath: '$.few', ItemBatcher: { MaxInputBytesPerBatchPath: nastyPath(chance) } }),
  (chance) => children({ ItemReader: { ...READER, Parameters: { Bucket: 'b', 'Key.$': nastyPath(chance) } } }),
  (chance) =>
    children({ ItemReader: { ...READER, Parameters: PLACE, ReaderConfig: { InputType: 'JSON', MaxItemsPath: nastyPath(chance) } } }),
  (chance) => children({ ItemsPath: '$.few', ResultWriter: { ...WRITER, Parameters: { 'Bucket.$': nastyPath(chance), Prefix: 'p' } } }),
  (chance) => ({ Type: 'Parallel', Branches: [PROCESSOR], Parameters: template(chance), ResultSelector: template(chance) }),
  (chance) => caught({ ResultPath: nastyPath(chance) }),
  (chance) => caught({ Assign: template(chance) }),
];

/** A value with expressions, at any place. */
function expressions(chance: Chance): JsonValue {
  const one = (): string => nastyJsonata(chance);
  return chance.pick<() => JsonValue>([one, one, () => ({ x: one(), y: [one(), 1] }), () => ({ __proto__x: { constructor: one() } })])();
}

const JSONATA_SITES: readonly Site[] = [
  (chance) => pass({ Output: expressions(chance) }),
  (chance) => pass({ Output: expressions(chance) }),
  (chance) => pass({ Assign: { x: expressions(chance) }, Output: '{% $v %}' }),
  (chance) => task({ Arguments: { p: expressions(chance) } }),
  (chance) => task({ Output: expressions(chance), Assign: { x: nastyJsonata(chance) } }),
  (chance) => task({ TimeoutSeconds: nastyJsonata(chance) }),
  (chance) => task({ HeartbeatSeconds: nastyJsonata(chance), TimeoutSeconds: 99 }),
  (chance) => task({ Credentials: { RoleArn: nastyJsonata(chance) } }),
  (chance) => wait({ Seconds: nastyJsonata(chance) }),
  (chance) => wait({ Timestamp: nastyJsonata(chance) }),
  (chance) => ({ Type: 'Fail', Error: nastyJsonata(chance), Cause: nastyJsonata(chance) }),
  (chance) => ({ Type: 'Succeed', Output: expressions(chance) }),
  (chance) => choice({ Condition: nastyJsonata(chance), Assign: { x: nastyJsonata(chance) }, Output: nastyJsonata(chance) }),
  (chance) => map({ Items: nastyJsonata(chance) }),
  (chance) => map({ Items: [1, 2], ItemSelector: { x: nastyJsonata(chance) } }),
  (chance) => map({ Items: [1, 2], MaxConcurrency: nastyJsonata(chance), Output: expressions(chance) }),
  (chance) => children({ Items: [1, 2], ToleratedFailureCount: nastyJsonata(chance) }),
  (chance) => children({ Items: [1, 2], ToleratedFailurePercentage: nastyJsonata(chance) }),
  (chance) => children({ Items: [1, 2], ItemBatcher: { MaxItemsPerBatch: nastyJsonata(chance), BatchInput: { x: nastyJsonata(chance) } } }),
  (chance) => children({ Items: [1, 2], ItemBatcher: { MaxInputBytesPerBatch: nastyJsonata(chance) } }),
  (chance) => children({ ItemReader: { ...READER, Arguments: { Bucket: 'b', Key: nastyJsonata(chance) } } }),
  (chance) =>
    children({ ItemReader: { ...READER, Arguments: PLACE, ReaderConfig: { InputType: 'JSON', MaxItems: nastyJsonata(chance) } } }),
  (chance) => children({ Items: [1, 2], ResultWriter: { ...WRITER, Arguments: { Bucket: nastyJsonata(chance), Prefix: 'p' } } }),
  (chance) => ({ Type: 'Parallel', Branches: [PROCESSOR], Arguments: expressions(chance), Output: expressions(chance) }),
  (chance) => caught({ Output: expressions(chance) }),
  (chance) => caught({ Assign: { x: expressions(chance) } }),
];

const ENDLESS = ['Choice', 'Succeed', 'Fail'];

/** A state with nasty expressions in one of the fields that take them. */
export function nastyState(chance: Chance): JsonObject {
  const isJsonata = chance.once(2);
  const state = chance.pick(isJsonata ? JSONATA_SITES : JSON_PATH_SITES)(chance);
  return {
    ...state,
    ...(isJsonata ? { QueryLanguage: 'JSONata' } : {}),
    ...(ENDLESS.includes(state.Type as string) ? {} : { Next: 'Z' }),
  };
}
