import { defineKey, isJsonObject, type JsonValue, ownKey } from '../../asl';
import { memberReader } from './member-reader';
import { PATH_NOT_FOUND } from './path-failure';
import { guardElement, memberSink, type Place, type Step } from './path-step';

/** `.name` or `['name']`. */
export function property(place: Place, name: string, written: string | undefined): Step {
  const { next, upstreamDefinite } = place;
  const read = memberReader(name, written);
  const sink = memberSink(place);
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    const value = read(model);
    if (value !== undefined) {
      if (next === undefined) sink(value, run);
      else next(value, run);
    } else if (run.requireProperties || (next !== undefined && upstreamDefinite)) {
      throw PATH_NOT_FOUND;
    }
  };
}

/** `['a','b']` in the middle of a path: one after the other. */
export function properties({ next, upstreamDefinite }: Place, names: readonly string[]): Step {
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    for (const name of names) {
      const value = ownKey(model, name);
      if (value !== undefined) next?.(value, run);
      else if (run.requireProperties) throw PATH_NOT_FOUND;
    }
  };
}

/** `['a','b']` at the end of a path: one object of those members that there are. */
export function mergedProperties({ upstreamDefinite }: Place, names: readonly string[]): Step {
  return (model, run) => {
    if (!isJsonObject(model)) {
      if (upstreamDefinite) throw PATH_NOT_FOUND;
      return;
    }
    const merged: Record<string, JsonValue> = {};
    for (const name of names) {
      const value = ownKey(model, name);
      if (value !== undefined) defineKey(merged, name, value);
      else if (run.requireProperties) throw PATH_NOT_FOUND;
    }
    run.results.push(merged);
  };
}

/** `*`: every member of an object, every element of an array. */
export function wildcard(place: Place): Step {
  const { next } = place;
  const sink = memberSink(place);
  const element = guardElement(place);
  return (model, run) => {
    if (Array.isArray(model)) {
      for (let at = 0; at < model.length; at++) element(model[at] as JsonValue, run);
    } else if (isJsonObject(model)) {
      const keys = Object.keys(model);
      for (let at = 0; at < keys.length; at++) (next ?? sink)(model[keys[at]], run);
    }
  };
}
