import { replay } from '../../../src/interpreter';
import { describeShared } from '../../shared-data';
import { EXECUTIONS, type Recording, recordings, serviceHistory } from './recorded-history';

/** Recorded executions whose recording lost what a replay needs. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'assign/assign_base.base_parallel_cases.BASE_SCOPE_PARALLEL': 'the recorder sorted the Parallel and dropped its ids',
  'local_mocking/base_scenarios.parallel_state_lambda': 'the recorder sorted the Parallel and dropped its ids',
  'scenarios/base_scenarios.parallel_state.PARALLEL_STATE_PARAMETERS': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_OUTPUT': 'the recorder sorted the Parallel and dropped its ids',
  'states_variables/error_output.parallel_catch_error.PARALLEL_CATCH_ERROR_VARIABLE_SAMPLING':
    'the recorder sorted the Parallel and dropped its ids',
  'assign/assign_reference_variables.reference_assign.BASE_REFERENCE_IN_WAIT': 'a placeholder stands for a literal of the definition',
  'scenarios/base_scenarios.invalid_jsonpath.INVALID_JSONPATH_IN_ERRORPATH': 'a placeholder stands for the input in the cause',
  'scenarios/base_scenarios.invalid_jsonpath.INVALID_JSONPATH_IN_STRING_EXPR_CONTEXTPATH':
    'a placeholder stands for the input in the cause',
  'services/apigetway_task_service.invoke_with_headers.singleStringHeader': 'a placeholder stands for the input in the cause',
  'scenarios/base_scenarios.map_item_reader_base_list_objects_v2': 'a placeholder stands for the tag of an object',
  'scenarios/sfn_scenarios.wait_for_callback.failure__execution_history': 'a placeholder stands for a literal of the definition',
  'scenarios/sfn_scenarios.wait_for_callback.success__execution_history': 'a placeholder stands for a literal of the definition',
  'scenarios/base_scenarios.lambda_service_invoke_with_retry_extended_input':
    'recorded before the context object had Execution.RedriveCount',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_0': 'a random result',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_1': 'a random result',
  'intrinsic_functions/math_operations.math_random.exec_hist_resp_2': 'a random result',
  'intrinsic_functions/math_operations.math_random_seeded': 'a random result',
};

describeShared('executions recorded from the service', EXECUTIONS, (folder) => {
  const found = recordings(folder);

  test('replay on their own definition without a divergence', async () => {
    const failures: string[] = [];

    for (const recording of found) {
      if (Object.hasOwn(EXCEPTIONS, recording.id)) continue;
      const { matches, divergence } = await replayed(recording);
      if (!matches) failures.push(`${recording.id}: ${divergence?.message}`);
    }

    expect(failures).toEqual([]);
  });

  test('are excepted only where the replay really cannot match', async () => {
    const matching: string[] = [];

    for (const recording of found) {
      if (!Object.hasOwn(EXCEPTIONS, recording.id)) continue;
      const matches = await replayed(recording).then(
        (result) => result.matches,
        () => false,
      );
      if (matches) matching.push(recording.id);
    }

    expect(matching).toEqual([]);
  });

  test('diverge when their first state is another', async () => {
    const unnoticed: string[] = [];
    let tried = 0;

    for (const recording of found) {
      // One history holds no state yet.
      if (Object.hasOwn(EXCEPTIONS, recording.id) || recording.history?.length === 1) continue;
      const { StartAt, States } = recording.definition as { StartAt: string; States: object };
      const { matches } = await replayed({
        ...recording,
        definition: { ...recording.definition, StartAt: 'Put First', States: { 'Put First': { Type: 'Pass', Next: StartAt }, ...States } },
      });
      tried++;
      if (matches) unnoticed.push(recording.id);
    }

    expect(tried).toBeGreaterThan(400);
    expect(unnoticed).toEqual([]);
  });
});

function replayed(recording: Recording) {
  const { definition, stateMachineName, fixtures, placeholders } = recording;
  const objects: Record<string, Record<string, string>> = {};
  for (const { Bucket, Key, Body } of fixtures?.s3Objects ?? []) {
    objects[Bucket] ??= {};
    if (Body !== null) objects[Bucket][Key] = Body;
  }
  const scheduled = JSON.stringify(recording.history).includes('ActivityScheduled');
  const name = recording.executionName ?? placeholders.bindings?.['<ExecArnPart_0idx>'];
  return replay(definition, serviceHistory(recording), {
    // The recorder dropped the times.
    times: false,
    stateMachineName,
    ...(name === undefined ? {} : { name }),
    ...(fixtures?.s3Objects === undefined ? {} : { objects }),
    // An activity of the fixtures that was never scheduled had been deleted.
    ...(fixtures?.activities === undefined ? {} : { activities: scheduled ? fixtures.activities : [] }),
  });
}
