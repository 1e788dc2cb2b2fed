import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import type { FilterCondition } from './compile-filter';
import { memberReader } from './member-reader';
import { TOO_DEEP } from './path-failure';
import { MAXIMUM_SCAN_DEPTH } from './path-limits';
import { type JsonPathStep, type PathPlace, type PathRun, push, visit } from './path-step';
import type { PathToken } from './path-token';

/**
 * `..`: every place below, the model first. At an array that the next step may take, each element goes to the step after it:
 * so `$..[0].x` and `$..[*].x` give the `x` of every element.
 * @param accepts the condition of a filter that follows
 */
export function scan(
  { tokens, at, next = push }: PathPlace,
  afterTarget: JsonPathStep | undefined,
  accepts: FilterCondition | undefined,
): JsonPathStep {
  const target = tokens[at + 1];
  if (target?.kind === 'property' && target.names.length === 1 && tokens.length === at + 2) return scanForMember(target.names[0]!);
  const matches = accepts ?? scanPredicate(target);
  return walker((model, run, location) => {
    if (!matches(model, run)) return;
    if (!Array.isArray(model) || afterTarget === undefined) return next(model, run, location);
    visit(run, model.length);
    for (let index = 0; index < model.length; index++) {
      afterTarget(model[index] as JsonValue, run, run.traced ? `${location}[${index}]` : '');
    }
  });
}

/** `..name` at the end of a path, the scan that most people write. */
function scanForMember(name: string): JsonPathStep {
  const read = memberReader(name);
  const walk = (model: JsonValue, run: PathRun, depth: number): void => {
    if (depth > MAXIMUM_SCAN_DEPTH) throw TOO_DEEP;
    if (Array.isArray(model)) {
      visit(run, model.length);
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (typeof value === 'object' && value !== null) walk(value, run, depth + 1);
      }
    } else if (isJsonObject(model)) {
      const found = read(model);
      if (found !== undefined) run.results.push(found);
      const keys = Object.keys(model);
      visit(run, keys.length);
      for (let at = 0; at < keys.length; at++) {
        const value = model[keys[at]!];
        if (typeof value === 'object' && value !== null) walk(value, run, depth + 1);
      }
    }
  };
  return (model, run) => walk(model, run, run.budget.depth + 1);
}

/** Goes through every object and array from a place on. */
function walker(found: JsonPathStep): JsonPathStep {
  const walk: JsonPathStep = (model, run, location) => {
    const { budget } = run;
    if (++budget.depth > MAXIMUM_SCAN_DEPTH) throw TOO_DEEP;
    found(model, run, location);
    if (Array.isArray(model)) {
      visit(run, model.length);
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (typeof value === 'object' && value !== null) walk(value, run, run.traced ? `${location}[${at}]` : '');
      }
    } else {
      const keys = Object.keys(model as object);
      visit(run, keys.length);
      for (const key of keys) {
        const value = (model as Record<string, JsonValue>)[key];
        if (typeof value === 'object' && value !== null) walk(value, run, run.traced ? `${location}['${key}']` : '');
      }
    }
    budget.depth--;
  };
  return (model, run, location) => {
    if (typeof model === 'object' && model !== null) walk(model, run, location);
  };
}

function scanPredicate(target: PathToken | undefined): (model: JsonValue, run: PathRun) => boolean {
  switch (target?.kind) {
    case 'property': {
      const { names } = target;
      return (model) => isJsonObject(model) && names.every((name) => ownKey(model, name) !== undefined);
    }
    case 'index':
    case 'slice':
    case 'fromEnd':
      return (model) => Array.isArray(model);
    case 'wildcard':
      return () => true;
    default:
      return () => false;
  }
}
