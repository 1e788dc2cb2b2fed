import { setImmediate } from 'node:timers/promises';
import type { Execution, ExecutionOptions, HistoryEvent, ObjectStore } from '../../src/interpreter';
import type { Engine } from './engine';
import type { ExecutionCase, Fixtures } from './recorded-case';
import { recordedTasks } from './recorded-tasks';

/** What the comparator wants of a run. */
export interface Produced {
  readonly events: readonly HistoryEvent[];
  readonly status?: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Executes a recorded case with our engine, its tasks answered as recorded unless `tasks` are given. */
export async function runExecution(engine: Engine, recorded: ExecutionCase, tasks?: ExecutionOptions['tasks']): Promise<Produced> {
  const options = optionsFor(recorded, tasks);
  const ended = recorded.expected.status !== null && recorded.expected.status !== 'ABORTED';
  if (ended) {
    const result = await engine.execute(recorded.definition, options);
    const { status, error, cause } = result;
    return {
      events: result.history,
      status,
      error,
      cause,
      ...(result.output === undefined ? {} : { output: JSON.stringify(result.output) }),
    };
  }
  return stoppedEarly(engine.start(recorded.definition, options), recorded);
}

function optionsFor(recorded: ExecutionCase, tasks: ExecutionOptions['tasks']): ExecutionOptions {
  const { fixtures, placeholders } = recorded;
  const bindings = placeholders.bindings ?? {};
  const name = recorded.executionName ?? bindings['<ExecArnPart_0idx>'];
  const roleArn = bindings.snf_role_arn ?? bindings.sfn_role_arn;
  return {
    input: recorded.input,
    type: recorded.type,
    stateMachineName: recorded.stateMachineName,
    startTime: recorded.recordedOn,
    tasks: tasks ?? recordedTasks(recorded),
    ...(name === undefined ? {} : { name }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(fixtures?.activities === undefined ? {} : { activities: existingActivities(recorded) }),
    ...(fixtures?.s3Objects === undefined ? {} : { objects: objectStore(fixtures.s3Objects) }),
  };
}

/** Objects by bucket and key. */
function objectStore(objects: NonNullable<Fixtures['s3Objects']>): ObjectStore {
  const store: Record<string, Record<string, string>> = {};
  for (const { Bucket, Key, Body } of objects) {
    if (Body === null) continue;
    store[Bucket] ??= {};
    store[Bucket][Key] = Body;
  }
  return store;
}

/** An activity of the fixtures that the recording never scheduled had been deleted before the execution. */
function existingActivities(recorded: ExecutionCase): string[] {
  return (recorded.fixtures?.activities ?? []).filter((arn) => recorded.tasks.some((task) => task.resource === arn));
}

/** The recorder stopped the execution, or stopped looking, after the last event of the recording. */
async function stoppedEarly(execution: Execution, recorded: ExecutionCase): Promise<Produced> {
  const aborted = recorded.expected.status === 'ABORTED';
  const events = (recorded.history?.length ?? 0) - (aborted ? 1 : 0);
  execution.pump();
  while (execution.history.length < events && execution.result === undefined) {
    if (execution.unsettled.length > 0) await Promise.race([execution.settled(), setImmediate()]);
    else if (!execution.fireNextTimer()) break;
    execution.pump();
  }
  if (!aborted) return { events: execution.history.slice(0, events) };
  execution.stop(recorded.expected.error, recorded.expected.cause as string | undefined);
  return { events: execution.history, status: execution.result?.status, error: execution.result?.error, cause: execution.result?.cause };
}
