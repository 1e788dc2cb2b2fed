import type { NodeCompiler } from '../compiler';
import type { Run } from '../run';
import { append } from '../sequences';
import { isArray, isFunction, isSequence, newSequence, ownValue, type Value } from '../values';

/** `*`: the values of all fields (or items), arrays among them flattened. */
export const compileWildcard: NodeCompiler = () => (input, _frame, run) => {
  const context = isSequence(input) && input.outerWrapper ? input[0] : input;
  let found: Value[] = newSequence();
  if (typeof context !== 'object' || context === null || isFunction(context)) return found;
  run.spend(1);
  run.readList(isArray(context) ? context.length : 0);
  for (const value of isArray(context) ? context : Object.keys(context).map((key) => ownValue(context, key))) {
    // Appending makes an ordinary array of the sequence, which then no longer stands for its only item.
    if (isArray(value)) found = append(found, flatten(value, [], run)) as Value[];
    else found.push(value);
  }
  return found;
};

/** `**`: the context and everything below it, arrays left out. */
export const compileDescendant: NodeCompiler = () => (input, _frame, run) => {
  if (input === undefined) return undefined;
  const found = newSequence();
  collect(input, found, run);
  return found.length === 1 ? found[0] : found;
};

function flatten(value: Value, target: Value[], run: Run): Value[] {
  run.spend(1);
  if (isArray(value)) for (const item of value) flatten(item, target, run);
  else target.push(value);
  return target;
}

function collect(value: Value, target: Value[], run: Run): void {
  run.spend(1);
  if (!isArray(value)) target.push(value);
  run.holdItems(target.length);
  if (typeof value !== 'object' || value === null || isFunction(value)) return;
  if (isArray(value)) for (const item of value) collect(item, target, run);
  else for (const key of Object.keys(value)) collect(ownValue(value, key), target, run);
}
