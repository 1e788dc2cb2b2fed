import { defineKey, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { memberReader } from './member-reader';
import { INVALID, MISSING, PathFailure } from './path-failure';
import { type JsonPathStep, type PathPlace, type PathRun, visit } from './path-step';
import { isPathDefinite, type PathToken, printToken } from './path-token';

type PropertyToken = Extract<PathToken, { kind: 'property' }>;

/** `.name` or `['name']`. */
export function property(place: PathPlace, token: PropertyToken): JsonPathStep {
  const { tokens, at, next } = place;
  const [name] = token.names;
  const read = memberReader(name!);
  // A member missed in the middle is told only when everything from the step before it on leads to one place.
  const mustBeThere = isPathDefinite(tokens.slice(Math.max(0, at - 1)));
  const printed = printToken(token);
  return (model, run, location) => {
    if (!isJsonObject(model)) throw notAnObject(run, printed, location);
    const value = read(model);
    if (value !== undefined) {
      if (next === undefined) run.results.push(value);
      else next(value, run, run.traced ? location + printed : '');
    } else if (next === undefined) {
      throw run.traced ? new PathFailure('missing', `No results for path: ${location}${printed}`) : MISSING;
    } else if (mustBeThere || run.requireProperties) {
      throw run.traced ? new PathFailure('missing', `Missing property in path ${location}${printed}`) : MISSING;
    }
  };
}

/** `['a','b']`: one object of those members that there are. It must be the last step. */
export function properties({ next }: PathPlace, token: PropertyToken): JsonPathStep {
  const printed = printToken(token);
  return (model, run, location) => {
    if (!isJsonObject(model)) throw notAnObject(run, printed, location);
    if (next !== undefined) {
      throw run.traced ? new PathFailure('invalid', `Multi properties can only be used as path leafs: ${location}${printed}`) : INVALID;
    }
    run.results.push(merged(model, token.names, run, location + printed));
  };
}

function merged(model: JsonObject, names: readonly string[], run: PathRun, location: string): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const name of names) {
    visit(run);
    const value = ownKey(model, name);
    if (value !== undefined) defineKey(object, name, value);
    else if (run.requireProperties) throw new PathFailure('missing', `Missing property in path ${location}`);
  }
  return object;
}

function notAnObject(run: PathRun, printed: string, location: string): PathFailure {
  return run.traced ? new PathFailure('missing', `Property ${printed} not found in path ${location}`) : MISSING;
}

/** `*`: every member of an object, every element of an array. An element in which the rest of the path misses something is left out. */
export function wildcard({ next }: PathPlace): JsonPathStep {
  return next === undefined ? everything : wildcardBefore(next);
}

/** `*` as the last step. */
function everything(model: JsonValue, run: PathRun): void {
  const values = Array.isArray(model) ? (model as readonly JsonValue[]) : isJsonObject(model) ? Object.values(model) : [];
  visit(run, values.length);
  for (let at = 0; at < values.length; at++) run.results.push(values[at]!);
}

function wildcardBefore(next: JsonPathStep): JsonPathStep {
  return (model, run, location) => {
    if (Array.isArray(model)) {
      visit(run, model.length);
      const { depth } = run.budget;
      // One try for all elements up to the next that is left out: it is dear in a loop.
      for (let at = 0; at < model.length; at++) {
        try {
          for (; at < model.length; at++) next(model[at] as JsonValue, run, run.traced ? `${location}[${at}]` : '');
        } catch (error) {
          if (run.requireProperties || !(error instanceof PathFailure) || error.kind !== 'missing') throw error;
          run.budget.depth = depth;
        }
      }
    } else if (isJsonObject(model)) {
      const keys = Object.keys(model);
      visit(run, keys.length);
      for (const key of keys) {
        next(model[key]!, run, run.traced ? `${location}['${key}']` : '');
      }
    }
  };
}
