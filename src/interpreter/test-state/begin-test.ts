import type { AnyStateFields, AnyStateNode, JsonObject, JsonValue } from '../../asl';
import { SeededRandom } from '../../data';
import { EXITS, slotsOf } from '../counts/slots';
import { Branch } from '../engine/branch';
import { Engine } from '../engine/engine';
import { preparationOf } from '../engine/preparation';
import type { PreparedGroup } from '../engine/prepared';
import { Run } from '../engine/run';
import type { Visit } from '../engine/visit';
import { EVENT } from '../history/event-types';
import { ALL_QUOTAS } from '../quotas/quota-switches';
import { STATE_KINDS } from '../states';
import type { Tasks } from '../tasks/task-call';
import { TaskError } from '../tasks/task-call';
import { type TaskAnswerer, taskAnswerer } from '../tasks/task-handler';
import type { StateUnderTest } from './find-state';
import type { Mock } from './mocks/read-mock';
import { ReaderData } from './reader-data';
import type { TestStateConfiguration } from './request';
import type { StateTest } from './state-test';
import { testContext } from './test-context';

/** What one test is made of. */
export interface TestSetup extends StateUnderTest {
  readonly input: JsonValue;
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  readonly mock: Mock | undefined;
  readonly configuration: TestStateConfiguration;
  readonly roleArn: string | undefined;
  readonly tasks: Tasks | undefined;
}

/** A test whose branch stands in the state, and what it finds on the way. */
export interface BegunTest extends StateTest {
  readonly inspected: Map<string, JsonValue>;
  /** Name of the state with that number. */
  nameOf(index: number): string | undefined;
}

const START = Date.UTC(2024, 0, 1);
const QUOTAS_ON = { ...ALL_QUOTAS, historyEvents: false };

/** Puts a branch into the state, with input, variables and context. */
export function beginTest(setup: TestSetup): BegunTest {
  const { node, parents, input, mock, configuration } = setup;
  const names: string[] = [];
  const indexOf = (name: string): number => {
    const known = names.indexOf(name);
    return known === -1 ? names.push(name) - 1 : known;
  };
  const inspected = new Map<string, JsonValue>();
  const inspect = (field: string, value: JsonValue | undefined): void => {
    if (value !== undefined) inspected.set(field, value);
  };
  const group = groupOf(node, indexOf);
  const item = parents.some(({ type }) => type === 'Map') ? { index: 0, value: input } : undefined;
  const run = newRun(setup, group, (call) => test.onCall?.(call));
  const branch = new Branch(run, group, input, 0, undefined, 0, item);
  run.root = branch;
  const test: { -readonly [Field in keyof BegunTest]: BegunTest[Field] } = {
    node,
    mock,
    configuration,
    visit: branch.visit,
    inspect,
    inspectNumber: inspect,
    inspectHttp: (field, value) => inspect(field, value as JsonValue),
    inspected,
    onCall: undefined,
    indexOf,
    nameOf: (index) => names[index],
  };
  enter(branch.visit, configuration.retrierRetryCount ?? 0);
  branch.assign(setup.variables);
  return test;
}

function groupOf(node: AnyStateNode, indexOf: (name: string) => number): PreparedGroup {
  const { entered } = STATE_KINDS[node.type];
  const events = { enteredEvent: EVENT[entered], exitedEvent: 0, failedEvent: 0, abortedEvent: 0 };
  const { slots, end } = slotsOf(node, 0);
  const { Next }: AnyStateFields = node.fields;
  const way = preparationOf(node, 0, [], indexOf).wayTo(Next, slots.slot + EXITS);
  return {
    start: 0,
    states: [{ node, name: node.name, ...slots, ...events, way, groups: [], retriers: [], catchers: [], run: () => 0 }],
    slotCount: end,
  };
}

function newRun(setup: TestSetup, group: PreparedGroup, onCall: NonNullable<StateTest['onCall']>): Run {
  const { configuration, context, input, roleArn } = setup;
  const ids = new SeededRandom(~1);
  const [machine, name] = [ids.uuid(), ids.uuid()];
  const identity = { name, machine, roleArn, retryCount: configuration.retrierRetryCount ?? 0 };
  const reader = new ReaderData(configuration.mapItemReaderData ?? '');
  const engine = new Engine(START, new SeededRandom(1), QUOTAS_ON, answererOf(setup, onCall), undefined, reader, undefined);
  return new Run(engine, {
    group,
    timeoutSeconds: undefined,
    input,
    // TestState keeps its own five minutes.
    type: 'STANDARD',
    identity: () => ({ name, arn: name }),
    stateMachineArn: machine,
    stateMachineName: machine,
    roleArn: roleArn ?? '',
    context: (visit) => testContext(visit, identity, context),
  });
}

/** The mock answers, or else the caller's handler. */
function answererOf({ mock, tasks }: TestSetup, onCall: NonNullable<StateTest['onCall']>): TaskAnswerer {
  const given = taskAnswerer(tasks);
  return {
    answers: () => true,
    answer(call) {
      onCall(call);
      if (mock === undefined) return given.answer(call);
      if ('result' in mock) return mock.result;
      throw new TaskError(mock.error, mock.cause);
    },
  };
}

function enter(visit: Visit, retryCount: number): void {
  const { engine, recorder } = visit.run;
  const { state } = visit;
  visit.enteredAt = engine.clock.now;
  visit.enteredEvent = visit.lastEvent = recorder.add(state.enteredEvent, 0, engine.clock.now, state, visit.stateInput);
  visit.retryCount = retryCount;
}
