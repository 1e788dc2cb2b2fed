import {
  defineKey,
  errorText,
  firstIn,
  inexactText,
  isJsonArray,
  type JsonValue,
  noteInexact,
  pointerTokens,
  positionOf,
  type SourcePosition,
} from '../../asl';
import { templateError } from '../template-error';
import { indentFlowEnds } from './indent-flow-ends';
import type { YamlDocument, YamlNode, YamlPackage, YamlPair } from './yaml-package';
import { inexactDigits, isBeyondJson, plainScalar } from './yaml-scalar';

/** Longer than any template that CloudFormation takes, 1 MB, and any definition, 1 MiB. The package needs seconds for a few of them. */
const LONGEST = 2 * 1024 * 1024;

/** Aliases can multiply each other: so many values no template has. */
const MOST_VALUES = 500_000;

const DEEPEST = 500;

const OPTIONS = { schema: 'failsafe', resolveKnownTags: false, uniqueKeys: false, merge: false, prettyErrors: false, logLevel: 'error' };

/** Tags of the language itself, whose values are what plain scalars are. */
const CORE = 'tag:yaml.org,2002:';

/**
 * The value of a YAML text as PyYAML and CloudFormation read it: `!Sub x` is `{ "Fn::Sub": "x" }`. What is bounded is refused, never cut. Throws a
 * TemplateError with line and column, of both places for a key that is given twice.
 *
 * @param repeated hears of keys that are given twice, of which the last counts. @default such a key is refused
 */
export function readYaml(text: string, yaml: YamlPackage, what = 'The text', repeated?: (problem: string) => void): JsonValue {
  if (text.length > LONGEST) throw yamlRefusal(what, `expected at most ${LONGEST} characters, received ${text.length}`);
  const document = documentOf(text, yaml, what);
  const [error] = document.errors;
  if (error !== undefined) throw yamlRefusal(what, `${problemOf(error)} ${placeAt(text, error.pos[0])}`);
  return jsonOf(document, { text, yaml, what, repeated });
}

/** Line and column of JSON pointers in a YAML text: of the key, or of the item; what is not written there gets the place of what is around it. */
export function positionsInYaml(text: string, pointers: readonly string[], yaml: YamlPackage): ReadonlyMap<string, SourcePosition> {
  const { contents } = documentOf(text, yaml, 'The text');
  return new Map(pointers.map((pointer) => [pointer, positionOf(text, offsetOf(contents, pointerTokens(pointer), yaml))]));
}

function offsetOf(root: YamlNode | null, segments: readonly string[], yaml: YamlPackage): number {
  let at = root?.range?.[0] ?? 0;
  let node = root;
  for (const segment of segments) {
    if (node === null) break;
    // `!Sub x` stands for `{ "Fn::Sub": "x" }`.
    if (node.tag !== undefined && (node.tag === `!${segment}` || `Fn::${node.tag.slice(1)}` === segment)) continue;
    if (yaml.isMap(node)) {
      const pair: YamlPair | undefined = (node.items as readonly YamlPair[]).find(({ key }) => String(key?.value) === segment);
      if (pair === undefined) break;
      at = pair.key?.range?.[0] ?? at;
      node = pair.value;
    } else {
      const item: YamlNode | undefined = yaml.isSeq(node) ? (node.items as readonly YamlNode[])[Number(segment)] : undefined;
      if (item === undefined) break;
      at = item.range?.[0] ?? at;
      node = item;
    }
  }
  return at;
}

/** What the package says where it runs out of stack, which is in the words of the runtime. */
const OUT_OF_STACK = /call stack|too much recursion/i;
const TOO_DEEP = `expected at most ${DEEPEST} levels, and found more`;

function problemOf({ code, message }: YamlDocument['errors'][number]): string {
  if (OUT_OF_STACK.test(message)) return TOO_DEEP;
  return code === 'MULTIPLE_DOCS' ? 'expected one document, and another begins' : firstIn(message.split('\n')).replace(/[:.]?$/, '');
}

interface YamlReading {
  readonly text: string;
  readonly yaml: YamlPackage;
  readonly what: string;
  readonly repeated: ((problem: string) => void) | undefined;
}

function documentOf(text: string, yaml: YamlPackage, what: string): YamlDocument {
  try {
    return indentFlowEnds(text, (each) => yaml.parseDocument(each, OPTIONS), yaml);
  } catch (error) {
    const text = errorText(error);
    throw yamlRefusal(what, OUT_OF_STACK.test(text) ? TOO_DEEP : text);
  }
}

function jsonOf(document: YamlDocument, { text, yaml, what, repeated }: YamlReading): JsonValue {
  let values = 0;
  const fail = (problem: string, node: YamlNode | null): Error => yamlRefusal(what, `${problem} ${placeAt(text, node?.range?.[0] ?? 0)}`);
  const read = (node: YamlNode | null, depth: number): JsonValue => {
    values += 1;
    if (values > MOST_VALUES) throw fail(`expected at most ${MOST_VALUES} values, its aliases written out included, and found more`, node);
    if (depth > DEEPEST) throw fail(TOO_DEEP, node);
    if (node === null) return null;
    return yaml.isAlias(node) ? read(targetOf(node), depth + 1) : tagged(node, depth);
  };
  const anchors = new Map<string, YamlNode>();
  const targets = new Map<YamlNode, YamlNode>();
  /** The last node before the alias that has its anchor: found once, as others may have the anchor later. */
  const targetOf = (alias: YamlNode): YamlNode => {
    const target = targets.get(alias) ?? anchors.get(String(alias.source));
    if (target === undefined) throw fail(`expected an anchor &${String(alias.source)} before its alias`, alias);
    targets.set(alias, target);
    return target;
  };
  const seen = new Set<YamlNode>();
  /** The digits of the scalar read last, where a number does not hold them. */
  let inexact: string | undefined;
  const scalar = (node: YamlNode): JsonValue => {
    const written = String(node.value ?? '');
    if (isBeyondJson(written)) throw fail(`expected a number that JSON has, received ${written}`, node);
    const value = plainScalar(written);
    const digits = typeof value === 'number' ? inexactDigits(written) : undefined;
    inexact = digits;
    return value;
  };
  const put = (container: JsonValue[] | Record<string, JsonValue>, key: string | number, node: YamlNode | null, depth: number): void => {
    inexact = undefined;
    const value = read(node, depth + 1);
    if (typeof value === 'number' && inexact !== undefined) noteInexact(container, key, inexact);
    if (Array.isArray(container)) container.push(value);
    else defineKey(container, String(key), value);
  };
  const tagged = (node: YamlNode, depth: number): JsonValue => {
    const { tag, anchor } = node;
    if (anchor !== undefined && !seen.has(node)) anchors.set(anchor, node);
    if (anchor !== undefined) seen.add(node);
    const isScalar = node.items === undefined;
    if (tag === undefined || tag === '!' || (tag.startsWith(CORE) && !isScalar)) return bare(node, depth, tag !== undefined);
    if (tag.startsWith(CORE)) {
      const kind = tag.slice(CORE.length);
      if (kind === 'str') return String(node.value ?? '');
      if (['int', 'float', 'bool', 'null'].includes(kind)) return scalar(node);
      throw fail(`expected no !!${kind}, which CloudFormation does not take`, node);
    }
    const name = tag.replace(/^!/, '');
    const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
    return { [key]: isScalar ? String(node.value ?? '') : bare(node, depth, true) };
  };
  const bare = (node: YamlNode, depth: number, isText: boolean): JsonValue => {
    if (yaml.isSeq(node)) {
      const items: JsonValue[] = [];
      for (const item of node.items as readonly YamlNode[]) put(items, items.length, item, depth);
      return items;
    }
    if (yaml.isMap(node)) return mapping(node, depth);
    return node.type === 'PLAIN' && !isText ? scalar(node) : String(node.value ?? '');
  };
  const mapping = (node: YamlNode, depth: number): JsonValue => {
    const target: Record<string, JsonValue> = {};
    const places = new Map<string, YamlNode | null>();
    const merged: YamlNode[] = [];
    for (const { key, value } of node.items as readonly YamlPair[]) {
      const name = keyOf(key);
      if (name === '<<' && key?.type === 'PLAIN') {
        if (value !== null) merged.push(value);
        continue;
      }
      const before = places.get(name);
      if (places.has(name)) {
        const at = [before, key].map((each) => placeAt(text, each?.range?.[0] ?? 0)).join(' and ');
        const problem = `the key ${JSON.stringify(name)} is given twice, ${at}`;
        if (repeated === undefined) throw yamlRefusal(what, problem);
        repeated(problem);
      }
      places.set(name, key);
      put(target, name, value, depth);
    }
    for (const each of merged) merge(target, read(each, depth + 1), each);
    return target;
  };
  const merge = (target: Record<string, JsonValue>, from: JsonValue, node: YamlNode): void => {
    for (const each of isJsonArray(from) ? from : [from]) {
      if (typeof each !== 'object' || each === null || Array.isArray(each)) throw fail('expected a mapping after <<', node);
      // What stands there itself goes before what is merged, and the first that is merged before the others.
      for (const [key, value] of Object.entries(each)) {
        if (Object.hasOwn(target, key)) continue;
        defineKey(target, key, value);
        const digits = inexactText(each, key);
        if (digits !== undefined) noteInexact(target, key, digits);
      }
    }
  };
  const keyOf = (key: YamlNode | null): string => {
    const node = key !== null && yaml.isAlias(key) ? targetOf(key) : key;
    if (node !== null && node.items !== undefined) throw fail('expected a text as key', key);
    return String(node?.value ?? '');
  };
  return read(document.contents, 0);
}

function yamlRefusal(what: string, problem: string): Error {
  return templateError('SOURCE_UNREADABLE', `${what} is not YAML: ${problem}.`);
}

function placeAt(text: string, offset: number): string {
  const { line, column } = positionOf(text, offset);
  return `at line ${line}, column ${column}`;
}
