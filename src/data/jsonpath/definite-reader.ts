import { isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import { memberReader } from './member-reader';
import type { PathToken } from './path-token';

/** Reads one place of a document; undefined when there is none. */
export type DefiniteReader = (document: JsonValue) => JsonValue | undefined;

/** The reader of a path made of single members and indexes, the kind that runs in every state, or undefined for any other path. */
export function compileDefiniteReader(tokens: readonly PathToken[]): DefiniteReader | undefined {
  const steps: DefiniteReader[] = [];
  for (const token of tokens) {
    const [name, ...otherNames] = token.kind === 'property' ? token.names : [];
    const [index, ...otherIndexes] = token.kind === 'index' ? token.indexes : [];
    if (name !== undefined && otherNames.length === 0) steps.push(member(name));
    else if (index !== undefined && otherIndexes.length === 0) steps.push(element(index));
    else if (token.kind === 'fromEnd') steps.push(elementFromEnd(token.offset));
    else return undefined;
  }
  return join(steps);
}

function member(name: string): DefiniteReader {
  if (name in Object.prototype) {
    const read = memberReader(name);
    return (value) => (isJsonObject(value) ? read(value) : undefined);
  }
  return (value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined);
}

/** A negative index finds nothing: it does not count from the end. */
function element(index: number): DefiniteReader {
  return (value) => (Array.isArray(value) ? (value[index] as JsonValue | undefined) : undefined);
}

function elementFromEnd(offset: number): DefiniteReader {
  return (value) => (Array.isArray(value) ? (value[value.length + offset] as JsonValue | undefined) : undefined);
}

function join(steps: readonly DefiniteReader[]): DefiniteReader {
  const [first, second, third, fourth, ...more] = steps;
  if (first === undefined) return (value) => value;
  if (second === undefined) return first;
  if (third === undefined) {
    return (value) => {
      const one = first(value);
      return one === undefined ? undefined : second(one);
    };
  }
  if (fourth === undefined) {
    return (value) => {
      const one = first(value);
      const two = one === undefined ? undefined : second(one);
      return two === undefined ? undefined : third(two);
    };
  }
  if (more.length === 0) {
    return (value) => {
      const one = first(value);
      const two = one === undefined ? undefined : second(one);
      const three = two === undefined ? undefined : third(two);
      return three === undefined ? undefined : fourth(three);
    };
  }
  return (value) => {
    let current: JsonValue | undefined = value;
    for (const step of steps) {
      if (current === undefined) return undefined;
      current = step(current);
    }
    return current;
  };
}
