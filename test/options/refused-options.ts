import { isDeepStrictEqual } from 'node:util';
import { BUILDER_CASES, BUILDERS_NOT_OPTIONS } from './builder-cases';
import { CASES as HARNESS_CASES, NOT_OPTIONS } from './cases';
import { BUILDING, HARNESS } from './entries';
import { parameterTypes, type TakenProperty } from './parameter-types';

const CASES = { ...HARNESS_CASES, ...BUILDER_CASES };

const taken = parameterTypes([...BUILDING, ...HARNESS]);
const notOptions = new Set([NOT_OPTIONS, BUILDERS_NOT_OPTIONS].flatMap((reasons) => Object.values(reasons).flat()));

/** What a call says that should have been refused. */
async function refusalOf(call: () => unknown): Promise<Error> {
  try {
    await call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was taken');
}

/** Nobody's value for an option with this type. */
function wrongValues({ takes }: TakenProperty): readonly unknown[] {
  if (takes.has('any')) return [Symbol('wrong')];
  return [
    Symbol('wrong'),
    takes.has('number') ? Number.NaN : 42.5,
    ...(takes.has('text') ? [] : ['no-such-value']),
    ...(takes.has('flag') ? [] : [true]),
  ];
}

/** A name as a hasty hand writes it: its last two letters swapped. */
function misspelt(name: string): string {
  const swapped = `${name.slice(0, -2)}${name.at(-1)}${name.at(-2)}`;
  return swapped === name ? `${name}s` : swapped;
}

const cases = taken.flatMap(({ name, properties }) => {
  const tried = CASES[name];
  return tried === undefined ? [] : [{ name, properties, tried }];
});

describe('options that are not options', () => {
  test('every object type that an entry point takes is tried here, or is not a table of options, for a reason', () => {
    const left = taken
      .filter(({ name, owner = '' }) => CASES[name] === undefined && !notOptions.has(name) && !notOptions.has(owner))
      .map(({ name, by }) => `${name}, taken by ${by}`);

    expect(left).toEqual([]);
    expect([...notOptions].filter((name) => CASES[name] !== undefined)).toEqual([]);
  });

  test('what is tried here exists', () => {
    expect(Object.keys(CASES).filter((name) => !taken.some((type) => type.name === name))).toEqual([]);
  });

  test.each(cases)('$name: fails when a name is not an option', async ({ tried }) => {
    const { message } = await refusalOf(() => tried.call({ ...tried.base, qzxvw: undefined } as never));

    expect(message).toContain('"qzxvw"');
  });

  test.each(cases)('$name: fails when a name is that of a getter of its class', async ({ tried }) => {
    class Options {
      get qzxvw(): number {
        return 1;
      }
    }
    const { message } = await refusalOf(() => tried.call(Object.assign(new Options(), tried.base) as never));

    expect(message).toContain('"qzxvw"');
  });

  test.each(cases)('$name: fails when a name is misspelt, with the nearest', async ({ tried, properties }) => {
    for (const { name } of properties) {
      const wrong = misspelt(name);
      const { message } = await refusalOf(() => tried.call({ ...tried.base, [wrong]: undefined } as never));

      expect(message).toContain(JSON.stringify(wrong));
      if (name.length > 2) expect(message).toContain(tried.lists === true ? name : JSON.stringify(name));
    }
  });

  test.each(cases)('$name: fails when a value is of another kind', async ({ tried, properties }) => {
    for (const property of properties) {
      if (tried.values?.includes(property.name)) continue;
      for (const value of wrongValues(property)) {
        const { message, name } = await refusalOf(() => tried.call({ ...tried.base, [property.name]: value } as never));

        expect(`${name}: ${message}`).toContain(property.name);
        expect(['UsageError', 'BuilderError']).toContain(name);
      }
    }
  });

  test.each(cases)('$name: fails when it is not an object', async ({ tried }) => {
    for (const value of [null, 42, 'text', [], true]) {
      if (tried.others?.some((other) => isDeepStrictEqual(other, value))) continue;
      const { name } = await refusalOf(() => tried.call(value as never));

      expect(['UsageError', 'BuilderError', 'JestAssertionError']).toContain(name);
    }
  });
});
