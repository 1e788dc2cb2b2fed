/** Anything but undefined. */
type Present = NonNullable<unknown> | null;

/** The value of a key that was put into the map before. */
export function knownIn<Key, Value extends Present>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined) throw new Error(`Nothing is known of ${String(key)}`);
  return value;
}

/** The value of a key that the object has. */
export function memberIn<Value extends Present>(object: Readonly<Record<string, Value>>, key: string): Value {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (value === undefined) throw new Error(`An object has no key ${key}`);
  return value;
}

/** The element at a place that the list has. */
export function elementAt<Item extends Present>(list: readonly Item[], index: number): Item {
  const item = list[index];
  if (item === undefined) throw new Error(`A list of ${list.length} has no element ${index}`);
  return item;
}

/** The first element of a list that is not empty. */
export function firstIn<Item extends Present>(list: readonly Item[]): Item {
  return elementAt(list, 0);
}

/** The last element of a list that is not empty. */
export function lastIn<Item extends Present>(list: readonly Item[]): Item {
  return elementAt(list, list.length - 1);
}
