import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue, parseDefinition, pointerTokens } from '../../src/asl';
import type { Mutant } from '../../src/testing';
import { mutantsOf } from '../../src/testing/mutation/mutants-of';
import { command, folderWith } from './command';

/** So many pairs are compared: every so-and-so-many-th of all. */
const PAIRS = 100;

/** What retriers say by not saying it. */
const DEFAULTS: readonly (readonly [field: string, value: JsonValue])[] = [
  ['IntervalSeconds', 1],
  ['MaxAttempts', 3],
  ['BackoffRate', 2],
];

const root = join(__dirname, '../..');
const pairs = everyFew(definitions().flatMap((before) => mutants(before).map((mutant) => ({ before, mutant }))));

describe('drystep diff: definitions with one defect', () => {
  const folder = folderWith(
    Object.fromEntries(
      pairs.flatMap(({ before, mutant }, index) => [
        [`old/${index}.asl.json`, JSON.stringify(before)],
        [`new/${index}.asl.json`, JSON.stringify(rewritten(mutant.definition), undefined, 3)],
        [`same/${index}.asl.json`, JSON.stringify(rewritten(before), undefined, 3)],
      ]),
    ),
  );

  test('there are as many pairs as wanted, of many kinds', () => {
    expect(pairs).toHaveLength(PAIRS);
    expect(new Set(pairs.map(({ mutant }) => mutant.kind)).size).toBeGreaterThan(10);
  });

  test('each change is named, at its state and field, and nothing else is', async () => {
    const { output } = await command(['diff', 'old', 'new', '--format', 'json'], folder);
    const { machines } = JSON.parse(output) as { machines: { name: string; changes: { state: string; place: string }[] }[] };
    const named = machines.map(({ name, changes }) => [
      name,
      [...new Set(changes.map(({ state, place }) => `${state}: ${place.split('/')[0]}`))],
    ]);

    expect(Object.fromEntries(named)).toEqual(
      Object.fromEntries(pairs.map(({ mutant }, index) => [`${index}.asl.json`, [`${mutant.state}: ${fieldOf(mutant)}`]])),
    );
  });

  test('no change is reported for formatting, order, comments and defaults', async () => {
    expect(await command(['diff', 'old', 'same', '--fail-on', 'any'], folder)).toEqual({
      code: 0,
      output: `${PAIRS} state machines the same\n`,
      errors: '',
    });
  });
});

/** The definitions of our own conformance cases and examples. */
function definitions(): JsonObject[] {
  const files = ['test/conformance', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => (folder === 'examples' ? file.endsWith('.asl.json') : file.endsWith('.json')))
      .map((file) => join(root, folder, file)),
  );
  return files.sort().flatMap((file) => {
    const content = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
    const definition = (content.definition ?? content) as JsonObject;
    return parseDefinition(definition).ok ? [definition] : [];
  });
}

function mutants(definition: JsonObject): Mutant[] {
  const parsed = parseDefinition(definition);
  return parsed.ok ? mutantsOf(parsed.machine) : [];
}

function everyFew<Item>(items: readonly Item[]): Item[] {
  const step = Math.floor(items.length / PAIRS);
  return items.filter((_, index) => index % step === 0).slice(0, PAIRS);
}

/** The field of the state: what follows its name in the pointer. The older name of a Map's field is told as the newer one. */
function fieldOf({ pointer, definition }: Mutant): string {
  const tokens = pointerTokens(pointer);
  const at = tokens.lastIndexOf('States') + 2;
  const state = tokens
    .slice(0, at)
    .reduce<JsonValue | undefined>(
      (value, token) => (Array.isArray(value) ? value[Number(token)] : isJsonObject(value) ? value[token] : undefined),
      definition as JsonValue,
    );
  const field = tokens[at] as string;
  return field === 'Parameters' && isJsonObject(state) && state.Type === 'Map' ? 'ItemSelector' : field;
}

/** The same definition as somebody else would write it: keys the other way round, error names too, with comments and with defaults written out. */
function rewritten(value: JsonObject): JsonObject {
  return turned(value, '') as JsonObject;
}

function turned(value: JsonValue, key: string): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue) => turned(item, key));
    return key === 'ErrorEquals' ? items.reverse() : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]): [string, JsonValue] => [
    name,
    holdsData(name) ? member : turned(member, name),
  ]);
  const written = [...entries.reverse(), ...extras(value, key)];
  return Object.fromEntries(written.filter(([name], index) => written.findIndex(([other]) => other === name) === index));
}

function holdsData(name: string): boolean {
  return ['Result', 'Parameters', 'Arguments', 'Output', 'Assign', 'ResultSelector', 'ItemSelector', 'Items'].includes(name);
}

function extras(value: JsonObject, key: string): [string, JsonValue][] {
  if (key === 'Retry') return DEFAULTS.map(([name, fallback]) => [name, fallback]);
  return 'Type' in value && key !== 'ProcessorConfig' ? [['Comment', 'written by somebody else']] : [];
}
