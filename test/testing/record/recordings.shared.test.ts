import 'drystep/jest';
import { type RecordSource, recordFrom, testMachine } from '../../../src/testing';
import { EXECUTIONS, type Recording, recordings, serviceHistory } from '../../interpreter/replay/recorded-history';
import { describeShared } from '../../shared-data';
import { runTestText } from './run-test-text';

/** Recorded executions that make no test of their own, and why. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'assign/assign_base.base_parallel_cases.BASE_SCOPE_PARALLEL': 'the recorder sorted the Parallel and dropped its ids',
  'local_mocking/base_scenarios.parallel_state_lambda': 'the recorder sorted the Parallel and dropped its ids',
  'scenarios/base_scenarios.parallel_state.PARALLEL_STATE_PARAMETERS': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_OUTPUT': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING':
    'the recorder sorted the Parallel and dropped its ids',
  'local_mocking/base_scenarios.map_state_lambda': 'tasks in the children of a distributed Map, whose histories were not recorded',
  'scenarios/base_scenarios.map_state_config_distributed_reentrant_lambda':
    'tasks in the children of a distributed Map, whose histories were not recorded',
  'scenarios/base_scenarios.map_state_nested_config_distributed_no_max_max_concurrency':
    'tasks in the children of a distributed Map, whose histories were not recorded',
  'scenarios/base_scenarios.max_concurrency_path_negative': 'the recording stops before the end',
};

describeShared('executions recorded from the service', EXECUTIONS, (folder) => {
  const found = recordings(folder);

  test('become tests that pass when they are pasted', async () => {
    const failures: string[] = [];
    let passed = 0;

    for (const recording of found) {
      if (Object.hasOwn(EXCEPTIONS, recording.id)) continue;
      const { testFile, differs } = await recordFrom(sourceOf(recording));
      const [ran] = await runTestText(testFile);
      if (differs !== undefined || ran === undefined || ran.skipped || ran.failure !== undefined)
        failures.push(`${recording.id}: ${differs ?? ran?.failure?.message}`);
      else passed++;
    }

    expect(failures).toEqual([]);
    expect(passed).toBeGreaterThan(400);
  }, 120_000);

  test('become mocks that bring the same events', async () => {
    const failures: string[] = [];

    for (const recording of found) {
      // It was stopped by hand.
      if (Object.hasOwn(EXCEPTIONS, recording.id) || recording.id === 'api/sfn_api.stop_execution') continue;
      const { mocks, input } = await recordFrom(sourceOf(recording));
      const { history } = await testMachine(recording.definition).execute(input, { ...worldOf(recording), mocks });
      const types = (events: readonly { type?: unknown }[]) => events.map(({ type }) => String(type)).sort();
      if (types(history).join() !== types(recording.history ?? []).join()) failures.push(recording.id);
    }

    expect(failures).toEqual([]);
  }, 120_000);

  test('are excepted only where no test can be made', async () => {
    const made: string[] = [];

    for (const recording of found) {
      if (!Object.hasOwn(EXCEPTIONS, recording.id)) continue;
      const differs = await recordFrom(sourceOf(recording)).then(
        (result) => result.differs,
        (refused: Error) => refused.message,
      );
      if (differs === undefined) made.push(recording.id);
    }

    expect(made).toEqual([]);
  });
});

function sourceOf(recording: Recording): RecordSource {
  const { definition, stateMachineName, placeholders, input } = recording;
  const name = recording.executionName ?? placeholders.bindings?.['<ExecArnPart_0idx>'];
  return {
    history: serviceHistory(recording),
    definition,
    input,
    stateMachineName,
    ...(name === undefined ? {} : { name }),
    ...worldOf(recording),
  };
}

/** What no history holds. */
function worldOf({ fixtures, history }: Recording) {
  const objects: Record<string, Record<string, string>> = {};
  for (const { Bucket, Key, Body } of fixtures?.s3Objects ?? []) {
    objects[Bucket] ??= {};
    if (Body !== null) objects[Bucket][Key] = Body;
  }
  const scheduled = JSON.stringify(history).includes('ActivityScheduled');
  return {
    ...(fixtures?.s3Objects === undefined ? {} : { objects }),
    // An activity of the fixtures that was never scheduled had been deleted.
    ...(fixtures?.activities === undefined ? {} : { activities: scheduled ? fixtures.activities : [] }),
  };
}
