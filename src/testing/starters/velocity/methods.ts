import type { VelocityValue } from './render-template';

type VelocityMethod = (receiver: never, ...parameters: VelocityValue[]) => VelocityValue;

/** Methods of Java's strings that templates use. */
const OF_TEXT: Readonly<Record<string, VelocityMethod>> = {
  length: (text: string) => text.length,
  // Java's patterns and JavaScript's agree on what templates replace.
  replaceAll: (text: string, pattern, replacement) => text.replace(new RegExp(String(pattern), 'g'), String(replacement)),
  replace: (text: string, from, to) => text.replaceAll(String(from), () => String(to)),
  substring: (text: string, from, to) => text.substring(Number(from), to === undefined ? text.length : Number(to)),
  toLowerCase: (text: string) => text.toLowerCase(),
  toUpperCase: (text: string) => text.toUpperCase(),
  trim: (text: string) => text.trim(),
  contains: (text: string, part) => text.includes(String(part)),
  startsWith: (text: string, part) => text.startsWith(String(part)),
  endsWith: (text: string, part) => text.endsWith(String(part)),
  indexOf: (text: string, part) => text.indexOf(String(part)),
  split: (text: string, pattern) => text.split(new RegExp(String(pattern))),
  isEmpty: (text: string) => text === '',
};

const OF_LIST: Readonly<Record<string, VelocityMethod>> = {
  size: (list: VelocityValue[]) => list.length,
  get: (list: VelocityValue[], index) => list[Number(index)],
  contains: (list: VelocityValue[], item) => list.includes(item),
  isEmpty: (list: VelocityValue[]) => list.length === 0,
  add: (list: VelocityValue[], item) => list.push(item) > 0,
};

const OF_MAP: Readonly<Record<string, VelocityMethod>> = {
  keySet: (map: Record<string, VelocityValue>) => ownList(Object.keys(map)),
  values: (map: Record<string, VelocityValue>) => ownList(Object.values(map)),
  get: (map: Record<string, VelocityValue>, key) => (Object.hasOwn(map, String(key)) ? map[String(key)] : undefined),
  containsKey: (map: Record<string, VelocityValue>, key) => Object.hasOwn(map, String(key)),
  size: (map: Record<string, VelocityValue>) => Object.keys(map).length,
  isEmpty: (map: Record<string, VelocityValue>) => Object.keys(map).length === 0,
  put: (map: Record<string, VelocityValue>, key, value) => {
    map[String(key)] = value;
    return value;
  },
};

const OF_ANY: Readonly<Record<string, VelocityMethod>> = {
  toString: (value: VelocityValue) => velocityText(value),
  equals: (value: VelocityValue, other) => value === other,
};

/** What a value's method does; undefined for one that it does not have. */
export function methodOf(value: VelocityValue, name: string): ((...parameters: VelocityValue[]) => VelocityValue) | undefined {
  const own =
    typeof value === 'string' ? OF_TEXT : Array.isArray(value) ? OF_LIST : typeof value === 'object' && value !== null ? OF_MAP : {};
  const method = Object.hasOwn(own, name) ? own[name] : Object.hasOwn(OF_ANY, name) ? OF_ANY[name] : undefined;
  return method === undefined ? undefined : (...parameters) => method(value as never, ...parameters);
}

/** Lists that a template made. API Gateway prints those as Java does, and lists of the request as JSON. */
const ownLists = new WeakSet<object>();

/** Remembers that a template made the list. */
export function ownList(items: VelocityValue[]): VelocityValue[] {
  ownLists.add(items);
  return items;
}

/** A value as a template prints it: `{name=Jo, tags=["a"]}` for an object, as Java has it. `$input.json` is what gives JSON. */
export function velocityText(value: VelocityValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && ownLists.has(value)) return `[${value.map(velocityText).join(', ')}]`;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value) ?? '';
  return `{${Object.entries(value)
    .map(([key, field]) => `${key}=${velocityText(field)}`)
    .join(', ')}}`;
}
