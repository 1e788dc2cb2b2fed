import {
  abridged,
  exactMethods,
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  kinds,
  ownKey,
  receivedText,
  valueMistake,
} from '../../asl';
import { constructPathOf, resolve, type StackScope } from '../../template';
import type { TestMachine } from '../machine/tested-machine';
import { rawResult } from '../mocks/raw-result';
import { type DataSchema, dataCheck } from '../schema/data-schema';
import { UsageError } from '../usage-error';
import { apiInput } from './api-input';
import { eventInput, MappingError } from './event-input';
import { patternMismatch } from './event-pattern';
import { inputProblem } from './input-problem';
import type { MachineStarter } from './machine-starter';
import { usualEvent } from './usual-event';

/** The machines of an application, by ARN. */
export type MachineByArn = (arn: string) => TestMachine | undefined;

/** A resource with its intrinsic functions resolved. */
interface Resource {
  readonly logicalId: string;
  readonly name: string;
  readonly properties: JsonObject;
}

type StarterReader = (resource: Resource, machineBy: MachineByArn) => MachineStarter[];

const READERS: Readonly<Record<string, StarterReader>> = {
  'AWS::Events::Rule': rules,
  'AWS::Scheduler::Schedule': schedules,
  'AWS::ApiGateway::Method': methods,
};

/** What starts machines of an application from outside, as its templates say. */
export function startersOf(scopes: readonly StackScope[], machineBy: MachineByArn): readonly MachineStarter[] {
  return scopes.flatMap((scope) => {
    const resources = ownKey(scope.template, 'Resources');
    return Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
      const reader = isJsonObject(resource) ? READERS[String(resource.Type)] : undefined;
      if (reader === undefined || !isJsonObject(resource)) return [];
      const properties = resolve(ownKey(resource, 'Properties') ?? {}, scope);
      const name = constructPathOf(scope.names.get(logicalId)?.constructPath ?? logicalId);
      return isJsonObject(properties) ? reader({ logicalId, name, properties }, machineBy) : [];
    });
  });
}

function rules({ logicalId, name, properties }: Resource, machineBy: MachineByArn): MachineStarter[] {
  const targets = isJsonArray(properties.Targets) ? properties.Targets : [];
  return targets.flatMap((target) => {
    const machine = isJsonObject(target) ? machineBy(String(target.Arn)) : undefined;
    if (machine === undefined || !isJsonObject(target)) return [];
    const pattern = ownKey(properties, 'EventPattern');
    const usual = usualEvent(pattern);
    const input = (sample?: object) => {
      const event = (sample ?? usual) as JsonObject;
      if (sample !== undefined && isJsonObject(pattern)) requireLetThrough(pattern, event);
      return eventInput(target, event, String(properties.Name ?? logicalId));
    };
    return [starter('rule', name, machine, input)];
  });
}

/** An event that a rule does not let through starts nothing: what it would hand on is of no use. */
function requireLetThrough(pattern: JsonObject, event: JsonObject): void {
  const found = patternMismatch(pattern, event);
  if (found === undefined) return;
  const { pointer, allowed, received } = found;
  throw new MappingError(
    `its pattern lists ${abridged(allowed, 120)} at ${pointer}, and the event has ${abridged(received, 120)} there`,
    'correct the pattern, or pass an event that it lets through.',
  );
}

/** A schedule fills its own placeholders. */
function schedules({ name, properties }: Resource, machineBy: MachineByArn): MachineStarter[] {
  const target = properties.Target;
  const machine = isJsonObject(target) ? machineBy(String(target.Arn)) : undefined;
  if (machine === undefined || !isJsonObject(target)) return [];
  const values: Readonly<Record<string, string>> = {
    'aws.scheduler.schedule-arn': `arn:aws:scheduler:us-east-1:111111111111:schedule/default/${name}`,
    'aws.scheduler.scheduled-time': '2024-01-01T00:00:00Z',
    'aws.scheduler.execution-id': '00000000-0000-4000-8000-000000000000',
    'aws.scheduler.attempt-number': '1',
  };
  const text = String(target.Input ?? '{}').replaceAll(/<(aws\.scheduler\.[\w-]+)>/g, (match, key: string) => values[key] ?? match);
  return [starter('schedule', name, machine, () => eventInput({ Input: text }, {}, name))];
}

function methods({ name, properties }: Resource, machineBy: MachineByArn): MachineStarter[] {
  const integration = isJsonObject(properties.Integration) ? properties.Integration : {};
  if (!/:states:action\/Start(?:Sync)?Execution$/.test(String(integration.Uri))) return [];
  const templates = isJsonObject(integration.RequestTemplates) ? integration.RequestTemplates : {};
  const template = ownKey(templates, 'application/json') ?? Object.values(templates)[0];
  const arn = /arn:[\w-]+:states:[\w-]*:\d*:stateMachine:[\w-]+/.exec(String(template))?.[0];
  const machine = arn === undefined ? undefined : machineBy(arn);
  if (machine === undefined) return [];
  return [starter('api', name, machine, (request = {}) => apiInput(typeof template === 'string' ? template : undefined, request).input)];
}

const WORDS: Readonly<Record<MachineStarter['kind'], string>> = {
  rule: 'The rule',
  schedule: 'The schedule',
  api: 'The method of API Gateway',
};

function starter(kind: MachineStarter['kind'], name: string, machine: TestMachine, map: (sample?: object) => JsonValue): MachineStarter {
  const mapped = (sample?: object): JsonValue => {
    requireSample(kind, name, sample);
    try {
      return map(sample);
    } catch (error) {
      if (!(error instanceof MappingError)) throw error;
      throw new UsageError(`${WORDS[kind]} ${name} cannot start ${machine.name}: ${error.message}.`, error.hint, { cause: error });
    }
  };
  // What passes the event on would hand out parts of it.
  const input = (sample?: object): JsonValue => rawResult(`${WORDS[kind]} ${name}`, 'its input', mapped(sample), 'write');
  const made: MachineStarter = {
    kind,
    name,
    machine: machine.name,
    input,
    check: async (sample?: object, schema?: DataSchema) => {
      const given = input(sample);
      const why =
        schema === undefined
          ? inputProblem(machine.definition, machine.type, sample === undefined ? mapped() : given)
          : await dataCheck(schema, 'check()')(given);
      if (why === undefined) return;
      throw new UsageError(
        `${WORDS[kind]} ${name} starts ${machine.name} with ${abridged(given, 200)}, which does not fit ${schema === undefined ? 'what its states read' : 'its schema'}: ${why}`,
        `change what ${name} passes on, or what the machine takes${kind === 'rule' && sample === undefined ? ', or pass an event that has all of it: check({ detail: { … } })' : ''}.`,
      );
    },
    execute: async (sample?: object) => machine.execute(input(sample)),
  };
  return exactMethods(made, '', {
    input: 1,
    check: 2,
    execute: { most: 1, hint: 'options of an execution go to the machine: app.machine(name).execute(starter.input(sample), options).' },
  });
}

function requireSample(kind: MachineStarter['kind'], name: string, sample: unknown): void {
  if (sample === undefined) return;
  const who = `${WORDS[kind]} ${name}`;
  if (kind === 'schedule') throw new UsageError(`${who} passes on nothing of a sample, received ${receivedText(sample)}.`, 'leave it out.');
  const mistake = valueMistake(sample, kinds.anObject, 'the sample');
  if (mistake !== undefined)
    throw new UsageError(
      `${who}: ${mistake.message}`,
      kind === 'rule' ? 'pass an event: { detail: { … } }.' : 'pass a request: { body: { … } }.',
    );
}
