import { isDeepStrictEqual } from 'node:util';
import { type AnyStateNode, drawsAnew, elementAt, fieldsAsJson, type JsonObject, objectsIn, stringsIn } from '../../asl';
import type { Change } from './mutants-of';

/**
 * Whether a change does nothing: it is about a retrier, catcher or rule that an earlier one leaves nothing to, or what it takes away does the same as what
 * comes in its place. No test could notice it.
 */
export function isEquivalent({ kind, path, value }: Change, node: AnyStateNode): boolean {
  const [list, index] = path;
  const fields = fieldsAsJson(node.fields);
  const rules = typeof list === 'string' ? objectsIn(fields[list]) : [];
  const own = typeof index === 'number' ? rules[index] : undefined;
  if ((list === 'Retry' || list === 'Catch') && typeof index === 'number' && own !== undefined) {
    if (leavesNothing(rules.slice(0, index), own)) return true;
    if (list === 'Catch' && kind === 'catcher dropped') return sameTarget(own, errorsOf(own), rules.slice(index + 1));
    if (kind === 'error dropped') {
      const name = errorsOf(own)[Number(path[3])] as string;
      const others = errorsOf(own).filter((each) => each !== name);
      // Another name of the same rule takes it as well, or an earlier rule has taken it.
      if (takes(others, name) || rules.slice(0, index).some((rule) => takes(errorsOf(rule), name))) return true;
      return list === 'Catch' && sameTarget(own, [name], rules.slice(index + 1));
    }
    // A retrier that never tries keeps others from it; where none comes behind it, nothing changes.
    if (list === 'Retry' && kind === 'retrier dropped')
      return own.MaxAttempts === 0 && !rules.slice(index + 1).some((later) => overlap(errorsOf(later), errorsOf(own)));
  }
  if (list === 'Choices' && typeof index === 'number' && own !== undefined) {
    const before = rules.slice(0, index);
    if (before.some(isTrue)) return true;
    // Where the same condition stood before, what happens if it holds is said there.
    const aboutItsWay = path.length > 2 || kind === 'rule dropped';
    if (
      aboutItsWay &&
      kind !== 'bound moved' &&
      !drawsAnew(rules[index]?.Condition) &&
      before.some((rule) => isDeepStrictEqual(conditionOf(rule), conditionOf(elementAt(rules, index))))
    )
      return true;
    if (kind === 'rule dropped') return doesAsTheRest(rules, index, fields);
  }
  if (list === 'Default' && objectsIn(fields.Choices).some(isTrue)) return true;
  return value !== undefined && path.length === 1 && isDeepStrictEqual(fields[list as string], value);
}

function errorsOf(rule: JsonObject): readonly string[] {
  return stringsIn(rule.ErrorEquals);
}

/** Whether names take an error, or all that another name takes. */
function takes(names: readonly string[], error: string): boolean {
  return names.some(
    (name) =>
      name === error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && !['States.Timeout', 'States.ALL', 'States.HeartbeatTimeout'].includes(error)) ||
      (name === 'States.Timeout' && error === 'States.HeartbeatTimeout'),
  );
}

function overlap(names: readonly string[], others: readonly string[]): boolean {
  return others.some((error) => takes(names, error)) || names.some((error) => takes(others, error));
}

function leavesNothing(before: readonly JsonObject[], rule: JsonObject): boolean {
  return errorsOf(rule).every((error) => before.some((earlier) => takes(errorsOf(earlier), error)));
}

/** Whether the errors go the same way by the catchers behind: what takes part of them only says nothing. */
function sameTarget(catcher: JsonObject, errors: readonly string[], behind: readonly JsonObject[]): boolean {
  return errors.every((error) => {
    const next = behind.find((later) => takes(errorsOf(later), error) || overlap(errorsOf(later), [error]));
    return next !== undefined && takes(errorsOf(next), error) && isDeepStrictEqual(wayOf(next), wayOf(catcher));
  });
}

function wayOf({ ErrorEquals: _, Comment: __, ...way }: JsonObject): JsonObject {
  return way;
}

/** A rule whose way all rules behind it and the Default take as well. */
function doesAsTheRest(rules: readonly JsonObject[], index: number, { Default }: JsonObject): boolean {
  const rule = elementAt(rules, index);
  const plain = ({ Assign, Output }: JsonObject): boolean => Assign === undefined && Output === undefined;
  return plain(rule) && rule.Next === Default && rules.slice(index + 1).every((later) => plain(later) && later.Next === Default);
}

const WAY = new Set(['Next', 'Assign', 'Output', 'Comment']);

function conditionOf(rule: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(rule).filter(([name]) => !WAY.has(name)));
}

/** A condition that always holds. */
function isTrue({ Condition }: JsonObject): boolean {
  return Condition === true || (typeof Condition === 'string' && /^\{%\s*true\s*%\}$/.test(Condition));
}
