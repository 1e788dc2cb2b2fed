import { type AnyStateNode, isJsonObject, type JsonObject, type JsonValue, parseJson, patternOf, stateFacts } from '../../asl';
import { isoTime, itemContext } from '../engine/context-object';
import type { Visit } from '../engine/visit';
import { STATE_NAME } from './find-state';
import { contextField, contextMap, contextNotJson, contextTask, contextType } from './messages';
import { refuse } from './refuse';

type FieldType = 'string' | 'integer' | 'any';

/** What a context object may hold. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'integer',
    RedriveTime: 'string',
  },
  State: { EnteredTime: 'string', Name: 'string', RetryCount: 'integer' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** Reads the context object of a request, or refuses one that the state could not see. */
export function readContext(text: string, node: AnyStateNode): JsonObject {
  let context: JsonValue;
  try {
    context = parseJson(text);
  } catch {
    refuse(contextNotJson());
  }
  if (!isJsonObject(context)) refuse(contextNotJson());
  if (Object.hasOwn(context, 'Map')) refuse(contextMap());
  for (const [group, value] of Object.entries(context)) {
    if (!Object.hasOwn(FIELDS, group)) refuse(contextField(group));
    checkGroup(group, value);
  }
  if (Object.hasOwn(context, 'Task') && !waits(node)) refuse(contextTask());
  return context;
}

function checkGroup(group: string, value: JsonValue): void {
  if (!isJsonObject(value)) refuse(contextType(group, 'object'));
  const known = FIELDS[group]!;
  for (const [field, inner] of Object.entries(value)) {
    if (!Object.hasOwn(known, field)) refuse(contextField(field));
    const type = known[field]!;
    if (!isOf(type, inner)) refuse(contextType(`${group}.${field}`, type));
  }
}

function isOf(type: FieldType, value: JsonValue): boolean {
  if (type === 'any') return true;
  return type === 'integer' ? Number.isInteger(value) : typeof value === 'string';
}

function waits(node: AnyStateNode): boolean {
  return node.type === 'Task' && ['runJob', 'waitForCallback'].includes(patternOf(node.fields.Resource));
}

/** What the made context object says of the execution. */
export interface TestIdentity {
  readonly name: string;
  readonly machine: string;
  readonly roleArn: string | undefined;
  readonly retryCount: number;
}

const ACCOUNT = 'arn:aws:states:us-east-1:111111111111';

/** What the branch of a test sees as context object: the given one, or one made of an Express execution of a machine of its own. */
export function testContext(visit: Visit, identity: TestIdentity, given: JsonObject | undefined): JsonObject {
  const item = visit.selecting ?? (given === undefined ? visit.branch.item : undefined);
  const context = given ?? madeContext(visit, identity);
  if (item === undefined) return context;
  return { ...context, Map: { Item: itemContext(item) } };
}

function madeContext({ enteredAt, run, state, wait }: Visit, { name, machine, roleArn, retryCount }: TestIdentity): JsonObject {
  return {
    Execution: {
      Id: `${ACCOUNT}:express:${machine}:${name}`,
      Input: run.input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: isoTime(run.startedAt),
    },
    StateMachine: { Id: `${ACCOUNT}:stateMachine:${machine}`, Name: machine },
    State: {
      Name: STATE_NAME,
      EnteredTime: isoTime(enteredAt),
      ...(stateFacts(state.node.type).takesRetry ? { RetryCount: retryCount } : {}),
    },
    ...(wait.taskToken === undefined ? {} : { Task: { Token: wait.taskToken } }),
  };
}
