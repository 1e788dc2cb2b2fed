import type { JsonObject } from '../../asl';
import type { StateVisit } from '../visits/state-visit';
import { differences } from './differences';
import type { Expectation, MatcherFinding, Tools } from './finding';
import { valueText } from './phrases';
import type { Subject } from './subject';

/** Some visit of the state gave this output. */
export const gives: Expectation<[state: string, output: unknown]> = (subject, tools, state, output) =>
  findDataMismatch(subject, tools, state, output, { noun: 'output', of: (visit) => visit.output });

/** Some visit of the state got this input. */
export const gets: Expectation<[state: string, input: unknown]> = (subject, tools, state, input) =>
  findDataMismatch(subject, tools, state, input, { noun: 'input', of: (visit) => visit.input });

/** Variables have these values, others allowed: where the execution stands at its top, or as a visit of the state could read them. */
export const knows: Expectation<[variables: Readonly<Record<string, unknown>>, state?: string]> = (subject, tools, variables, state) => {
  const part = (all: JsonObject): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.keys(variables).map((name) => [name, Object.hasOwn(all, name) ? all[name] : undefined]));
  if (state !== undefined)
    return findDataMismatch(subject, tools, state, variables, {
      noun: 'variables',
      of: (visit) => part(visit.variables),
      given: (visit) => visit.variables,
    });
  const last = subject.visits.filter((visit) => visit.branch === undefined).at(-1);
  const all = last === undefined ? {} : { ...last.variables, ...last.assigned };
  const marked = last === undefined ? [] : [last];
  const wanted = valueText(variables);
  if (tools.equals(part(all), variables))
    return { pass: true, reason: `Expected the variables not to be ${wanted}, but they were.`, marked };
  return {
    pass: false,
    reason: `Expected the variables ${wanted}, but they were ${valueText(all)}.`,
    details: differences(part(all), variables, tools),
    marked,
  };
};

interface Looked {
  readonly noun: string;
  readonly of: (visit: StateVisit) => unknown;
  /** What a failure shows. @default what is compared */
  readonly given?: (visit: StateVisit) => unknown;
}

function findDataMismatch(
  subject: Subject,
  tools: Tools,
  state: string,
  wanted: unknown,
  { noun, of, given = of }: Looked,
): MatcherFinding {
  const visits = subject.visits.filter((visit) => visit.state === state);
  const expected = `"${state}" to have the ${noun} ${valueText(wanted)}`;
  const fitting = visits.filter((visit) => tools.equals(of(visit), wanted));
  if (fitting.length > 0)
    return { pass: true, reason: `Expected ${expected.replace('to have', 'not to have')}, but it did.`, marked: fitting };
  if (visits.length === 0) return { pass: false, reason: `Expected ${expected}, but it was never visited.` };
  const [first] = visits as [StateVisit];
  const came = visits.slice(0, 3).map((visit) => (given(visit) === undefined ? 'none' : valueText(given(visit))));
  return {
    pass: false,
    reason: `Expected ${expected}, but ${noun === 'variables' ? 'they were' : 'it was'} ${came.join(', then ')}${visits.length > 3 ? ', …' : ''}.`,
    ...(visits.length === 1 && of(first) !== undefined ? { details: differences(of(first), wanted, tools) } : {}),
    marked: visits,
  };
}

/** `.not` of several variables: none of them, or not all? */
export function severalVariables([variables]: readonly unknown[]): string | undefined {
  const names = Object.keys(variables as object);
  return names.length < 2 ? undefined : `write .not.toHaveVariables({ ${names[0]}: … }) for each of ${names.join(', ')}.`;
}
