import type { JsonValue } from '../../src/asl';
import type { TaskAnswer, TaskCall, TaskHandler } from '../../src/interpreter';
import { parked, submitted, TaskError, worked } from '../../src/interpreter';
import { answerFromSource } from './lambda-behaviours';
import { normalisedTasks } from './normalised-tasks';
import type { ExecutionCase, RecordedTask } from './recorded-case';

/**
 * Answers every task as the recording says: by state and branch, attempt after attempt, in the recorded order. Attempts that it does not tell
 * apart, or does not hold, are answered from the ends in its history and from the sources of its Lambda functions.
 */
export function recordedTasks({ tasks, history, fixtures }: ExecutionCase): TaskHandler {
  const queues = new Map<string, RecordedTask[]>();
  for (const task of [...tasks].sort((one, other) => one.order - other.order)) {
    const key = keyOf(task.state, task.branch ?? []);
    queues.set(key, [...(queues.get(key) ?? []), task]);
  }
  const unlinked = normalisedTasks(history);
  return (call) => {
    const key = keyOf(call.state, call.branch);
    const next = queues.get(key)?.shift();
    if (next !== undefined) return answer(next, call, history);
    const found = unlinked(call) ?? answerFromSource(call, fixtures);
    if (found === undefined) throw new Error(`the recording holds no attempt ${call.attempt} of ${key} (${call.resource})`);
    return found;
  };
}

/** A Parallel branch is known by its first state, a Map iteration by its index. */
function keyOf(state: string, branch: readonly { state: string; run: number; index?: number; branch?: string }[]): string {
  const steps = branch.map((step) => `${step.state}#${step.run}${step.branch === undefined ? `[${step.index}]` : `/${step.branch}`}`);
  return [...steps, state].join(' > ');
}

function answer(task: RecordedTask, call: TaskCall, history: ExecutionCase['history']): TaskAnswer {
  const worker = task.kind === 'activity' ? workerOf(history, task.scheduledEventId) : undefined;
  // A worker took it up, and nothing was heard of it.
  if (worker !== undefined && task.outcome !== 'succeeded' && task.outcome !== 'failed') return worked(worker.name);
  if (task.outcome === 'none' || task.outcome === 'aborted') return parked(task.submitted?.output);
  if (task.outcome === 'timedOut' && waitsForSomebody(task, call)) return parked(task.submitted?.output);
  if (task.kind === 'activity') return worked(worker?.name, () => outcomeOf(task));
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

/** Who took the task up, and the name given: both stand in the event after the one that scheduled the activity. */
function workerOf(history: ExecutionCase['history'], scheduledEventId: number): { readonly name: string | undefined } | undefined {
  const started = history?.find((event) => event.type === 'ActivityStarted' && event.previousEventId === scheduledEventId);
  if (started === undefined) return undefined;
  return { name: (started as { activityStartedEventDetails?: { workerName?: string } }).activityStartedEventDetails?.workerName };
}
