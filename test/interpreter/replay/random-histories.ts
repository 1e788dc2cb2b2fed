import { delayed, type HistoryEvent, parked, start, submitted, type TaskCall, TaskError } from '../../../src/interpreter';
import type { Json } from '../../properties/random-machine';
import { type MadeCall, taskKey } from './counted-calls';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const SYNC = 'arn:aws:states:::states:startExecution.sync:2';
const ACTIVITY = 'arn:aws:states:us-east-1:111111111111:activity:a';

type Fields = { [key: string]: Json };

const DATA_FLOW = ['InputPath', 'OutputPath', 'ResultPath', 'Parameters', 'ResultSelector', 'Arguments', 'Output', 'Assign', 'ItemsPath'];

/** The same machine with more tasks, and with few states that fail by their data before they come to one. */
export function withMoreTasks(definition: Json, random: () => number): Json {
  if (Array.isArray(definition)) return definition.map((item) => withMoreTasks(item, random));
  if (typeof definition !== 'object' || definition === null) return definition;
  const fields = Object.fromEntries(Object.entries(definition).map(([key, value]) => [key, withMoreTasks(value, random)])) as Fields;
  if (typeof fields.Type !== 'string') return random() < 0.7 ? without(fields, ['ProcessorConfig']) : fields;
  const { Type } = fields;
  const plain = without(fields, DATA_FLOW);
  if (Type === 'Fail') return random() < 0.7 ? { ...added(random), End: true } : fields;
  if (Type === 'Pass') return random() < 0.6 ? { ...without(plain, ['Result']), ...added(random) } : plain;
  if (Type === 'Wait') return { ...without(plain, ['SecondsPath']), Seconds: Math.floor(random() * 20) };
  if (Type === 'Map') return { ...plain, QueryLanguage: 'JSONata', Items: random() < 0.5 ? [1, 2, 3] : ['a', 'a'] };
  if (Type !== 'Choice') return plain;
  const { Next } = (fields.Choices as [Fields])[0];
  const Choices = [{ Condition: random() < 0.5 ? '{% true %}' : '{% false %}', Next: Next as Json }];
  return { ...plain, QueryLanguage: 'JSONata', Choices, Default: fields.Default ?? (Next as Json) };
}

function added(random: () => number): Fields {
  const Retry = [{ ErrorEquals: [random() < 0.5 ? 'States.ALL' : 'Busy'], IntervalSeconds: 2, MaxAttempts: 2 }];
  return {
    Type: 'Task',
    Resource: LAMBDA,
    ...((random() < 0.5 ? { Retry } : {}) as Fields),
    ...((random() < 0.5 ? { TimeoutSeconds: 1 + Math.floor(random() * 8) } : {}) as Fields),
  };
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The same machine with tasks of all patterns, heartbeats, and delays of retries that nobody can foretell. */
export function withAllPatterns(definition: Json, random: () => number): Json {
  if (Array.isArray(definition)) return definition.map((item) => withAllPatterns(item, random));
  // No history holds a random number.
  if (typeof definition === 'string') return definition.replace('$random()', '0.5');
  if (typeof definition !== 'object' || definition === null) return definition;
  const fields = Object.fromEntries(Object.entries(definition).map(([key, value]) => [key, withAllPatterns(value, random)])) as Fields;
  if (Array.isArray(fields.Retry) && random() < 0.7) {
    fields.Retry = (fields.Retry as Fields[]).map((retrier) => ({ ...retrier, JitterStrategy: 'FULL' }));
  }
  if (fields.Type !== 'Task') return fields;
  const Resource = [LAMBDA, CALLBACK, SYNC, ACTIVITY, fields.Resource as string][Math.floor(random() * 5)] as string;
  const beats = (Resource === CALLBACK || Resource === ACTIVITY) && random() < 0.5;
  const timeout: Fields = typeof fields.TimeoutSeconds === 'number' ? { TimeoutSeconds: fields.TimeoutSeconds + 2 } : {};
  return { ...fields, Resource, ...timeout, ...((beats ? { HeartbeatSeconds: 2 } : {}) as Fields) };
}

const MOST_REDRIVES = 3;

/**
 * Whether a history says of every call after a redrive which item it was made for. The end of an item tells which of several equal items it was; which of them a
 * branch or an item below belonged to, nothing tells. They make the same calls.
 */
export function tellsItsItems(definition: object): boolean {
  return !/"Type":"(Parallel|Map)"/.test(JSON.stringify(itemsIn(definition)));
}

/** What the Map states of a definition run for their items. */
function itemsIn(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'ItemProcessor' || key === 'Iterator' ? [item] : itemsIn(item)));
}

/** An execution with the calls of its tasks. */
export interface RandomHistory {
  readonly history: readonly HistoryEvent[];
  readonly calls: readonly MadeCall[];
}

/** An execution whose tasks take a while, fail, hang and are heard of; it may have been stopped and redriven, or still run. */
export function randomHistory(definition: object, input: Json, answers: readonly Json[], random: () => number): RandomHistory {
  const calls: MadeCall[] = [];
  const outcome = () => {
    const answer = answers[Math.floor(random() * answers.length)] as Json;
    if (random() < 0.25) throw new TaskError('Busy', 'try again');
    return answer;
  };
  const answer = (call: TaskCall) => {
    calls.push({ key: taskKey(call), events: execution.history.length });
    const kind = random();
    if (/waitForTaskToken|:activity:/.test(call.resource)) return kind < 0.2 ? delayed(random() * 2, () => parked({ sent: 1 })) : parked();
    if (/\.sync/.test(call.resource) && kind < 0.7) return delayed(random(), () => submitted({ job: 1 }, outcome));
    if (kind < 0.1) return delayed(Number.POSITIVE_INFINITY, () => null);
    return kind < 0.3 ? outcome() : delayed(Math.floor(random() * 6000) / 1000, outcome);
  };
  const execution = start(definition, { input, tasks: answer, seed: 5, startTime: '2025-03-04T05:06:07Z' });
  let redrives = 0;
  for (let step = 0; step < 300; step++) {
    execution.pump();
    if (execution.result !== undefined) {
      // A history that is full cannot be redriven.
      const { length } = execution.history;
      if (execution.result.status === 'SUCCEEDED' || redrives >= MOST_REDRIVES || length > 1000 || random() < 0.3) break;
      redrives++;
      execution.advanceClock(execution.now + Math.floor(random() * 60_000));
      execution.redrive();
      continue;
    }
    const pending = execution.pending[Math.floor(random() * execution.pending.length)];
    if (pending !== undefined && random() < 0.6) {
      // Half of the answers come in the millisecond of the request.
      execution.advanceClock(execution.now + (random() < 0.5 ? 0 : Math.floor(random() * 1500)));
      const action = random();
      if (action < 0.3) pending.heartbeat();
      else if (action < 0.45) pending.start('worker');
      else if (action < 0.65) pending.fail('Busy', 'said so');
      else pending.succeed(answers[0] as Json);
    } else if (random() < 0.01) execution.stop('Enough', 'by hand');
    else if (!execution.fireNextTimer() && execution.pending.length === 0) break;
  }
  return { history: execution.history, calls };
}
