import type { AnyStateNode, ChoiceRule, JsonObject, JsonValue } from '../../../../src/asl';
import { type Definition, execute, parse } from '../../../../src/interpreter';
import type { PathStep } from '../../../../src/testing/paths/enumerated-path';
import { setAt, valueAt } from './sources';

/** A value that has to stand at a place of the input. */
export interface WantedValue {
  readonly place: readonly string[];
  readonly value: JsonValue | undefined;
}

const MOST_TRIES = 3_000;

/**
 * Gives data by which a Choice goes as a step says, found by trying: constants of its rules, their neighbours and values of every sort at the places that they
 * read. What a rule means is the interpreter's business alone.
 */
export async function wantedAt(
  node: AnyStateNode,
  step: PathStep,
  given: JsonValue | undefined,
): Promise<readonly WantedValue[] | undefined> {
  const rules = (node.fields as { readonly Choices: readonly ChoiceRule[] }).Choices;
  const fields = node.fields as unknown as JsonObject;
  if (fields.InputPath !== undefined && fields.InputPath !== '$') return undefined;
  const target = step.transition?.endsWith('/Default') ? 'Default' : step.transition?.split('/').at(-2);
  const definition = alone(node, rules, fields);
  const asked = node.queryLanguage === 'JSONata' ? rules.map(askedInText) : rules.map(askedInRule);
  const places = [...new Map(asked.flatMap(({ places }) => places).map((place) => [place.join('.'), place])).values()];
  const constants = [...new Set(asked.flatMap((each) => each.constants))];
  const candidates = [
    ...constants.flatMap(neighbours),
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
  const values = [...new Map(candidates.map((value) => [JSON.stringify(value), value])).values()];
  let tries = 0;
  const input = given ?? {};
  const fits = async (wanted: readonly WantedValue[]): Promise<boolean> => {
    tries++;
    const filled = wanted.reduce<JsonValue>((data, { place, value }) => setAt(data, place, value), input);
    return (await execute(definition, { input: filled })).output === target;
  };
  // The fewer places change, the better; then all of them.
  const search = async (at: number, wanted: readonly WantedValue[], most: number): Promise<readonly WantedValue[] | undefined> => {
    if (tries > MOST_TRIES) return undefined;
    if (at === places.length || most === 0) return (await fits(wanted)) ? wanted : undefined;
    const place = places[at] as readonly string[];
    const kept = await search(at + 1, wanted, most);
    if (kept !== undefined) return kept;
    for (const value of values) {
      if (JSON.stringify(valueAt(input, place)) === JSON.stringify(value)) continue;
      const found = await search(at + 1, [...wanted, { place, value }], most - 1);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  for (let most = 1; most <= Math.min(places.length, 3); most++) {
    const found = await search(0, [], most);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The Choice as a machine that says which way it goes. */
function alone(node: AnyStateNode, rules: readonly ChoiceRule[], { Default }: JsonObject): Definition {
  const ends = [...rules.map((_, index) => String(index)), 'Default'];
  const choices = rules.map(({ Assign: _, Output: __, ...rule }, index) => ({ ...rule, Next: String(index) }));
  return parse({
    QueryLanguage: node.queryLanguage,
    StartAt: 'Choice',
    States: {
      Choice: { Type: 'Choice', Choices: choices, ...(Default === undefined ? {} : { Default: 'Default' }) },
      ...Object.fromEntries(
        ends
          .filter((name) => name !== 'Default' || Default !== undefined)
          .map((name) => [
            name,
            node.queryLanguage === 'JSONata' ? { Type: 'Pass', Output: name, End: true } : { Type: 'Pass', Result: name, End: true },
          ]),
      ),
    },
  } as unknown as JsonObject);
}

interface Asked {
  readonly places: readonly (readonly string[])[];
  readonly constants: readonly JsonValue[];
}

function askedInRule(rule: object): Asked {
  const found = Object.entries(rule).map(([name, value]): Asked => {
    if (Array.isArray(value)) return together(value.map((each) => askedInRule(each as object)));
    if (typeof value === 'object' && value !== null) return askedInRule(value);
    if (['Next', 'Comment', 'Assign', 'Output'].includes(name)) return { places: [], constants: [] };
    if (name === 'Variable' || name.endsWith('Path')) return { places: placesOf(String(value)), constants: [] };
    return {
      places: [],
      constants: [name === 'StringMatches' ? String(value).replaceAll('\\', '').replaceAll('*', 'any') : (value as JsonValue)],
    };
  });
  return together(found);
}

function placesOf(path: string): readonly (readonly string[])[] {
  return /^\$[.[]/.test(path) ? [[...path.matchAll(/[^.[\]'"$]+/g)].map(([name]) => name)] : [];
}

function askedInText({ Condition }: ChoiceRule): Asked {
  const text = String(Condition);
  const places = [...text.matchAll(/\$states\.input((?:\.\w+|\.`[^`]+`|\[\d+\])+)/g)].map(([, path]) =>
    [...(path as string).matchAll(/[^.[\]`]+/g)].map(([name]) => name),
  );
  const texts = [...text.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => double ?? single ?? '');
  const numbers = [...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));
  return { places, constants: [...texts, ...numbers] };
}

function together(several: readonly Asked[]): Asked {
  return { places: several.flatMap(({ places }) => places), constants: several.flatMap(({ constants }) => constants) };
}

function neighbours(constant: JsonValue): readonly JsonValue[] {
  if (typeof constant === 'number') return [constant, constant + 1, constant - 1];
  return typeof constant === 'string' ? [constant, `${constant}x`] : [constant];
}
