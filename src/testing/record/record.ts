import {
  codeText,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonFrom,
  kinds,
  type OptionTable,
  refuseSurplus,
  requireArguments,
} from '../../asl';
import { type RecordedExecution, type RecordedHistory, type RecordedTask, recordedExecution } from '../../interpreter';
import type { TestExecution } from '../execution/test-execution';
import { forgivingMachine } from '../machine/machine-variants';
import { testMachine } from '../machine/test-machine';
import type { TestExecutionOptions } from '../machine/tested-machine';
import { deployableName } from '../machine-view/deployable-name';
import type { AnswerChain } from '../mocks/answer-chain';
import { checkedJson } from '../mocks/checked-json';
import { ANY_OPTIONS, EXECUTION_ARN } from '../parameters';
import { requireOptions } from '../require-options';
import type { FetchedMapRun } from '../target/deployed/read-history';
import { SFN_ACCESS, type SfnAccess, stepFunctions } from '../target/step-functions';
import { expectedText, patternText } from '../test-text/expected-text';
import { type PlannedMock, planAnswers } from '../test-text/planned-answers';
import { renderTest } from '../test-text/test-text';
import { UsageError } from '../usage-error';
import { readableVisits } from '../visits/readable-visits';
import type { StateVisit } from '../visits/state-visit';
import { visitsOf } from '../visits/visits-of';
import { expectedData } from './expected-data';
import { fetchHistory } from './fetch-history';
import { mocksOf } from './recorded-mocks';

/** How a test file is written. */
export interface RecordOptions extends Pick<TestExecutionOptions, 'objects' | 'activities'> {
  /** Expression that gives the machine under test, `testMachine(new OrdersStack(testApp(), 'Orders'))`. @default one made of the definition */
  readonly machine?: string;
  /** Lines that import what the expression needs. @default [] */
  readonly imports?: readonly string[];
  /** Title of the test. @default made of the execution's name */
  readonly title?: string;
  /**
   * What the test expects. `end`: how the execution ended, with its output or error. `way`: the states that it visited as well. `data`: also what each state
   * sent, retried, waited, caught, assigned and handed on.
   *
   * @default 'data'
   */
  readonly strictness?: 'end' | 'way' | 'data';
}

/** What is known of an execution. */
export interface RecordSource extends RecordOptions {
  /** JSON of GetExecutionHistory, or what `fetchHistory` gave. */
  readonly history: RecordedHistory;
  /** The definition that ran. */
  readonly definition: object | string;
  /** @default what the history says */
  readonly input?: JsonValue;
  /** Name of the execution. @default 'recorded' */
  readonly name?: string;
  /** @default 'Recorded' */
  readonly stateMachineName?: string;
  /** Runs of its distributed Maps, as `fetchHistory` gave them. @default none: their tasks are not mocked */
  readonly mapRuns?: readonly FetchedMapRun[];
}

const OPTIONS: OptionTable<RecordOptions> = {
  objects: kinds.anObject,
  activities: kinds.listOf(kinds.name),
  machine: kinds.name,
  imports: kinds.listOf(kinds.text),
  title: kinds.name,
  strictness: kinds.oneOf('end', 'way', 'data'),
};
const RECORD_OPTIONS: OptionTable<RecordOptions & SfnAccess> = { ...OPTIONS, ...SFN_ACCESS };
const SOURCE: OptionTable<RecordSource> = {
  ...OPTIONS,
  // What a history and a definition are is said where they are read.
  history: kinds.anything,
  definition: kinds.anything,
  input: kinds.anything,
  name: kinds.name,
  stateMachineName: kinds.name,
  mapRuns: kinds.list,
};

/** A real execution as mocks and a test. */
export interface Recording {
  readonly input: JsonValue;
  /** What its tasks answered: for `machine.with(mocks)` and `machine.execute(input, { mocks })`. */
  readonly mocks: Readonly<Record<string, AnswerChain>>;
  /** TypeScript of a jest test that runs it again; skipped, with the reason, where the local engine comes to another end. */
  readonly testFile: string;
  /** How the execution ended on the local engine instead, in a sentence; undefined when it ended as recorded. */
  readonly differs?: string;
}

/**
 * Turns a real execution into mocks and a test file: fetches its history and definition with `@aws-sdk/client-sfn`.
 * Rejects with a usage error for an Express execution, and for one that still runs.
 *
 * @example
 * const { testFile } = await record('arn:aws:states:eu-west-1:111111111111:execution:Orders:o-1');
 * writeFileSync('test/o-1.test.ts', testFile);
 */
export async function record(executionArn: string, options: RecordOptions & SfnAccess = {}): Promise<Recording> {
  requireArguments('record()', arguments, EXECUTION_ARN, ANY_OPTIONS);
  requireOptions('record()', options, RECORD_OPTIONS);
  const { client, clientConfig, ...rest } = options;
  const access: SfnAccess = { ...(client === undefined ? {} : { client }), ...(clientConfig === undefined ? {} : { clientConfig }) };
  const history = await fetchHistory(executionArn, access);
  const call = stepFunctions(access, 'record()');
  const { name, input } = await call('DescribeExecution', { executionArn });
  const { definition, name: stateMachineName } = await call('DescribeStateMachineForExecution', { executionArn });
  if (definition === undefined)
    throw new UsageError(`AWS does not give the definition of ${executionArn}.`, 'check that the role may read it.');
  return recordFrom({
    ...rest,
    history,
    definition,
    mapRuns: history.mapRuns,
    ...(name === undefined ? {} : { name }),
    ...(input === undefined ? {} : { input: jsonFrom(input) }),
    ...(stateMachineName === undefined ? {} : { stateMachineName }),
  });
}

/** Turns a history and the definition that ran into mocks and a test file. Rejects with a usage error for a history that is cut, or holds no end. */
export async function recordFrom(source: RecordSource): Promise<Recording> {
  refuseSurplus('recordFrom()', 1, arguments);
  requireOptions('recordFrom()', source, SOURCE);
  const recorded = recordedExecution(source.history);
  if (recorded.status === 'RUNNING')
    throw new UsageError('The history holds no end: the execution still ran.', 'record it again when it has ended.');
  const definition = definitionOf(source.definition);
  const input = source.input ?? recorded.input;
  const machine = forgivingMachine(testMachine(definition, deployableName(source.stateMachineName ?? 'Recorded'), { target: 'local' }));
  const tasks = [...recorded.tasks, ...childTasks(recorded, source.mapRuns ?? [])];
  const options = { ...contextOptions(source, recorded, definition), ...worldOptions(source) };
  const stopped = recorded.status === 'ABORTED' ? { after: recorded.took, error: recorded.error, cause: recorded.cause } : undefined;
  const run = async (planned: readonly PlannedMock[]): Promise<TestExecution | undefined> => {
    const all = { ...options, mocks: mocksOf(planned) };
    if (stopped === undefined) return machine.execute(input, all).catch(() => undefined);
    const execution = machine.start(input, all);
    await execution.advance(stopped.after).catch(() => undefined);
    execution.stop(stopped.error, stopped.cause);
    return execution;
  };
  let planned = planAnswers(tasks, false);
  let produced = await run(planned);
  // Times matter only where branches race each other.
  if (!sameVisits(produced, recorded) && tasks.some((task) => task.branch.length > 0)) {
    const timed = planAnswers(tasks, true);
    const again = await run(timed);
    if (sameVisits(again, recorded) || (again?.status === recorded.status && produced?.status !== recorded.status)) {
      planned = timed;
      produced = again;
    }
  }
  const differs = differenceOf(produced, recorded);
  const testFile = renderTest({
    title: source.title ?? `does what ${source.name ?? 'the recorded execution'} did`,
    skipped: differs,
    imports: source.imports ?? [],
    machine: source.machine,
    machineName: machine.name,
    definition,
    input,
    options,
    mocks: planned,
    stopped,
    expectations: expectationsOf(produced, recorded, source),
  });
  return { input, mocks: mocksOf(planned), testFile, ...(differs === undefined ? {} : { differs }) };
}

function definitionOf(definition: object | string): JsonObject {
  const value: unknown = typeof definition === 'string' ? JSON.parse(definition) : definition;
  if (isJsonObject(value)) return value;
  throw new UsageError(
    'recordFrom() expected a definition, as ASL in an object or text.',
    'take it from DescribeStateMachineForExecution.',
  );
}

/** Tasks of child executions at any depth, which started in the order of the items. */
function childTasks({ mapRuns }: RecordedExecution, fetched: readonly FetchedMapRun[]): RecordedTask[] {
  return fetched.flatMap(({ mapRunArn, children }, run) => {
    const state = (mapRuns.find((each) => each.mapRunArn === mapRunArn) ?? mapRuns[run])?.state ?? '';
    return children.flatMap(({ history, mapRuns: inside }, index) => {
      const child = recordedExecution(history);
      return [...child.tasks, ...childTasks(child, inside)].map((task) => ({
        ...task,
        branch: [{ state, index, run: 0 }, ...task.branch],
      }));
    });
  });
}

/** What the context object said, where the definition looks at it. */
function contextOptions(source: RecordSource, recorded: RecordedExecution, definition: JsonObject): JsonObject {
  const text = JSON.stringify(definition);
  if (!/\$\$|\$states\.context/.test(text)) return {};
  return {
    ...(source.name === undefined ? {} : { name: source.name }),
    startTime: recorded.startedAt.toISOString(),
    ...(/RoleArn|context\s*[%"]/.test(text) && recorded.roleArn !== undefined ? { roleArn: recorded.roleArn } : {}),
  };
}

/** What the history does not hold: objects in S3 and the activities there are. */
function worldOptions({ objects, activities }: RecordSource): JsonObject {
  const world: unknown = { ...(objects === undefined ? {} : { objects }), ...(activities === undefined ? {} : { activities }) };
  const checked = checkedJson(world);
  if ('value' in checked) return checked.value as JsonObject;
  throw new UsageError(
    `recordFrom() cannot write ${checked.notJson.received} at ${checked.notJson.pointer} into a test file.`,
    'give objects as text by bucket and key.',
  );
}

function sameVisits(produced: TestExecution | undefined, { visited, status }: RecordedExecution): boolean {
  return (
    produced?.status === status &&
    visitedBy(produced).length === visited.length &&
    sorted(produced).join('\n') === [...visited].sort().join('\n')
  );
}

function sorted(produced: TestExecution): string[] {
  return [...visitedBy(produced)].sort();
}

function visitedBy(produced: TestExecution): string[] {
  return readableVisits(produced).visits.map((visit) => visit.state);
}

function differenceOf(produced: TestExecution | undefined, { status, error }: RecordedExecution): string | undefined {
  if (produced === undefined)
    return `The recorded execution ended ${status}; here it does not end: something in it cannot be known from its history.`;
  if (produced.status === status && produced.error === error) return undefined;
  const why = produced.error === undefined ? '' : ` with ${produced.error}: ${produced.cause ?? ''}`;
  return `The recorded execution ended ${status}${error === undefined ? '' : ` with ${error}`}; here it ends ${produced.status}${why}`;
}

/** The most states that a test names. */
const MOST_NAMED = 60;

function expectationsOf(
  produced: TestExecution | undefined,
  recorded: RecordedExecution,
  { strictness = 'data', machine, mapRuns = [] }: RecordSource,
): string[] {
  const { status, output, error, cause, visited } = recorded;
  const sameOrder = produced !== undefined && visitedBy(produced).join('\n') === visited.join('\n');
  const visits =
    strictness !== 'end' && sameOrder && visited.length > 0 && visited.length <= MOST_NAMED
      ? [`expect(execution).toHaveVisitedExactly(${visited.map(codeText).join(', ')});`]
      : [];
  // What child executions did whose histories are not kept, a test cannot ask for.
  const data =
    strictness === 'data' && produced !== undefined && readableVisits(produced).unread === undefined
      ? dataExpectations(visitsOf(recorded.events, mapRuns), produced.visits, machine !== undefined)
      : [];
  const rest = [...visits, ...data];
  if (status === 'SUCCEEDED') return [`expect(execution).toSucceedWith(${expectedText(output ?? null, produced?.output)});`, ...rest];
  if (status === 'ABORTED' || error === undefined) return [`expect(execution.status).toBe(${codeText(status)});`, ...rest];
  const told = cause !== undefined && produced?.cause === cause ? `, ${codeText(cause)}` : '';
  return [`expect(execution).toFailWith(${codeText(error)}${told});`, ...rest];
}

/** What the states did with their data: of all of them where all did here as they did there. */
function dataExpectations(recorded: readonly StateVisit[], produced: readonly StateVisit[], foreign: boolean): string[] {
  const { data, complete } = expectedData(recorded, produced, foreign);
  const names = Object.keys(data);
  if (names.length === 0) return [];
  const named = complete ? '' : names.map((name) => `, ${codeText(name)}`).join('');
  return [`expect(stateData(execution${named})).toEqual(${patternText(data)});`];
}
