import type { AnyStateNode, JsonObject, JsonValue, StateGroup } from '../../../../src/asl';
import { type Definition, execute, type HistoryEvent, safeParse } from '../../../../src/interpreter';
import type { EnumeratedPath } from '../../../../src/testing/paths/enumerated-path';
import { followPath } from '../follow-path';
import { wantedAt } from './choice-data';
import { type Json, setAt, valueAt, withMissing, withoutTexts } from './sources';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

/** What became of a path: it went as it is named, or no data was found with which it goes (and what stopped it), or it went another way. */
export type Driven =
  | { readonly went: true }
  | { readonly went: false; readonly gap: string }
  | { readonly went: false; readonly defect: string };

/**
 * A group as a machine whose states do what they do, but for the work of tasks, Maps and Parallels: it is answered as the path says. Groups inside of them
 * have paths of their own. Undefined for what executions refuse.
 */
export function drivenMachine(group: StateGroup, source: JsonObject): Definition | undefined {
  const states = [...group.states.values()].map((node): [string, JsonObject] => [node.name, drivenState(node)]);
  const { QueryLanguage } = source;
  const parsed = safeParse({
    StartAt: group.startAt,
    States: Object.fromEntries(states),
    ...(QueryLanguage === undefined ? {} : { QueryLanguage }),
  } as JsonObject);
  return parsed.success ? parsed.definition : undefined;
}

const SHARED_FIELDS = [
  'QueryLanguage',
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Assign',
  'Output',
  'Retry',
  'Catch',
  'Next',
  'End',
];

function drivenState(node: AnyStateNode): JsonObject {
  const fields = node.fields as unknown as JsonObject;
  const language = { QueryLanguage: node.queryLanguage };
  if (node.type !== 'Task' && node.type !== 'Map' && node.type !== 'Parallel') return { ...fields, ...language };
  const own = node.type === 'Map' ? SHARED_FIELDS : [...SHARED_FIELDS, 'Parameters', 'Arguments'];
  const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => own.includes(name)));
  return { ...kept, ...language, Type: 'Task', Resource: FUNCTION };
}

/** What the execution of a path is given: its input, and what each step on it answers. */
interface Attempt {
  readonly visited: readonly string[];
  readonly status: string;
  readonly error: string | undefined;
  readonly cause: string;
  inputOf(step: number): JsonValue | undefined;
  /** Whether an expression of the state failed: its catchers take that. */
  evaluationFailed(step: number): boolean;
}

const MOST_REPAIRS = 40;
const FAILS_BY_DATA = new Set(['States.Runtime', 'States.QueryEvaluationError', 'States.ReferencePathConflict', 'States.Timeout']);

/** Looks for data by which an execution goes as a path says. */
export async function drivePath(definition: Definition, group: StateGroup, path: EnumeratedPath): Promise<Driven> {
  const { steps } = path;
  // The input, then what each step answers.
  const sources: Json[] = [{}, ...steps.map(() => ({}))];
  const attempt = async (): Promise<Attempt> => {
    const result = await execute(definition, {
      input: sources[0] as JsonValue,
      tasks: followPath(path, (_, next) => (sources[next] ?? {}) as JsonValue),
      mostEvents: 5_000,
    });
    const entered = result.history.filter((event) => event.stateEnteredEventDetails !== undefined);
    const inputs = entered.map((event: HistoryEvent) => event.stateEnteredEventDetails?.input);
    return {
      visited: entered.map((event) => event.stateEnteredEventDetails?.name ?? ''),
      status: result.status,
      error: result.error,
      cause: String(result.cause ?? ''),
      evaluationFailed: (step) => result.history.some(({ evaluationFailedEventDetails: failed }) => failed?.state === steps[step]?.state),
      inputOf: (step) => (inputs[step] === undefined ? undefined : (JSON.parse(inputs[step] as string) as JsonValue)),
    };
  };
  const matched = ({ visited }: Attempt): number => {
    const at = visited.findIndex((name, index) => steps[index]?.state !== name);
    return at === -1 ? visited.length : at;
  };
  const gone = (run: Attempt): boolean => run.status === path.end && run.visited.length === steps.length && matched(run) === steps.length;
  let run = await attempt();
  for (let repairs = 0; !gone(run); repairs++) {
    const at = matched(run) - 1;
    const node = group.states.get(steps[at]?.state ?? '') as AnyStateNode;
    const stopped = run.visited.length === at + 1 && FAILS_BY_DATA.has(String(run.error));
    if (repairs === MOST_REPAIRS) return { went: false, gap: `${node.type}: too much data is needed` };
    if (!stopped && node.type !== 'Choice' && run.evaluationFailed(at))
      return { went: false, gap: `${node.type}: a failure of its data is caught` };
    if (!stopped && node.type !== 'Choice')
      return { went: false, defect: `${path.title}: ${node.name} went to ${run.visited[at + 1]}, ${run.error} ${run.cause}` };
    const missing = stopped ? missingPlaces(run.cause) : [];
    if (missing.length > 0) {
      const before = JSON.stringify(sources);
      // What was handed on as a text has to be something with fields.
      const whole = run.inputOf(at);
      if (whole === 'text') for (let each = 0; each <= at; each++) sources[each] = withoutTexts(sources[each] as Json);
      for (let each = 0; each <= at + 1; each++)
        sources[each] = missing.reduce((data, place) => withMissing(data, place, valueFor(node)), sources[each] as Json);
      if (JSON.stringify(sources) === before) return { went: false, gap: `${node.type}: ${reasonOf(run.cause)}` };
      run = await attempt();
      continue;
    }
    if (node.type !== 'Choice') return { went: false, gap: `${node.type}: ${reasonOf(run.cause)}` };
    const wanted = await wantedAt(node, steps[at] as never, run.inputOf(at));
    if (wanted === undefined) return { went: false, gap: `Choice: ${stopped ? reasonOf(run.cause) : 'no data were found for its rule'}` };
    const better = await placed(wanted, at);
    if (better === undefined) return { went: false, gap: 'Choice: what its rule reads comes from no answer as it is' };
    run = better;
  }
  return { went: true };

  /** Puts what a Choice wants into the answer, or the input, that it comes from: the latest that makes it go further. */
  async function placed(
    wanted: readonly { readonly place: readonly string[]; readonly value: JsonValue | undefined }[],
    at: number,
  ): Promise<Attempt | undefined> {
    const kept = [...sources];
    for (let each = at; each >= 0; each--) {
      for (let skip = 0; skip < Math.max(...wanted.map(({ place }) => place.length)); skip++) {
        for (const { place, value } of wanted)
          if (place.length > skip) sources[each] = setAt(sources[each] as Json, place.slice(skip), value);
        const run = await attempt();
        const input = run.inputOf(at);
        const arrived = wanted.every(({ place, value }) => JSON.stringify(valueAt(input, place)) === JSON.stringify(value));
        if (matched(run) > at + 1 || gone(run) || (arrived && matched(run) === at + 1)) return run;
        sources.splice(0, sources.length, ...kept);
      }
    }
    return undefined;
  }
}

/** How causes name a place that was not found: behind these words, or in an expression of JSONata. */
const MISSING =
  /(?:JSONPath '|Invalid path '|'Variable': '|No results for path: |argument for the field '|reference an input value: |path ')\$((?:\.[\w-]+|\['[^']*'\]|\[\d+\])+)/g;
const READ = /\$states\.(?:input|result)((?:\.\w+|\.`[^`]+`|\[\d+\])+)/g;

/** The names of the places that a state did not find. */
function missingPlaces(cause: string): readonly (readonly string[])[] {
  const expression = /The JSONata expression '([\s\S]*?)' specified for/.exec(cause)?.[1];
  const texts = [...(expression === undefined ? cause.matchAll(MISSING) : expression.matchAll(READ))].map(([, text]) => text as string);
  return texts.map((text) => [...text.matchAll(/[^.[\]'"`$]+/g)].map(([name]) => name)).filter((names) => names.length > 0);
}

/** What a state can do something with. */
function valueFor({ type, fields }: AnyStateNode): JsonValue {
  if (type !== 'Wait') return 'text';
  return JSON.stringify(fields).includes('"Timestamp') ? '2024-01-01T00:00:00Z' : 1;
}

/** Without names and data. */
function reasonOf(cause: string): string {
  return cause
    .replace(/An error occurred while executing the state '.*?' \(entered at the event id #\d+\)\. /, '')
    .replaceAll(/'[^']*'/g, '…')
    .replaceAll(/[{[].*/g, '')
    .slice(0, 80)
    .trim();
}
