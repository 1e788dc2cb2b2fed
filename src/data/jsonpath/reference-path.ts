import { defineKey, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import type { ReferencePath } from '../compiled';
import { EvaluationError, ExpressionSyntaxError } from '../evaluation-error';
import { pathNotApplicable, stepNotApplicable } from './messages';
import { parseStatesPath } from './path-text';
import type { PathToken } from './path-token';

type Segment = string | number;

/** A path to write at, compiled once: single members and array indexes from `$` only. Throws {@link ExpressionSyntaxError}. */
export function compileReferencePath(text: string): ReferencePath {
  const { root, syntax, refused } = parseStatesPath(text);
  if (refused !== undefined) throw refused;
  if (root.kind !== 'input' || syntax.root !== '$') {
    throw new ExpressionSyntaxError(text, 0, `A reference path to write at must begin with "$" and a step, but was "${text}".`);
  }
  const segments = syntax.tokens.map((token) => toSegment(token, text));
  return {
    text,
    isRoot: segments.length === 0,
    insert(target, value) {
      if (segments.length > 0 && !isContainer(target)) throw new EvaluationError(CONFLICT, pathNotApplicable(text, target));
      return insertAt(target, segments, 0, value, target);
    },
    conflict(target) {
      if (!isContainer(target)) return new EvaluationError(CONFLICT, pathNotApplicable(text, target));
      return mismatch(firstMissing(target, segments), target);
    },
  };
}

const CONFLICT = 'States.ReferencePathConflict';

function isContainer(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}

function firstMissing(target: JsonValue, segments: readonly Segment[]): Segment {
  let at: JsonValue | undefined = target;
  for (const segment of segments) {
    if (typeof segment === 'number') at = Array.isArray(at) ? (at[segment] as JsonValue | undefined) : undefined;
    else at = isJsonObject(at) ? ownKey(at, segment) : undefined;
    if (at === undefined) return segment;
  }
  return segments[segments.length - 1]!;
}

function toSegment(token: PathToken, text: string): Segment {
  if (token.kind === 'property' && token.names.length === 1 && !isCall(token.names[0]!, text)) return token.names[0]!;
  if (token.kind === 'index' && token.indexes.length === 1 && token.indexes[0]! >= 0) return token.indexes[0]!;
  throw new ExpressionSyntaxError(
    text,
    undefined,
    `A reference path names one place: members and array indexes only, but "${text}" has another step.`,
  );
}

/** Jayway 2.0.0 takes `.length()` for the name of a member. AWS's guide says that no reference path may hold a function. */
function isCall(name: string, text: string): boolean {
  return /^\w+\(.*\)$/.test(name) && text.includes(`.${name}`);
}

function insertAt(target: JsonValue | undefined, segments: readonly Segment[], at: number, value: JsonValue, whole: JsonValue): JsonValue {
  if (at === segments.length) return value;
  const segment = segments[at]!;
  if (typeof segment === 'number') {
    if (!Array.isArray(target) || segment >= target.length) throw mismatch(segment, whole);
    const copy = target.slice() as JsonValue[];
    copy[segment] = insertAt(copy[segment], segments, at + 1, value, whole);
    return copy;
  }
  if (target !== undefined && !isJsonObject(target)) throw mismatch(segment, whole);
  const inner = target === undefined ? undefined : ownKey(target, segment);
  return withKey(target, segment, insertAt(inner, segments, at + 1, value, whole));
}

function withKey(target: JsonObject | undefined, key: string, value: JsonValue): JsonObject {
  // Spreading copies an own __proto__ as a key, as it is meant to; only setting one needs care.
  const copy: Record<string, JsonValue> = { ...target };
  defineKey(copy, key, value);
  return copy;
}

function mismatch(step: Segment, whole: JsonValue): EvaluationError {
  return new EvaluationError(CONFLICT, stepNotApplicable(step, whole));
}
