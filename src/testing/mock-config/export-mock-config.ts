import { addTo, type JsonObject, type JsonValue, kinds, type Parameter, requireArguments } from '../../asl';
import type { ExecutionResult, HistoryEvent } from '../../interpreter';
import { UsageError } from '../usage-error';
import { readableVisits } from '../visits/readable-visits';
import { type TaskOutcome, taskOutcomes } from './task-outcomes';

/** An execution whose task outcomes are wanted: of the harness, of the interpreter, or the events of GetExecutionHistory. */
export type ExportedExecution =
  | { readonly history: readonly HistoryEvent[]; readonly mapRuns?: ExecutionResult['mapRuns'] }
  | readonly HistoryEvent[];

/** The content of a `MockConfigFile.json`. */
export interface MockConfig {
  readonly StateMachines: {
    readonly [machine: string]: { readonly TestCases: { readonly [testCase: string]: { readonly [state: string]: string } } };
  };
  readonly MockedResponses: { readonly [response: string]: { readonly [calls: string]: JsonObject } };
}

const BY_CASE = kinds.recordOf(kinds.anything);
const MACHINES: Parameter = {
  name: 'the executions',
  kind: { ...kinds.recordOf({ ...BY_CASE, expected: 'executions by test case' }), expected: 'executions by test case, by machine' },
  hint: 'write exportMockConfig({ Orders: { HappyPath: await orders.execute(input) } }).',
};

/**
 * A Step Functions Local `MockConfigFile.json` in which every task does what it did in an execution, attempt after attempt: what
 * {@link importMockConfig} reads runs the same. Equal responses are kept once. An attempt without an end has no response.
 *
 * Throws a usage error for what is not an execution, for one that has not ended, and for one whose child executions did not all keep their history.
 *
 * @param machines executions by test case, by machine
 * @example writeFileSync('MockConfigFile.json', JSON.stringify(exportMockConfig({ Orders: { HappyPath: await orders.execute(input) } }), null, 2));
 */
export function exportMockConfig(machines: Readonly<Record<string, Readonly<Record<string, ExportedExecution>>>>): MockConfig {
  requireArguments('exportMockConfig()', arguments, MACHINES);
  const names = new ResponseNames();
  const mapped = Object.entries(machines).map(([machine, cases]) => {
    const testCases = Object.entries(cases).map(([testCase, execution]) => [
      testCase,
      exportCase(testCase, historiesOf(execution, `${machine}/${testCase}`), names),
    ]);
    return [machine, { TestCases: Object.fromEntries(testCases) }];
  });
  return { StateMachines: Object.fromEntries(mapped), MockedResponses: Object.fromEntries(names.responses) };
}

function exportCase(testCase: string, histories: readonly (readonly HistoryEvent[])[], names: ResponseNames): Record<string, string> {
  const byState = new Map<string, TaskOutcome[]>();
  for (const outcome of histories.flatMap((history) => taskOutcomes(history))) addTo(byState, outcome.state, outcome);
  const named = [...byState].map(([state, outcomes]) => [state, names.nameOf(testCase, state, responseOf(outcomes))]);
  return Object.fromEntries(named);
}

/** The names of responses in a file: one for all that are equal. */
class ResponseNames {
  readonly responses = new Map<string, Record<string, JsonObject>>();
  private readonly names = new Map<string, string>();

  nameOf(testCase: string, state: string, response: Record<string, JsonObject>): string {
    const text = JSON.stringify(response);
    const known = this.names.get(text);
    if (known !== undefined) return known;
    const wanted = `${state} in ${testCase}`;
    let name = wanted;
    for (let number = 2; this.responses.has(name); number++) name = `${wanted} (${number})`;
    this.names.set(text, name);
    this.responses.set(name, response);
    return name;
  }
}

/** Answers by number of the call; equal ones in a row share a range. */
function responseOf(outcomes: readonly TaskOutcome[]): Record<string, JsonObject> {
  const ranges: { first: number; last: number; answer: JsonObject; text: string }[] = [];
  for (const [call, outcome] of outcomes.entries()) {
    const answer = answerOf(outcome);
    if (answer === undefined) continue;
    const text = JSON.stringify(answer);
    const range = ranges.at(-1);
    if (range !== undefined && range.last === call - 1 && range.text === text) range.last = call;
    else ranges.push({ first: call, last: call, answer, text });
  }
  return Object.fromEntries(ranges.map(({ first, last, answer }) => [first === last ? String(first) : `${first}-${last}`, answer]));
}

function answerOf({ end, lambdaArn }: TaskOutcome): JsonObject | undefined {
  if (end === undefined) return undefined;
  if ('output' in end) return { Return: lambdaArn ? invocation(end.output) : end.output };
  const { error, cause } = end;
  return { Throw: { ...(error === undefined ? {} : { Error: error }), ...(cause === undefined ? {} : { Cause: cause }) } };
}

/** Step Functions Local mocks a Lambda function by the response of its invocation, whatever the Resource. */
function invocation(payload: JsonValue): JsonValue {
  return { StatusCode: 200, Payload: payload };
}

/** Histories of an execution and of the children of its distributed Maps, in the order of their start. */
function historiesOf(execution: unknown, place: string): (readonly HistoryEvent[])[] {
  if (Array.isArray(execution)) return [execution as readonly HistoryEvent[]];
  const { history, mapRuns = [] } = (execution ?? {}) as { history?: readonly HistoryEvent[]; mapRuns?: ExecutionResult['mapRuns'] };
  if (!Array.isArray(history))
    throw new UsageError(`exportMockConfig(): expected an execution at ${place}, received none.`, 'await machine.execute(input) first.');
  if ((execution as { readonly status?: unknown }).status === 'RUNNING')
    throw new UsageError(
      `exportMockConfig(): expected an execution at ${place} that has ended, received one that is RUNNING: what its tasks will do is not known.`,
      'await its end first: await execution.result().',
    );
  const { unread } = readableVisits(execution as { history: readonly HistoryEvent[] });
  if (unread !== undefined)
    throw new UsageError(`exportMockConfig() cannot give what every task of ${place} did: ${unread.why}.`, unread.remedy);
  return [history, ...childHistories(mapRuns)];
}

function childHistories(mapRuns: ExecutionResult['mapRuns']): (readonly HistoryEvent[])[] {
  return mapRuns.flatMap((run) => run.children.flatMap((child) => [child.history, ...childHistories(child.mapRuns)]));
}
