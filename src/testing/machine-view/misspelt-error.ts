import { type AnyStateFields, editDistance, type StateGroup, type StateMachine, WILDCARD_ERROR } from '../../asl';
import { foreignError } from '../../data';

/** The errors that a definition names: in retriers, in catchers and as constants of Fail states. */
function namedErrors(group: StateGroup, names = new Set<string>()): ReadonlySet<string> {
  for (const { fields, type, groups } of group.states.values()) {
    const { Retry = [], Catch = [], Error: error }: AnyStateFields = fields;
    for (const { ErrorEquals } of [...Retry, ...Catch]) for (const name of ErrorEquals) if (name !== WILDCARD_ERROR) names.add(name);
    if (type === 'Fail' && typeof error === 'string' && !error.startsWith('{%')) names.add(error);
    for (const inner of groups) namedErrors(inner, names);
  }
  return names;
}

/** What the tasks of a definition call; undefined where a Fail state takes its error from data, which may be any. */
function calledBy(group: StateGroup, resources: string[] = []): readonly string[] | undefined {
  for (const { fields, type, groups } of group.states.values()) {
    const { Resource, Error: error, ErrorPath }: AnyStateFields & { readonly ErrorPath?: unknown } = fields;
    if (type === 'Fail' && (ErrorPath !== undefined || (typeof error === 'string' && error.startsWith('{%')))) return undefined;
    if (type === 'Task' && typeof Resource === 'string') resources.push(Resource);
    for (const inner of groups) if (calledBy(inner, resources) === undefined) return undefined;
  }
  return resources;
}

/** The error of a service as its tasks fail with it, where a name spells the service as none of them does. */
function spelledByService(machine: StateMachine, name: string): string | undefined {
  const resources = calledBy(machine);
  return resources === undefined ? undefined : foreignError(name, resources)?.instead;
}

/** As many letters may be wrong in a name that is taken for a misspelling: errors that are alike are different errors. */
const WRONG_LETTERS = 2;
/** Names so short have others near them by chance. */
const SHORTEST = 6;

/** What was asked of a machine before: a task may fail a million times. */
const asked = new WeakMap<StateMachine, { readonly names: ReadonlySet<string>; readonly meant: Map<string, string | undefined> }>();

/**
 * The error of a definition, or of a service that it calls, that a name most likely meant; undefined when the definition names it, or nothing near it. That an execution does not end with
 * a misspelt error proves nothing. A handler may throw an error that no definition names: `Error1` and `Error2` are two errors.
 */
export function misspeltErrorOf(machine: StateMachine, name: string): string | undefined {
  const known = knownOf(machine);
  if (!known.meant.has(name))
    known.meant.set(name, known.names.has(name) ? undefined : (nearestOf(known.names, name) ?? spelledByService(machine, name)));
  return known.meant.get(name);
}

function knownOf(machine: StateMachine): { readonly names: ReadonlySet<string>; readonly meant: Map<string, string | undefined> } {
  const known = asked.get(machine) ?? { names: namedErrors(machine), meant: new Map<string, string | undefined>() };
  asked.set(machine, known);
  return known;
}

/** Whether a definition names an error: in a retrier, in a catcher or in a Fail state. */
export function namesError(machine: StateMachine, name: string): boolean {
  return knownOf(machine).names.has(name);
}

/** Whether a name is most likely a misspelling of an error that came. */
export function isMisspelt(name: string, error: string): boolean {
  return nearestOf(new Set([error]), name) !== undefined;
}

function nearestOf(names: ReadonlySet<string>, name: string): string | undefined {
  const lower = name.toLowerCase();
  const otherCase = [...names].find((each) => each.toLowerCase() === lower);
  if (otherCase !== undefined || name.length < SHORTEST) return otherCase;
  const letters = (text: string): string => text.toLowerCase().replace(/\d+/g, '');
  return [...names].find(
    (each) =>
      each.replace(/\D/g, '') === name.replace(/\D/g, '') && editDistance(letters(each), letters(name), WRONG_LETTERS + 1) <= WRONG_LETTERS,
  );
}
