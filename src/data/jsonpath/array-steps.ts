import type { JsonValue } from '../../asl';
import { PATH_NOT_FOUND } from './path-failure';
import { guardElement, type PathRun, type Place, type Step } from './path-step';

/** True when `model` may be indexed; throws when it must be and may not. */
function isIndexable(model: JsonValue, upstreamDefinite: boolean): model is readonly JsonValue[] {
  if (Array.isArray(model)) return true;
  if (upstreamDefinite) throw PATH_NOT_FOUND;
  return false;
}

function indexed(place: Place): (model: readonly JsonValue[], index: number, run: PathRun) => void {
  const element = guardElement(place);
  const isMissing = place.documentModel === 'collections';
  return (model, index, run) => {
    const value = model[index < 0 ? model.length + index : index] as JsonValue | undefined;
    if (value !== undefined) element(value, run);
    else if (!isMissing) element(null, run);
  };
}

/** `[0]`, `[-1]`, `[0,2]`. */
export function indexes(place: Place, wanted: readonly number[]): Step {
  const visit = indexed(place);
  const { upstreamDefinite } = place;
  return (model, run) => {
    if (!isIndexable(model, upstreamDefinite)) return;
    for (const index of wanted) visit(model, index, run);
  };
}

/** `[1:]`, `[:2]`, `[1:2]`. */
export function slice(place: Place, from: number | undefined, to: number | undefined): Step {
  const visit = indexed(place);
  const { upstreamDefinite } = place;
  return (model, run) => {
    if (!isIndexable(model, upstreamDefinite)) return;
    const { length } = model;
    let start = from ?? 0;
    let end = Math.min(length, to ?? length);
    // Only an open end counts a negative bound from the end of the array; `[-2:1]` visits -2, -1 and 0, each of them counted so.
    if (to === undefined && start < 0) start = Math.max(0, length + start);
    if (from === undefined && end < 0) end = length + end;
    if (length === 0) return;
    for (let at = start; at < end; at++) visit(model, at, run);
  };
}
