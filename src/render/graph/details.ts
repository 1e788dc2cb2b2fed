import {
  type AnyStateNode,
  fieldsAsJson,
  type IntegrationPattern,
  isJsonataText,
  isJsonObject,
  isServiceResource,
  type JsonObject,
  type JsonValue,
  ownKey,
  parseResource,
  type StateType,
} from '../../asl';
import { expressionText } from '../conditions/jsonata-text';
import { pathText } from '../conditions/path-text';
import { durationText } from '../duration-text';

/** What a state does, in a few words, beside its name. */
export function detailOf(node: AnyStateNode): string | undefined {
  return DETAILS[node.type](fieldsAsJson(node.fields));
}

const DETAILS: Record<StateType, (fields: JsonObject) => string | undefined> = {
  Task: taskDetail,
  Pass: () => undefined,
  Choice: () => undefined,
  Wait: (fields) => waitDetail(fields),
  Succeed: () => undefined,
  Fail: (fields) => valueText(ownKey(fields, 'Error') ?? ownKey(fields, 'ErrorPath')),
  Parallel: () => undefined,
  Map: mapDetail,
};

/** How a task waits for its work, in words. */
const PATTERNS: Readonly<Record<IntegrationPattern, string>> = {
  requestResponse: '',
  runJob: ', waits for the job',
  waitForCallback: ', waits for a token',
};

function taskDetail(fields: JsonObject): string | undefined {
  const text = ownKey(fields, 'Resource');
  if (typeof text !== 'string') return undefined;
  const resource = parseResource(text);
  if (isServiceResource(resource)) {
    const { service, action, suffix, pattern } = resource;
    const name = calledName(fields);
    const called = `${service}${action === '' ? '' : `:${action}`}${name === undefined ? '' : ` ${name}`}`;
    return `${called}${pattern === undefined ? `, ${suffix}` : PATTERNS[pattern]}`;
  }
  if (resource.kind === 'activity') return `activity ${nameInArn(text)}`;
  return resource.kind === 'lambda' ? `lambda ${nameInArn(text)}` : text;
}

/** What the request names: the function, the table, the queue. */
const NAMING = [
  'FunctionName',
  'StateMachineArn',
  'TableName',
  'QueueUrl',
  'TopicArn',
  'JobName',
  'JobDefinition',
  'ProjectName',
  'Bucket',
  'TaskDefinition',
];

function calledName(fields: JsonObject): string | undefined {
  const request = ownKey(fields, 'Arguments') ?? ownKey(fields, 'Parameters');
  if (!isJsonObject(request)) return undefined;
  for (const key of NAMING) {
    const value = ownKey(request, key);
    if (typeof value !== 'string' || isExpression(value) || value.includes('${')) continue;
    return nameInArn(value);
  }
  return undefined;
}

/** The last word of an ARN or address; of a function's version and alias the function. */
function nameInArn(text: string): string {
  const called = /^arn:[^:]*:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(text)?.[1];
  return called ?? text.split(/[:/]/).at(-1) ?? text;
}

function waitDetail(fields: JsonObject): string | undefined {
  const seconds = ownKey(fields, 'Seconds');
  if (typeof seconds === 'number') return durationText(seconds);
  const lasting = ownKey(fields, 'Seconds') ?? ownKey(fields, 'SecondsPath');
  if (lasting !== undefined) return `${valueText(lasting)} seconds`;
  const until = ownKey(fields, 'Timestamp') ?? ownKey(fields, 'TimestampPath');
  return until === undefined ? undefined : `until ${valueText(until)}`;
}

function mapDetail(fields: JsonObject): string | undefined {
  const processor = ownKey(fields, 'ItemProcessor') ?? ownKey(fields, 'Iterator');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  const distributed = isJsonObject(config) && ownKey(config, 'Mode') === 'DISTRIBUTED';
  const most = ownKey(fields, 'MaxConcurrency');
  const limit = typeof most === 'number' && most > 0 ? (most === 1 ? 'one item at a time' : `up to ${most} items at a time`) : undefined;
  return [distributed ? 'distributed' : undefined, limit].filter((part) => part !== undefined).join(', ') || undefined;
}

/** A constant as it is, a path or an expression as conditions show them. */
function valueText(value: JsonValue | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (isExpression(value)) return expressionText(value);
  return value.startsWith('$') ? pathText(value) : value;
}

/** Not a type guard: what is not an expression is text all the same. */
function isExpression(text: string): boolean {
  return isJsonataText(text);
}
