/** What to write in place of a value that JSON cannot hold, by what the language calls it. */
const OBJECTS: Readonly<Record<string, string>> = {
  Date: 'date.toISOString()',
  Map: 'Object.fromEntries(map)',
  Set: '[...set]',
  RegExp: 'its text: pattern.source',
  Error: 'what matters of it: { message: error.message }',
  ArrayBuffer: "text, such as Buffer.from(bytes).toString('base64')",
};

/**
 * What to write in place of a value that JSON cannot hold.
 *
 * @param verb what its author does with it: `answer` for a mock, `write` for an input
 */
export function jsonHint(value: unknown, verb: 'answer' | 'write'): string {
  switch (typeof value) {
    case 'undefined':
      return verb === 'answer' ? 'answer null or {} when the task gives nothing.' : 'write null, or leave it out.';
    case 'function':
      return 'call it, or give its result.';
    case 'bigint':
      return `JSON has no BigInt: ${verb} it as text, or as a number.`;
    case 'number':
      return `JSON has no such number: ${verb} null or a text.`;
    case 'symbol':
      return `${verb} a text.`;
    default:
      return objectHint(value as object, verb);
  }
}

function objectHint(value: object, verb: string): string {
  if (typeof (value as { then?: unknown }).then === 'function') return 'await it, or make the function async.';
  const name = ArrayBuffer.isView(value) ? 'ArrayBuffer' : Object.prototype.toString.call(value).slice('[object '.length, -1);
  return `${verb} ${Object.hasOwn(OBJECTS, name) ? OBJECTS[name] : 'a plain object: { ...value }'}.`;
}
