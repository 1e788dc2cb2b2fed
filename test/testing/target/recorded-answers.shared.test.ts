import 'drystep/jest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject, JsonValue } from '../../../src/asl';
import { type TestStateRequest, testState } from '../../../src/interpreter';
import { fetchHistory, testMachine } from '../../../src/testing';
import { EXECUTIONS, recordings, serviceHistory } from '../../interpreter/replay/recorded-history';
import { describeShared } from '../../shared-data';
import { chain } from '../fixtures/asl';
import { type AwsStub, startAwsStub } from './aws-stub';
import { DEPLOYED } from './local-aws';

let stub: AwsStub;
beforeAll(async () => {
  stub = await startAwsStub();
});
afterEach(() => stub.reset());
afterAll(() => stub.close());

interface TestStateCase {
  readonly request: {
    readonly definition: JsonObject;
    readonly stateName?: string;
    readonly input?: JsonValue;
    readonly mock?: JsonObject;
  };
  readonly expected: { readonly response?: JsonObject };
}

describeShared('answers of TestState recorded from AWS', 'aws-recordings/test-state', (folder) => {
  /** Lets the stub give recorded answers, and our own where none was recorded; gives how many of them were recorded. */
  function answerAsRecorded(prefix: string): { readonly states: string[] } {
    const cases = readdirSync(folder)
      .filter((name) => name.startsWith(prefix))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as TestStateCase);
    const used: string[] = [];
    stub.operations = {
      TestState: (request: TestStateRequest) => {
        const found = cases.find(
          ({ request: wanted, expected }) =>
            expected.response !== undefined &&
            wanted.stateName === request.stateName &&
            JSON.stringify(wanted.input) === request.input &&
            sameJson(wanted.mock?.result, request.mock?.result) &&
            request.mock?.errorOutput === undefined,
        );
        if (found === undefined) return testState(request);
        used.push(found.request.stateName as string);
        return asText(found.expected.response as JsonObject);
      },
    };
    return { states: used };
  }

  function definitionOf(name: string): JsonObject {
    const text = readFileSync(join(folder, name), 'utf8');
    return (JSON.parse(text) as TestStateCase).request.definition;
  }

  const PURCHASE = 'test_state_scenarios.localstack_blogpost_scenario.';
  const purchase = () =>
    testMachine(definitionOf(`${PURCHASE}large_purchase_approval_required_response.json`), 'Purchase', {
      target: 'teststate',
      aws: { clientConfig: stub.clientConfig },
    });

  test('lead a purchase to its approval', async () => {
    const { states } = answerAsRecorded(PURCHASE);
    const machine = purchase();
    machine.mock('Ask for Approval').returns({ approval: true });

    const execution = await machine.execute({ cost: 10 });

    expect(execution).toSucceed();
    expect(execution).toHaveVisitedExactly('Approval Required', 'Ask for Approval', 'Check Approval', 'Purchase Approved');
    expect(execution).toHaveStateOutput('Ask for Approval', { approval: true, approval_code: '2387462', approved_by: 'Mary' });
    expect(states).toEqual(['Approval Required', 'Ask for Approval', 'Check Approval']);
  });

  test('lead a small purchase past it', async () => {
    const { states } = answerAsRecorded(PURCHASE);

    const execution = await purchase().execute({ cost: 9 });

    expect(execution).toHaveVisitedExactly('Approval Required', 'Purchase Approved');
    expect(states).toEqual(['Approval Required']);
  });

  test('lead to a Fail state', async () => {
    const prefix = 'test_state_machine_scenarios.base_state_name_multi_state.';
    const { states } = answerAsRecorded(prefix);
    const machine = testMachine(definitionOf(`${prefix}DEBUG-State0.json`), 'Fails', {
      target: 'teststate',
      aws: { clientConfig: stub.clientConfig },
    });

    expect(await machine.execute({ Value: 'HelloWorld' })).toFailWith('SomeFailure', "This state machines raises a 'SomeFailure' failure.");
    expect(states).toEqual(['State0', 'State1']);
  });
});

describeShared('executions recorded from AWS', EXECUTIONS, (folder) => {
  const found = recordings(folder).filter((_recording, index) => index % 10 === 0);

  test('are read as those of a deployed machine', async () => {
    const failures: string[] = [];
    let read = 0;

    for (const recording of found) {
      const events = serviceHistory(recording) as { type: string; timestamp: string; id: number }[];
      const last = events.at(-1);
      const status = /^Execution(Succeeded|Failed|Aborted)$/.exec(last?.type ?? '')?.[1]?.toUpperCase();
      // The recorder sorted some histories and dropped their ids.
      if (status === undefined || typeof last?.id !== 'number') continue;
      const { output, error, cause } = Object.values(last).find((value) => typeof value === 'object') ?? ({} as Record<string, string>);
      const executionArn = 'arn:aws:states:us-east-1:111111111111:execution:Recorded:x';
      stub.operations = {
        StartExecution: () => ({ executionArn, startDate: new Date(0) }),
        DescribeExecution: () => ({ executionArn, status, output, error, cause }),
        GetExecutionHistory: ({ nextToken = '0' }: { nextToken?: string }) => ({
          events: events
            .slice(Number(nextToken), Number(nextToken) + 10)
            .map((event) => ({ ...event, timestamp: new Date(event.timestamp) })),
          ...(Number(nextToken) + 10 < events.length ? { nextToken: String(Number(nextToken) + 10) } : {}),
        }),
        ListMapRuns: () => ({ mapRuns: [] }),
      };
      const machine = testMachine(recording.definition, 'Recorded', {
        target: { deployed: DEPLOYED },
        aws: { clientConfig: stub.clientConfig },
      });
      const execution = await machine.execute(recording.input);
      read++;
      const entered = events.filter(({ type }) => type.endsWith('StateEntered')).length;
      if (execution.status !== status || execution.visits.length !== entered || execution.history.length !== events.length)
        failures.push(recording.id);
    }

    expect(failures).toEqual([]);
    expect(read).toBeGreaterThan(35);
  }, 60_000);
});

describeShared('refusals recorded from AWS', 'aws-recordings/api', (folder) => {
  const pass = chain({ A: { Type: 'Pass' } });
  const deployed = (type: 'STANDARD' | 'EXPRESS' = 'STANDARD') =>
    testMachine(pass, 'Recorded', { target: { deployed: DEPLOYED }, aws: { clientConfig: stub.clientConfig } }).execute({}, { type });

  test.each<[string, string, string, () => Promise<unknown>]>([
    ['sfn_api.start_sync_execution', 'start_sync_execution', 'StartSyncExecution', () => deployed('EXPRESS')],
    ['sfn_api.invalid_start_execution_input', 'start_execution', 'StartExecution', () => deployed()],
    [
      'sfn_api.get_execution_history_invalid_arn',
      'get_execution_history',
      'GetExecutionHistory',
      () => fetchHistory('arn:aws:states:us-east-1:111111111111:execution:a:b', { clientConfig: stub.clientConfig }),
    ],
  ])('reach the test: %s', async (file, operation, target, run) => {
    const { name, message } = refusalOf(file, operation);
    stub.operations = {
      [target]: () => {
        throw Object.assign(new Error(message), { name });
      },
    };

    await expect(run()).rejects.toMatchObject({ name, message });
  });

  interface RecordedCall {
    readonly operation: string;
    readonly response: {
      readonly Error?: { readonly Code: string; readonly Message: string };
      readonly exception_typename?: string;
      readonly exception_value?: string;
    };
  }

  function refusalOf(file: string, operation: string): { readonly name: string; readonly message: string } {
    const { calls } = JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8')) as { calls: readonly RecordedCall[] };
    for (const { operation: called, response } of calls) {
      if (called !== operation) continue;
      if (response.Error !== undefined) return { name: response.Error.Code, message: response.Error.Message };
      if (response.exception_typename !== undefined)
        return { name: response.exception_typename, message: (response.exception_value ?? '').replace(/^.*? operation: /, '') };
    }
    throw new Error(`${file} holds no refusal of ${operation}`);
  }
});

function sameJson(one: unknown, other: unknown): boolean {
  if (one === undefined || other === undefined) return one === other;
  return JSON.stringify(JSON.parse(String(one))) === JSON.stringify(JSON.parse(String(other)));
}

/** The recorder parsed what AWS sends as text. */
function asText(response: JsonObject): JsonObject {
  const { output, inspectionData, ...rest } = response;
  const texts = (values: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : value]));
  return {
    ...rest,
    ...(output === undefined ? {} : { output: JSON.stringify(output) }),
    ...(inspectionData === undefined ? {} : { inspectionData: texts(inspectionData as JsonObject) }),
  };
}
