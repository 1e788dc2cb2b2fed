import type { JsonValue } from '../../asl';
import { javaText } from './java-text';
import { INVALID, MISSING, PathFailure, UNSURE } from './path-failure';
import { type JsonPathStep, type PathPlace, type PathRun, push, visit } from './path-step';
import { printTokens } from './path-token';

type VisitItem = (model: readonly JsonValue[], index: number, run: PathRun, location: string) => void;
type ArrayStep = (model: readonly JsonValue[], run: PathRun, location: string) => void;

/** `[0]`, `[0,2]`: in the order as written. Past the end, and before the beginning, the whole path finds nothing. */
export function indexes(place: PathPlace, wanted: readonly number[]): JsonPathStep {
  const element = elementOf(place);
  return onArrays(place, (model, run, location) => {
    for (const index of wanted) element(model, index, run, location);
  });
}

/** `[(@.length-1)]`. */
export function fromEnd(place: PathPlace, offset: number): JsonPathStep {
  const element = elementOf(place);
  return onArrays(place, (model, run, location) => element(model, model.length + offset, run, location));
}

/** `[1:]`, `[:2]`, `[1:2]`. A negative bound counts from the end where it is the only one. */
export function slice(place: PathPlace, from: number | undefined, to: number | undefined): JsonPathStep {
  const element = elementOf(place);
  return onArrays(place, (model, run, location) => {
    const { length } = model;
    if (length === 0) return;
    const start = from === undefined ? 0 : to === undefined && from < 0 ? Math.max(0, length + from) : from;
    const end = to === undefined ? length : Math.min(length, from === undefined && to < 0 ? length + to : to);
    for (let at = start; at < end; at++) element(model, at, run, location);
  });
}

function elementOf({ next }: PathPlace): VisitItem {
  // As the last step, Jackson's nodes give null where lists throw; further steps fail on that null as well.
  const kind = next === undefined ? 'unsure' : 'missing';
  const outOfBounds = next === undefined ? UNSURE : MISSING;
  return (model, index, run, location) => {
    visit(run);
    const value = index < 0 ? undefined : model[index];
    const inner = run.traced ? `${location}[${index}]` : '';
    if (value === undefined) throw run.traced ? new PathFailure(kind, `Index out of bounds when evaluating path ${inner}`) : outOfBounds;
    (next ?? push)(value, run, inner);
  };
}

function onArrays({ tokens, at }: PathPlace, step: ArrayStep): JsonPathStep {
  return (model, run, location) => {
    if (Array.isArray(model)) step(model as readonly JsonValue[], run, location);
    else if (model === null) throw run.traced ? new PathFailure('missing', `The path ${location} is null`) : MISSING;
    else if (!run.traced) throw INVALID;
    else {
      const context = `Filter: ${printTokens(tokens, at)} can only be applied to arrays. Current context is: ${javaText(model)}`;
      throw new PathFailure('invalid', context);
    }
  };
}
