import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import { compileFilter } from './compile-filter';
import { memberReader } from './member-reader';
import { PathFailure } from './path-failure';
import type { PathRun, Place, Step } from './path-step';
import { isTokenDefinite, type PathToken } from './path-token';

/**
 * `..`: every place below, the model first. At an array, Jayway hands each element to the step after the next one and
 * notes the index there; only a last member step looks at the note. So `$..[0].x` works, and `$..[*].x` skips arrays.
 */
export function scan(place: Place, afterTarget: Step | undefined): Step {
  const { tokens, at, next } = place;
  const target = tokens[at + 1];
  if (target === undefined || next === undefined) {
    return () => {
      throw new PathFailure('Current path token is a leaf');
    };
  }
  if (target.kind === 'property' && target.names.length === 1 && tokens.length === at + 2) return scanForMember(target.names[0]);
  const matches = scanPredicate(target, tokens.length === at + 2);
  const walk = (model: JsonValue, run: PathRun): void => {
    if (Array.isArray(model)) {
      if (matches(model, run)) {
        if (afterTarget === undefined) next(model, run);
        else {
          run.scanned ??= [];
          for (let index = 0; index < model.length; index++) {
            run.scanned[at + 2] = index;
            afterTarget(model[index] as JsonValue, run);
          }
        }
      }
      for (const value of model as readonly JsonValue[]) {
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    } else if (isJsonObject(model)) {
      if (matches(model, run)) next(model, run);
      for (const key of Object.keys(model)) {
        const value = model[key];
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    }
  };
  return walk;
}

/** `..name` at the end of a path, the scan that most people write. */
function scanForMember(name: string): Step {
  const read = memberReader(name);
  const walk = (model: JsonValue, run: PathRun): void => {
    if (Array.isArray(model)) {
      for (let at = 0; at < model.length; at++) {
        const value = model[at] as JsonValue;
        if (typeof value === 'object' && value !== null) walk(value, run);
      }
    } else if (isJsonObject(model)) {
      const value = read(model);
      if (value !== undefined) run.results.push(value);
      for (const key of Object.keys(model)) {
        const inner = model[key];
        if (typeof inner === 'object' && inner !== null) walk(inner, run);
      }
    }
  };
  return walk;
}

function scanPredicate(target: PathToken, isLeaf: boolean): (model: JsonValue, run: PathRun) => boolean {
  switch (target.kind) {
    case 'property': {
      const { names } = target;
      if (!isTokenDefinite(target, isLeaf)) return isJsonObject;
      return (model) => isJsonObject(model) && names.every((name) => ownKey(model, name) !== undefined);
    }
    case 'index':
    case 'slice':
      return (model) => Array.isArray(model);
    case 'wildcard':
      return () => true;
    case 'filter':
      return compileFilter(target.filter);
    default:
      return () => false;
  }
}
