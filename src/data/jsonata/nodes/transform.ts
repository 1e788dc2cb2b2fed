import { apply, NativeFunction } from '../apply';
import type { NodeCompiler } from '../compiler';
import type { Evaluation } from '../evaluation';
import { INTERNAL, JsonataError } from '../jsonata-error';
import { parseSignature } from '../signature';
import type { SyntaxNode, TransformNode } from '../syntax-tree';
import { isArrayOfStrings } from '../truth';
import { isArray, isFunction, isObject, ownValue, setValue, type Value, type ValueObject } from '../values';
import { compileVariable } from './variable';

/** `| pattern | update, delete |`: a function that gives a changed copy of its argument. */
export const compileTransform: NodeCompiler<TransformNode> = (node, compiler) => {
  const pattern = compiler.guarded(node.pattern);
  const update = compiler.guarded(node.update);
  const remove = node.delete === undefined ? undefined : compiler.guarded(node.delete);
  const clone = compileVariable({ type: 'variable', value: 'clone' }, compiler);
  const signature = parseSignature('<(oa):o>');

  return (input, frame) =>
    new NativeFunction('', 1, signature, ([object], run) => {
      if (object === undefined) return undefined;
      const cloneFunction = clone(input, frame, run);
      if (!isFunction(cloneFunction)) throw new JsonataError('T2013', { position: node.position });
      const owned = new Set<Value>();
      // Copied once more, since an expression may replace $clone by a function that copies nothing.
      const copy = copyInto(apply(cloneFunction, [object], null, run), owned, run);
      const matches = pattern(copy, frame, run);
      for (const match of matches === undefined ? [] : isArray(matches) ? matches : [matches]) {
        run.spend(1);
        // A pattern may find what is not part of the copy: data that others share must not change.
        if (isObject(match) && !owned.has(match)) continue;
        const changes = update(match, frame, run);
        if (changes !== undefined) merge(match, changes, node, run);
        const keys = remove?.(match, frame, run);
        if (keys !== undefined) removeKeys(match, keys, node);
      }
      return copy;
    });
};

function copyInto(value: Value, owned: Set<Value>, run: Evaluation): Value {
  run.makeFields(1);
  if (isArray(value)) return value.map((item) => copyInto(item, owned, run));
  if (!isObject(value)) return value;
  const copy: Record<string, Value> = {};
  for (const key of Object.keys(value)) setValue(copy, key, copyInto(ownValue(value, key), owned, run));
  owned.add(copy);
  return copy;
}

// The matches are parts of the copy that this transformation has just made, so they may be changed in place.
function merge(match: Value, changes: Value, node: SyntaxNode, run: Evaluation): void {
  if (!isObject(changes)) throw new JsonataError('T2011', { position: node.update?.position, value: changes });
  run.dirty = true;
  const keys = Object.keys(changes);
  // A text or a number takes no field: the library breaks there, and gives no code.
  if (keys.length > 0 && !isObject(match) && !isArray(match) && !isFunction(match)) throw new JsonataError(INTERNAL);
  if (!isObject(match)) return;
  for (const key of keys) setValue(match as Record<string, Value>, key, ownValue(changes, key));
}

function removeKeys(match: Value, keys: Value, node: SyntaxNode): void {
  const names = isArray(keys) ? keys : [keys];
  if (!isArrayOfStrings(names)) throw new JsonataError('T2012', { position: node.delete?.position, value: keys });
  if (!isObject(match)) return;
  for (const name of names) delete (match as { -readonly [key in keyof ValueObject]: Value })[name];
}
