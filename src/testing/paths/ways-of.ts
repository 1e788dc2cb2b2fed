import { type AnyStateFields, type AnyStateNode, type Catcher, type ChoiceRule, type Retrier, stateFacts } from '../../asl';
import { takesError } from '../machine-view/takes-error';
import type { PathCause } from './enumerated-path';
import { ANY_ERROR, errorsOfFork, failsWith } from './fork-errors';
import { reachedRules } from './reached-rules';

/** A way out of a state. */
export interface PathWay {
  /** Pointer of the field that names the target; undefined where the way ends. */
  readonly transition: string | undefined;
  readonly to: string | undefined;
  readonly cause: PathCause;
}

const TIMEOUT = 'States.Timeout';
const HEARTBEAT = 'States.HeartbeatTimeout';

/** The ways out of a state that something can make it go. */
export function waysOf(node: AnyStateNode): PathWay[] {
  const { Next, Retry = [], Catch = [], Choices, Default }: AnyStateFields = node.fields;
  if (Choices !== undefined) return choiceWays(node, Choices, Default);
  const through: PathWay =
    Next === undefined || !stateFacts(node.type).takesNext
      ? { transition: undefined, to: undefined, cause: { kind: 'succeeds' } }
      : { transition: `${node.pointer}/Next`, to: Next, cause: { kind: 'succeeds' } };
  return [through, ...Catch.flatMap((catcher, index) => catchWay(node, catcher, Catch.slice(0, index), Retry, index))];
}

function choiceWays(node: AnyStateNode, rules: readonly ChoiceRule[], fallback: string | undefined): PathWay[] {
  const reached = reachedRules(rules);
  const ways: PathWay[] = rules.flatMap((rule, index) =>
    reached.rules.includes(index)
      ? [
          {
            transition: `${node.pointer}/Choices/${index}/Next`,
            to: rule.Next!,
            cause: { kind: 'chooses', holds: rule, fails: rules.slice(0, index) },
          },
        ]
      : [],
  );
  if (fallback !== undefined && reached.fallback)
    ways.push({ transition: `${node.pointer}/Default`, to: fallback, cause: { kind: 'chooses', holds: undefined, fails: rules } });
  return ways;
}

function catchWay(
  node: AnyStateNode,
  catcher: Catcher,
  before: readonly Catcher[],
  retriers: readonly Retrier[],
  index: number,
): PathWay[] {
  const error = catcher.ErrorEquals.flatMap((name) => examplesOf(name, node)).find(
    (name) => !before.some((earlier) => takesError(earlier.ErrorEquals, name)),
  );
  if (error === undefined) return [];
  const retrier = retriers.find((candidate) => takesError(candidate.ErrorEquals, error));
  const attempts = 1 + (retrier === undefined ? 0 : (retrier.MaxAttempts ?? 3));
  return [{ transition: `${node.pointer}/Catch/${index}/Next`, to: catcher.Next, cause: { kind: 'fails', error, attempts } }];
}

/** Errors that a name in ErrorEquals takes. States.Runtime cannot be caught, nor made by a task. */
function examplesOf(name: string, node: AnyStateNode): readonly string[] {
  const isFork = node.groups.length > 0;
  const any = isFork ? errorsOfFork(node) : [ANY_ERROR];
  const late = [TIMEOUT, HEARTBEAT].filter((error) => !isFork || failsWith(node, error));
  if (name === 'States.TaskFailed') return any;
  if (name === 'States.Timeout') return late;
  // What begins with `States.TaskFailed` leaves timeouts to it, where there are any.
  if (name === 'States.ALL') return timesOut(node) ? [...any, ...late.slice(0, 1)] : any;
  if (name === 'States.Runtime') return [];
  return !isFork || (name.startsWith('States.') && name !== HEARTBEAT) || failsWith(node, name) ? [name] : [];
}

/** Whether it, or a task inside of it, may take too long: by a time of its own, or since it waits for somebody. */
function timesOut(node: AnyStateNode): boolean {
  if (Object.keys(node.fields).some((field) => /^(?:Timeout|Heartbeat)Seconds/.test(field))) return true;
  return node.groups.some((group) => [...group.states.values()].some(timesOut));
}
