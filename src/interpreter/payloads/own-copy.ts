import { defineKey, type JsonValue, kinds, type Parameter, refuseSurplus, requireArguments } from '../../asl';

/** A copy of JSON that shares nothing with the original: a change to one leaves the other alone. JSON has no negative zero. */
export function copyJson<Value extends JsonValue | undefined>(value: Value): Value {
  if (arguments.length > 1) refuseSurplus('copyJson()', 1, arguments);
  if (typeof value === 'number') return (value + 0) as Value;
  return (typeof value === 'object' && value !== null ? copyContainer(value) : value) as Value;
}

function copyContainer(value: object): JsonValue {
  // A copy of the whole shape first, which the engine makes in one step, then of the members that are containers themselves. A spread takes
  // the key `__proto__` for what it is; an assignment would not.
  if (Array.isArray(value)) {
    const items = value.slice() as JsonValue[];
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (typeof item === 'object' && item !== null) items[index] = copyContainer(item);
      else if (item === 0) items[index] = 0;
    }
    return items;
  }
  const copy = { ...value } as Record<string, JsonValue>;
  for (const key of Object.keys(copy)) {
    const member = copy[key];
    if (typeof member === 'object' && member !== null) {
      if (key === '__proto__') defineKey(copy, key, copyContainer(member));
      else copy[key] = copyContainer(member);
    } else if (member === 0) copy[key] = 0;
  }
  return copy;
}

const OURS: Parameter = { name: 'what is ours', kind: kinds.either('a handler or a machine', kinds.callable, kinds.anObject) };
const TRUSTED: unique symbol = Symbol.for('drystep.trustedHandler');

/** Marks a handler of our own, which changes nothing of what it is given, or a machine that no user wrote down. */
export function trusted<Ours extends object>(ours: Ours): Ours {
  requireArguments('trusted()', arguments, OURS);
  return Object.assign(ours, { [TRUSTED]: true });
}

/** Tells handlers and machines of our own. */
export function isTrusted(given: object): boolean {
  return (given as { [TRUSTED]?: true })[TRUSTED] === true;
}
