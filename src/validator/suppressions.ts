import type { JsonValue } from '../asl';
import { childPointer, isJsonObject, ownKey } from '../asl';
import type { Diagnostic } from './diagnostic';
import type { RuleContext } from './rule-context';

/** A finding that is known and accepted. */
export interface Suppression {
  /** Name of the rule. */
  readonly rule: string;
  /** Name of the state; everywhere when absent. */
  readonly state?: string;
  /** Why it is accepted: for whoever reads it next. */
  readonly reason: string;
}

interface WrittenSuppression extends Suppression {
  /** Where it is written, when that is a Comment. */
  readonly pointer: string;
  used: boolean;
}

const MARK = /drystep-ignore\b[ \t]*([A-Z_]*)[ \t]*(?::[ \t]*([^;\n]+))?/g;

/**
 * The diagnostics that no suppression accepts, and a WARNING for each suppression that is not needed or gives no reason.
 * Suppressions stand in the options, or in the `Comment` of a state or of the machine: `drystep-ignore RULE: reason`.
 * What AWS itself refuses cannot be accepted.
 */
export function suppress(
  diagnostics: readonly Diagnostic[],
  context: RuleContext,
  options: readonly Suppression[],
  refusedByAws: (diagnostic: Diagnostic) => boolean,
): Diagnostic[] {
  const names = new Map(context.states.map(({ node }) => [node.pointer, node.name]));
  const written: WrittenSuppression[] = [
    ...options.map((suppression) => ({ ...suppression, pointer: '', used: false })),
    ...commentSuppressions(context),
  ];
  const byPlace = new Map<string, WrittenSuppression[]>();
  for (const suppression of written) {
    if (suppression.reason === '') continue;
    const key = suppressionKey(suppression.rule, suppression.state);
    const known = byPlace.get(key);
    if (known) known.push(suppression);
    else byPlace.set(key, [suppression]);
  }
  const kept = diagnostics.filter((diagnostic) => {
    const state = stateAt(diagnostic.pointer, names);
    const accepted = [...(byPlace.get(suppressionKey(diagnostic.rule, undefined)) ?? [])];
    if (state !== undefined) accepted.push(...(byPlace.get(suppressionKey(diagnostic.rule, state)) ?? []));
    if (accepted.length === 0 || refusedByAws(diagnostic)) return true;
    for (const suppression of accepted) suppression.used = true;
    return false;
  });
  return [...kept, ...written.filter(({ used }) => !used).map(unused)];
}

function suppressionKey(rule: string, state: string | undefined): string {
  return JSON.stringify([rule, state]);
}

function unused({ rule, state, reason, pointer }: WrittenSuppression): Diagnostic {
  const where = state === undefined ? '' : ` in state "${state}"`;
  const message =
    reason === ''
      ? `The suppression of ${rule || 'a rule'}${where} gives no reason`
      : `The suppression of ${rule}${where} is not needed: there is no such finding, or AWS itself refuses what it finds`;
  return {
    severity: 'WARNING',
    code: 'UNUSED_SUPPRESSION',
    rule: 'UNUSED_SUPPRESSION',
    message,
    pointer,
    hint: reason === '' ? 'write it as "drystep-ignore RULE: reason"' : 'remove it',
  };
}

function commentSuppressions({ states, source }: RuleContext): WrittenSuppression[] {
  const found: WrittenSuppression[] = [];
  if (isJsonObject(source)) found.push(...marksIn(ownKey(source, 'Comment'), undefined, '/Comment'));
  for (const { node, state } of states) found.push(...marksIn(ownKey(state, 'Comment'), node.name, childPointer(node.pointer, 'Comment')));
  return found;
}

function marksIn(comment: JsonValue | undefined, state: string | undefined, pointer: string): WrittenSuppression[] {
  if (typeof comment !== 'string' || !comment.includes('drystep-ignore')) return [];
  return [...comment.matchAll(MARK)].map(([, rule = '', reason = '']) => ({
    rule,
    reason: reason.trim(),
    pointer,
    used: false,
    ...(state === undefined ? {} : { state }),
  }));
}

/** The state a place stands in: the innermost one around it. */
function stateAt(pointer: string, names: ReadonlyMap<string, string>): string | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const name = names.get(at);
    if (name !== undefined) return name;
  }
  return undefined;
}
