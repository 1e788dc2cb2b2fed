import { addTo, definitionNamed, givenMachine, lastIn, requireArguments, type StateMachine } from '../../asl';
import type { HistoryEvent, MapRunDescription } from '../../interpreter';
import type { ExecutionOverlay, StateRun } from '../../render';
import { type Hits, hitCounter } from '../coverage/hits-of';
import { stateNames } from '../machine-view/state-names';
import { EXECUTION } from '../parameters';
import { abridgeJson } from '../text/abridge';
import { UsageError } from '../usage-error';
import type { StateVisit } from '../visits/state-visit';
import { type ReadableMapRun, visitsIn } from '../visits/visits';

/** An execution as far as a picture shows it: of the harness, of the interpreter, or anything that has its history. */
export interface DrawnExecution {
  readonly status: string;
  readonly history: readonly HistoryEvent[];
  /** Runs of distributed Maps. @default none */
  readonly mapRuns?: readonly MapRunDescription[];
}

/** Visits of one state by what is told of all of them: a Map has an item that failed, or it has none. */
const WORST: readonly StateVisit['status'][] = ['FAILED', 'WAITING', 'ABORTED', 'CAUGHT', 'SUCCEEDED'];

/**
 * What an execution did as data that `toSvg`, `toMermaid` and `toHtml` of `drystep/render` draw over its definition: the states that it visited, what failed,
 * was caught and was retried after which delays, and the transitions that it took.
 *
 * Throws a usage error for an execution that visited a state which the definition does not have.
 *
 * @param definition a machine under test, or ASL as object or text
 * @example toSvg(orders, executionOverlay(orders, await orders.execute({ total: 40 })));
 */
export function executionOverlay(definition: string | object, execution: DrawnExecution): ExecutionOverlay {
  requireArguments('executionOverlay()', arguments, definitionNamed('the definition'), EXECUTION);
  const { status, history, mapRuns = [] } = execution;
  const machine = givenMachine(definition);
  const visits = visitsIn(history, mapRuns);
  const names = new Set(stateNames(machine));
  const foreign = visits.find(({ state }) => !names.has(state));
  if (foreign !== undefined)
    throw new UsageError(
      `executionOverlay() expected an execution of the definition, received one that visited ${JSON.stringify(foreign.state)}, which the definition does not have.`,
      'give the machine that ran it, or the definition that it had then.',
    );
  return overlayOf(machine, { status, history, mapRuns }, visits);
}

/** The same, of visits that were read before. */
export function overlayOf(
  machine: StateMachine,
  { status, history, mapRuns }: Omit<Required<DrawnExecution>, 'mapRuns'> & { readonly mapRuns: readonly ReadableMapRun[] },
  all: readonly StateVisit[],
): ExecutionOverlay {
  const visits = new Map<string, StateVisit[]>();
  for (const visit of all) addTo(visits, visit.state, visit);
  const hits: Hits = {};
  hitCounter(machine)(hits, { history, mapRuns });
  return {
    kind: 'execution',
    status,
    states: Object.fromEntries([...visits].map(([state, each]) => [state, runOf(each)])),
    transitions: Object.fromEntries(
      Object.entries(hits).flatMap(([id, count]) => (id.startsWith(TRANSITION) ? [[id.slice(TRANSITION.length), count]] : [])),
    ),
  };
}

/** Characters of a state's input or output. */
const WIDEST_DATA = 400;

const TRANSITION = 'transitions ';

function runOf(visits: readonly StateVisit[]): StateRun {
  const status = WORST.find((each) => visits.some((visit) => visit.status === each))!;
  const last = lastIn(visits.filter((visit) => visit.status === status));
  const error = last.failures.at(-1)?.error;
  return {
    status,
    visits: visits.length,
    retries: visits.reduce((sum, visit) => sum + visit.retries, 0),
    delays: visits.flatMap((visit) => visit.tries.slice(1).map(({ delay }) => delay)),
    duration: visits.reduce((sum, visit) => sum + (visit.duration ?? 0), 0),
    ...(status === 'SUCCEEDED' || error === undefined ? {} : { error }),
    data: dataText(last),
  };
}

/** What went in and came out, for whoever rests the mouse on the state. */
function dataText({ inputText, outputText }: StateVisit): string {
  const shown = (text: string | undefined) => (text === undefined ? 'none' : abridgeJson(text, WIDEST_DATA));
  return `input: ${shown(inputText)}, output: ${shown(outputText)}`;
}
