import { isJsonObject } from '../../asl';
import { startsMachine, type TaskCall } from '../../interpreter';
import { UsageError } from '../usage-error';
import type { MachineFacts } from './machine-facts';
import { taskKindOf } from './task-kind';

/** What the error for a task that nobody mocked knows, as its property `unmocked`. */
interface UnmockedTask {
  readonly machine: string;
  readonly state: string;
  readonly resource: string;
}

/** A mock that does not answer: what `with()` did not take over of the test, or what another `describe` has set for its own tests. */
export interface AbsentMock {
  /** As it was written. */
  readonly label: string;
  /** The `describe` whose `beforeAll` has set it. */
  readonly describe?: string;
}

/**
 * The error for a task that nobody mocked: which state, what it calls, and the line to write.
 *
 * @param startedBy the machine under test, when another that it started has the state
 * @param absent the mock that somebody may think it has
 */
export function unmockedTask(call: TaskCall, machine: MachineFacts, startedBy?: MachineFacts, absent?: AbsentMock): UsageError {
  const { state, resource, input } = call;
  const pointer = machine.get(state)?.pointer ?? '';
  const kind = taskKindOf(resource);
  const called =
    isJsonObject(input) && typeof input.FunctionName === 'string' && kind !== 'lambdaArn'
      ? `${resource} for ${input.FunctionName}`
      : resource;
  const answer = kind === 'service' ? '.returns({ … })' : '.returnsPayload({ … })';
  const origin = machine.originOf(state);
  const where = origin === undefined ? '' : ` (${origin.path}${origin.place === undefined ? '' : `, ${origin.place}`})`;
  const error = new UsageError(
    `State "${state}"${pointer === '' ? '' : ` at ${pointer}`}${where} called ${called}, and nobody mocked it.`,
    absent === undefined ? unmockedHint(call, machine, `.mock(${JSON.stringify(state)})${answer};`, startedBy) : absentHint(absent, state),
  );
  // Where no test is written, the line to write is another one.
  const unmocked: UnmockedTask = { machine: machine.name, state, resource };
  return Object.defineProperty(error, 'unmocked', { value: unmocked });
}

function absentHint({ label, describe }: AbsentMock, state: string): string {
  return describe === undefined
    ? `with() does not keep what the test has mocked, such as mock(${label}). Pass the mock, with({ ${JSON.stringify(state)}: … }), or mock it on what with() returns.`
    : `mock(${label}) in the beforeAll of ${JSON.stringify(describe)} is for the tests of that describe. Mock it outside of all describes, or in each of them.`;
}

const RUN_BOTH = ' Or run the machine that it starts, too: testApp(source).machine(name).';

/** A state that the machine under test does not have belongs to one that `machines` brought, which has no mocks of its own. */
function unmockedHint(
  { state, resource, context }: TaskCall,
  machine: MachineFacts,
  mock: string,
  startedBy: MachineFacts | undefined,
): string {
  const started = (context.StateMachine as { readonly Name?: string } | undefined)?.Name ?? 'the machine';
  if (machine.get(state) === undefined) {
    return `it belongs to ${started}, which was started: mock the task that starts it with testMachine(definition) of that machine, or run both with testApp(source) and write app.machine(${JSON.stringify(started)})${mock}`;
  }
  if (startedBy === undefined || startedBy === machine) return `write machine${mock}${startsMachine(resource) ? RUN_BOTH : ''}`;
  return `${startedBy.name} started ${machine.name}: write testApp(source).machine(${JSON.stringify(machine.name)})${mock}`;
}
