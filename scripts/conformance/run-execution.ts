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
    tasks: tasks ?? recordedTasks(recorded.tasks, fixtures, (scheduled) => workerName(recorded, scheduled)),
    ...(name === undefined ? {} : { name }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(fixtures?.activities === undefined ? {} : { activities: existingActivities(recorded) }),
    ...(fixtures?.s3Objects === undefined ? {} : { objects: objectStore(fixtures.s3Objects) }),
  };
}
