import { delayed, type HistoryEvent, parked, start, submitted, type TaskCall, TaskError } from '../../../src/interpreter';
import type { Json } from '../../properties/random-machine';

const LAMBDA = 'arn:aws:states:::lambda:invoke';
const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const SYNC = 'arn:aws:states:::states:startExecution.sync:2';
const ACTIVITY = 'arn:aws:states:us-east-1:111111111111:activity:a';

type Fields = { [key: string]: Json };

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

/** The history of an execution whose tasks take a while, fail, hang and are heard of; it may have been stopped, or still run. */
export function randomHistory(definition: object, input: Json, answers: readonly Json[], random: () => number): readonly HistoryEvent[] {
  const outcome = () => {
    const answer = answers[Math.floor(random() * answers.length)] as Json;
    if (random() < 0.25) throw new TaskError('Busy', 'try again');
    return answer;
  };
  const answer = (call: TaskCall) => {
    const kind = random();
    if (/waitForTaskToken|:activity:/.test(call.resource)) return kind < 0.2 ? delayed(random() * 2, () => parked({ sent: 1 })) : parked();
    if (/\.sync/.test(call.resource) && kind < 0.7) return delayed(random(), () => submitted({ job: 1 }, outcome));
    if (kind < 0.1) return delayed(Number.POSITIVE_INFINITY, () => null);
    return kind < 0.3 ? outcome() : delayed(Math.floor(random() * 6000) / 1000, outcome);
  };
  const execution = start(definition, { input, tasks: answer, seed: 5, startTime: '2025-03-04T05:06:07Z' });
  for (let step = 0; step < 300; step++) {
    execution.pump();
    if (execution.result !== undefined) break;
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
  return execution.history;
}
