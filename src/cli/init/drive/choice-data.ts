import {
  type AnyStateFields,
  type AnyStateNode,
  type ChoiceRule,
  elementAt,
  fieldsAsJson,
  isJsonArray,
  type JsonObject,
  type JsonValue,
} from '../../../asl';
import type { Definition } from '../../../interpreter';
import { valueAt, withValue } from '../json-place';
import { type DataRead, readsIn } from './reads';

/** A value that has to stand where a Choice reads it. */
export interface ValueToDrive {
  readonly read: DataRead;
  readonly value: JsonValue | undefined;
}

const MOST_TRIES = 2_000;
const MOST_CHANGED = 3;

interface ChoiceData {
  readonly input: JsonValue | undefined;
  readonly variables: JsonObject;
}

/**
 * Data by which a Choice goes to a rule (its index) or to Default, found by trying: constants of its rules, their neighbours and values of every sort at the
 * places that they read. What a rule means is the interpreter's business alone.
 *
 * @param fixed reads that nothing can change
 */
export async function wantedAt(
  node: AnyStateNode,
  target: string,
  given: ChoiceData,
  fixed: ReadonlySet<string>,
): Promise<readonly ValueToDrive[] | undefined> {
  const { Choices: rules = [], Default }: AnyStateFields = node.fields;
  const texts = rules.flatMap((rule) => textsOf(rule as unknown as JsonObject));
  const reads = [...new Map(texts.flatMap(readsIn).map((read) => [JSON.stringify(read), read])).values()].filter(
    (read) => read.place.length + (read.variable === undefined ? 0 : 1) > 0 && !fixed.has(JSON.stringify(read)),
  );
  const values = candidates(rules, texts, node.queryLanguage === 'JSONata');
  let tries = 0;
  const fits = async (wanted: readonly ValueToDrive[]): Promise<boolean> => {
    tries++;
    return (await wayOf(node, rules, Default !== undefined, wanted.reduce(changed, given))) === target;
  };
  // The fewer places change, the better.
  const search = async (at: number, wanted: readonly ValueToDrive[], most: number): Promise<readonly ValueToDrive[] | undefined> => {
    if (tries > MOST_TRIES) return undefined;
    if (at === reads.length || most === 0) return (await fits(wanted)) ? wanted : undefined;
    const kept = await search(at + 1, wanted, most);
    if (kept !== undefined) return kept;
    const read = elementAt(reads, at);
    const now = JSON.stringify(standing(given, read));
    for (const value of values) {
      if (now === JSON.stringify(value)) continue;
      const found = await search(at + 1, [...wanted, { read, value }], most - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let most = 1; most <= Math.min(reads.length, MOST_CHANGED); most++) {
    const found = await search(0, [], most);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What stands where a Choice reads. */
export function standing({ input, variables }: ChoiceData, { variable, place }: DataRead): JsonValue | undefined {
  return valueAt(variable === undefined ? input : variables[variable], place);
}

function changed({ input, variables }: ChoiceData, { read: { variable, place }, value }: ValueToDrive): ChoiceData {
  if (variable === undefined) return { input: withValue(input ?? {}, place, value), variables };
  return { input, variables: withValue(variables, [variable, ...place], value) as JsonObject };
}

const prepared = new WeakMap<AnyStateNode, Definition>();

/** Which way a Choice goes with some data: the index of a rule, `Default`, or undefined for none. */
async function wayOf(
  node: AnyStateNode,
  rules: readonly ChoiceRule[],
  hasDefault: boolean,
  { input, variables }: ChoiceData,
): Promise<string | undefined> {
  const { execute, parse }: typeof import('../../../interpreter') = require('../../../interpreter');
  const fields = fieldsAsJson(node.fields);
  const alone = (before: JsonObject): Definition => {
    const way = (Next: string): JsonObject => ({ Next });
    const end = (name: string): readonly [string, JsonObject] => [
      name,
      node.queryLanguage === 'JSONata' ? { Type: 'Pass', Output: name, End: true } : { Type: 'Pass', Result: name, End: true },
    ];
    const names = [...rules.map((_, index) => String(index)), ...(hasDefault ? ['Default'] : [])];
    return parse({
      QueryLanguage: node.queryLanguage,
      StartAt: 'Variables',
      States: {
        Variables: { Type: 'Pass', ...before, Next: 'Choice' },
        Choice: {
          Type: 'Choice',
          ...(fields.InputPath === undefined ? {} : { InputPath: fields.InputPath }),
          Choices: (rules as unknown as readonly JsonObject[]).map(({ Assign: _, Output: __, Next: ___, ...rule }, index) => ({
            ...rule,
            ...way(String(index)),
          })),
          ...(hasDefault ? { Default: 'Default' } : {}),
        },
        ...Object.fromEntries(names.map(end)),
      },
    } as unknown as JsonObject);
  };
  const assigned = Object.keys(variables).length > 0;
  let definition = assigned ? undefined : prepared.get(node);
  try {
    definition ??= alone(assigned ? { Assign: variables } : {});
    if (!assigned) prepared.set(node, definition);
    const { output } = await execute(definition, { input: input ?? {} });
    return typeof output === 'string' ? output : undefined;
  } catch {
    // What the service would refuse cannot be gone on with.
    return undefined;
  }
}

function textsOf(rule: JsonValue): string[] {
  if (typeof rule === 'string') return [rule];
  if (isJsonArray(rule)) return rule.flatMap((each) => textsOf(each));
  if (typeof rule !== 'object' || rule === null) return [];
  return Object.entries(rule).flatMap(([name, value]) => (['Next', 'Comment', 'Assign', 'Output'].includes(name) ? [] : textsOf(value)));
}

function candidates(rules: readonly ChoiceRule[], texts: readonly string[], jsonata: boolean): readonly (JsonValue | undefined)[] {
  const constants = jsonata ? texts.flatMap(constantsInText) : rules.flatMap((rule) => constantsIn(rule as unknown as JsonValue, ''));
  const all = [
    ...[...new Set(constants)].flatMap(neighbours),
    1,
    'text',
    true,
    false,
    '2024-01-01T00:00:00Z',
    '2034-01-01T00:00:00Z',
    null,
    undefined,
    {},
    [],
    ['text'],
  ];
  return [...new Map(all.map((value) => [JSON.stringify(value), value])).values()];
}

function constantsIn(value: JsonValue, name: string): JsonValue[] {
  if (typeof value === 'string') {
    if (name === 'Variable' || name.endsWith('Path')) return [];
    return [name === 'StringMatches' ? value.replaceAll('\\', '').replaceAll('*', 'any') : value];
  }
  if (typeof value !== 'object' || value === null) return [value];
  return Object.entries(value).flatMap(([key, item]) =>
    ['Next', 'Comment', 'Assign', 'Output'].includes(key) ? [] : constantsIn(item, /^\d+$/.test(key) ? name : key),
  );
}

function constantsInText(text: string): JsonValue[] {
  const texts = [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
  const numbers = [...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  return [...texts, ...numbers];
}

function neighbours(constant: JsonValue): readonly JsonValue[] {
  if (typeof constant === 'number') return [constant, constant + 1, constant - 1];
  if (typeof constant !== 'string') return [constant];
  // What a person would call a state that nobody asks for, and what sorts behind the constant.
  return [constant, /^[A-Z_]+$/.test(constant) ? 'OTHER' : 'other', `${constant}x`];
}
