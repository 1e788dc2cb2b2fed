import type { JsonValue } from '../../src/asl';
import type { TaskAnswer, TaskCall, TaskHandler } from '../../src/interpreter';
import { parked, submitted, TaskError, worked } from '../../src/interpreter';
import { answerFromSource } from './lambda-behaviours';
import type { Fixtures, RecordedTask } from './recorded-case';

/** Name of the worker that took the activity scheduled by this event. */
export type WorkerNames = (scheduledEventId: number) => string | undefined;

/** Answers every task as the recording says: by state and branch, attempt after attempt, in the recorded order. */
export function recordedTasks(
  tasks: readonly RecordedTask[],
  fixtures: Fixtures | undefined,
  workerName: WorkerNames = () => undefined,
): TaskHandler {
  const queues = new Map<string, RecordedTask[]>();
  for (const task of [...tasks].sort((one, other) => one.order - other.order)) {
    const key = keyOf(task.state, task.branch ?? []);
    queues.set(key, [...(queues.get(key) ?? []), task]);
  }
  return (call) => {
    const next = queues.get(keyOf(call.state, call.branch))?.shift();
    if (next !== undefined) return answer(next, call, workerName(next.scheduledEventId));
    const fromSource = answerFromSource(call, fixtures);
    if (fromSource !== undefined) return fromSource;
    throw new Error(
      `the recording holds no attempt ${call.attempt} of state "${call.state}" (${call.resource}) in ${keyOf(call.state, call.branch)}`,
    );
  };
}

/** A Parallel branch is known by its first state, a Map iteration by its index. */
function keyOf(state: string, branch: readonly { state: string; run: number; index?: number; branch?: string }[]): string {
  const steps = branch.map((step) => `${step.state}#${step.run}${step.branch === undefined ? `[${step.index}]` : `/${step.branch}`}`);
  return [...steps, state].join(' > ');
}

function answer(task: RecordedTask, call: TaskCall, workerName: string | undefined): TaskAnswer {
  if (task.outcome === 'none' || task.outcome === 'aborted') return parked(task.submitted?.output);
  if (task.outcome === 'timedOut' && waitsForSomebody(task, call)) return parked(task.submitted?.output);
  if (task.kind === 'activity') return worked(workerName, () => outcomeOf(task));
  if (task.submitted === undefined) return outcomeOf(task);
  return submitted(task.submitted.output, () => outcomeOf(task));
}

/** A callback or an activity reaches its timeout in virtual time; any other task is told that it timed out. */
function waitsForSomebody(task: RecordedTask, call: TaskCall): boolean {
  return task.kind === 'activity' || call.resource.endsWith('.waitForTaskToken');
}

function outcomeOf(task: RecordedTask): JsonValue {
  if (task.outcome === 'timedOut') throw new TaskError('States.Timeout', task.cause);
  if (task.outcome === 'failed') throw new TaskError(task.error, task.cause);
  return task.output as JsonValue;
}
