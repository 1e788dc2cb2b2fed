import type { NodeCompiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { isArray, isFunction, isSequence, newSequence, ownValue, type Value } from '../values';

/** `*`: the values of all fields (or items), arrays among them flattened. */
export const compileWildcard: NodeCompiler = () => (input, _frame, run) => {
  const context = isSequence(input) && input.outerWrapper ? input[0] : input;
  const found = newSequence();
  let joined = false;
  if (typeof context !== 'object' || context === null || isFunction(context)) return found;
  run.spend(1);
  const values = isArray(context) ? context : Object.keys(context).map((key) => ownValue(context, key));
  if (isArray(context)) run.readList(values.length);
  else run.makeFields(values.length);
  for (const value of values) {
    joined ||= isArray(value);
    flatten(value, found, run);
  }
  // Appending an array makes an ordinary one of the sequence, which then no longer stands for its only item.
  return joined ? Array.from(found) : found;
};

/** `**`: the context and everything below it, arrays left out. */
export const compileDescendant: NodeCompiler = () => (input, _frame, run) => {
  if (input === undefined) return undefined;
  const found = newSequence();
  collectDescendants(input, found, run);
  return found.length === 1 ? found[0] : found;
};

function flatten(value: Value, target: Value[], run: Evaluation): void {
  if (!isArray(value)) {
    target.push(value);
    return;
  }
  run.spend(1 + value.length);
  for (const item of value) flatten(item, target, run);
  run.holdItems(target.length);
}

function collectDescendants(value: Value, target: Value[], run: Evaluation): void {
  run.spend(2);
  if (!isArray(value)) target.push(value);
  run.holdItems(target.length);
  if (typeof value !== 'object' || value === null || isFunction(value)) return;
  if (isArray(value)) for (const item of value) collectDescendants(item, target, run);
  else for (const key of Object.keys(value)) collectDescendants(ownValue(value, key), target, run);
}
