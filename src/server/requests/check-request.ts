import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, tooManyBytes } from '../../asl';
import { ServiceProblem, validationProblem } from '../service-problem';
import type { ListShape, NumberShape, RequestShape, RequestStructure, TextShape } from './shape';

/**
 * The members of a request that the service knows; others are left out, as it does. Throws SerializationException for a value of another JSON type,
 * and ValidationException for one that is missing or out of bounds: all of them in one message, each with its constraint.
 */
export function checkRequest(request: JsonObject, members: Readonly<Record<string, RequestShape>>): JsonObject {
  const violations: string[] = [];
  const taken = takeMembers(request, members, '', violations);
  if (violations.length === 0) return taken;
  const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
  throw validationProblem(`${count} detected: ${violations.join('; ')}`);
}

function takeMembers(value: JsonObject, members: Readonly<Record<string, RequestShape>>, at: string, violations: string[]): JsonObject {
  const taken: Record<string, JsonValue> = {};
  // Names are those of the model: none of them is `__proto__`.
  for (const { name, required, shape } of readMembers(members)) {
    const path = at === '' ? name : `${at}.${name}`;
    const member = ownKey(value, name) ?? null;
    if (member !== null) taken[name] = take(member, shape, path, violations);
    else if (required) violations.push(violation(null, path, 'Member must not be null'));
  }
  return taken;
}

interface ReadMember {
  readonly name: string;
  readonly required: boolean;
  readonly shape: RequestShape;
}

const READ = new WeakMap<Readonly<Record<string, RequestShape>>, readonly ReadMember[]>();

/** Members of a structure, read once. */
function readMembers(members: Readonly<Record<string, RequestShape>>): readonly ReadMember[] {
  const known = READ.get(members);
  if (known !== undefined) return known;
  const read = Object.entries(members).map(([key, shape]) => ({ name: key.replace(/^\*/, ''), required: key.startsWith('*'), shape }));
  READ.set(members, read);
  return read;
}

function take(value: JsonValue, shape: RequestShape, path: string, violations: string[]): JsonValue {
  switch (shape.kind) {
    case 'text':
      if (typeof value !== 'string') throw unreadable(value, 'a String');
      checkText(value, shape, path, violations);
      return value;
    case 'number':
      if (typeof value !== 'number') throw unreadable(value, shape.whole ? 'an Integer' : 'a Float');
      checkNumber(value, shape, path, violations);
      return shape.whole ? Math.trunc(value) : value;
    case 'boolean':
      if (typeof value !== 'boolean') throw unreadable(value, 'a Boolean');
      return value;
    case 'list':
      if (!isJsonArray(value)) throw unreadable(value, 'a List');
      return takeList(value, shape, path, violations);
    case 'structure':
      if (!isJsonObject(value)) throw unreadable(value, 'a Structure');
      return takeMembers(value, shape.members, path, violations);
  }
}

function takeList(value: readonly JsonValue[], shape: ListShape, path: string, violations: string[]): JsonValue {
  const shown = (): string => javaText(value, shape);
  if (shape.least !== undefined && value.length < shape.least) violations.push(tooShort(shown(), path, shape.least));
  if (shape.most !== undefined && value.length > shape.most) violations.push(tooLong(shown(), path, shape.most));
  return value.map((item, index) => take(item, shape.of, `${path}.${index + 1}.member`, violations));
}

function checkText(value: string, { least, most, words, pattern, secret, inBytes }: TextShape, path: string, violations: string[]): void {
  const shown = secret === true ? undefined : value;
  if (words !== undefined && !words.includes(value))
    violations.push(violation(shown, path, `Member must satisfy enum value set: [${words.join(', ')}]`));
  if (least !== undefined && value.length < least) violations.push(tooShort(shown, path, least));
  if (most !== undefined && inBytes === true) {
    if (Buffer.byteLength(value) > most) violations.push(violation(shown, path, tooManyBytes(most)));
  } else if (most !== undefined && value.length > most) violations.push(tooLong(shown, path, most));
  if (pattern !== undefined && !pattern.test(value))
    violations.push(violation(shown, path, `Member must satisfy regular expression pattern: ${pattern.source}`));
}

function checkNumber(value: number, { least, most }: NumberShape, path: string, violations: string[]): void {
  if (value < least) violations.push(violation(String(value), path, `Member must have value greater than or equal to ${least}`));
  if (most !== undefined && value > most)
    violations.push(violation(String(value), path, `Member must have value less than or equal to ${most}`));
}

function tooShort(shown: string | undefined, path: string, least: number): string {
  return violation(shown, path, `Member must have length greater than or equal to ${least}`);
}

function tooLong(shown: string | undefined, path: string, most: number): string {
  return violation(shown, path, `Member must have length less than or equal to ${most}`);
}

/** @param shown undefined: the service keeps the value to itself; null: there is none */
function violation(shown: string | undefined | null, path: string, constraint: string): string {
  const value = shown === undefined ? 'Value' : shown === null ? 'Value null' : `Value '${shown}'`;
  return `${value} at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** As the service's own classes print themselves: `[Tag(key=a, value=b)]`. */
function javaText(value: JsonValue, shape: RequestShape): string {
  if (isJsonArray(value)) return `[${(value as JsonValue[]).map((item) => javaText(item, (shape as ListShape).of)).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const { name, members } = shape as RequestStructure;
  const shown = Object.entries(members).map(([key, member]) => {
    const own = key.replace('*', '');
    return `${own}=${javaText(ownKey(value, own) ?? null, member)}`;
  });
  return `${name}(${shown.join(', ')})`;
}

/** Not recorded: the words of other clients of AWS JSON. */
function unreadable(value: JsonValue, wanted: string): ServiceProblem {
  const kind = isJsonArray(value)
    ? 'Start of list'
    : isJsonObject(value)
      ? 'Start of structure or map'
      : typeof value === 'string'
        ? 'STRING_VALUE'
        : typeof value === 'number'
          ? 'NUMBER_VALUE'
          : `${String(value).toUpperCase()}_VALUE`;
  const message = kind.startsWith('Start') ? `${kind} found where not expected.` : `${kind} can not be converted to ${wanted}`;
  return new ServiceProblem('SerializationException', message);
}
