import 'drystep/jest';
import { execute, replay } from 'drystep/interpreter';
import { alwaysCompensates, explore, importMockConfig, testApp, testMachine } from 'drystep/testing';
import { validate } from 'drystep/validator';
import * as fc from 'fast-check';
import { call, chain } from './fixtures/asl';

const definition = chain({
  Route: { Type: 'Choice', Choices: [{ Variable: '$.book', BooleanEquals: true, Next: 'Book' }], Default: 'Stop' },
  Book: call('book', { Next: 'Cancel' }),
  Cancel: { Type: 'Pass', Next: 'Stop' },
  Stop: { Type: 'Fail', Error: 'Stopped' },
});
const trip = testMachine(definition, 'Trip');
trip.mock('Book').returns({});

/** A value that the types refuse. */
const wrong = (value: unknown): never => value as never;

describe('a time as text that does not begin with the year', () => {
  test.each(['01/02/2024', '5', '1-2-3', '-1', 'tomorrow 9', 'maybe 5', 'Monday, 12'])(
    'fails for %s, which is read as some day',
    (startTime) => {
      expect(() => trip.start({}, { startTime })).toThrow(
        `received "${startTime}", which does not begin with the year. Hint: write '2024-01-31T09:00:00Z'.`,
      );
    },
  );

  test.each([
    '2024-01-05',
    '2024/01/05',
    '+002024-01-05T00:00:00Z',
    '5 Jan 2024',
    'January 5, 2024',
    'Fri, 05 Jan 2024 00:00:00 GMT',
    'Fri Jan 05 2024 00:00:00 GMT+0000 (Coordinated Universal Time)',
  ])('is read where only one day is meant: %s', async (startTime) => {
    expect((await trip.execute({}, { startTime })).history[0]?.timestamp).toEqual(new Date('2024-01-05T00:00:00Z'));
  });
});

describe('time', () => {
  test('fails beyond what a Date holds, and the execution can still be moved', async () => {
    const execution = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 5 } })).start({});

    await expect(execution.advance({ days: 1e20 })).rejects.toThrow('advance() expected a duration that ends before the year 275760');

    expect(await execution.result()).toSucceed();
  });
});

describe('a source that is another thing than it looks', () => {
  test('fails for a name of nothing', () => {
    expect(() => testMachine(definition, '')).toThrow('testMachine(): expected the name of a machine, received empty text.');
  });

  test('fails for the text of a text', () => {
    expect(() => testMachine(JSON.stringify(JSON.stringify(definition)))).toThrow('Hint: leave one JSON.stringify() out.');
  });

  test('fails for a path of testApp in its own name', () => {
    expect(() => testApp('no-such-folder')).toThrow(/^testApp\(\) found no folder or file/);
  });

  test('fails for a long text with its beginning', () => {
    const error = (() => {
      try {
        return testMachine('x'.repeat(5000));
      } catch (thrown) {
        return thrown as Error;
      }
    })() as Error;

    expect(error.message.length).toBeLessThan(600);
  });

  test('fails for a machine under test where a definition is expected, with the member that is one', async () => {
    const says = 'not a machine of testMachine(), whose definition is machine.definition';

    expect(validate(wrong(trip)).diagnostics[0]?.message).toContain(says);
    await expect(execute(wrong(trip), { input: {} })).rejects.toThrow(says);
    await expect(replay(wrong(trip), (await trip.execute({})).history)).rejects.toThrow(says);
  });

  test('fails for a misspelt member of a MockConfigFile with the one that is there', () => {
    expect(() => importMockConfig(wrong({ stateMachines: {}, MockedResponses: {} }), 'A', 'T')).toThrow(
      'MockConfigFile at /stateMachines: expected "StateMachines", received "stateMachines".',
    );
  });
});

describe('what leads to a source, and is not one', () => {
  test.each<[string, unknown, string]>([
    [
      'bytes',
      Buffer.from(JSON.stringify(definition)),
      "received bytes. Hint: pass the path itself, or read text: readFileSync(path, 'utf8').",
    ],
    ['a promise', Promise.resolve(definition), 'received a promise. Hint: await it.'],
    ['a URL', new URL('file:///orders.asl.json'), 'received a URL. Hint: pass its path: fileURLToPath(url).'],
  ])('fails for %s, which would read as a definition without states', (_title, source, says) => {
    expect(() => testMachine(wrong(source))).toThrow(says);
  });
});

test('an assignment to what an execution came to fails, as one that was meant as a comparison', async () => {
  const execution: { status: string } = await trip.execute({ book: false });

  expect(() => {
    execution.status = 'SUCCEEDED';
  }).toThrow(TypeError);
  expect(execution.status).toBe('FAILED');
});

describe('an exploration that says nothing', () => {
  const laws = { properties: [alwaysCompensates('Book', 'Cancel')], seed: 1, runs: 50 };

  test('fails when no run did what is to be undone', async () => {
    await expect(explore(trip, fc.constant({ book: false }), laws)).rejects.toThrow(
      'in none of 50 runs (seed 1) did a state do work that "always compensates',
    );
  });

  test('is one that says something where a run did', async () => {
    await expect(explore(trip, fc.constant({ book: true }), laws)).resolves.toEqual({ runs: 50, seed: 1 });
  });

  test.each([
    [{ type: 'integer', minimum: 5, maximum: 1 }, 'at /minimum wants 5 or more, and at /maximum 1 or less: no data fits both.'],
    [
      { type: 'object', properties: { id: { type: 'string', minLength: 9, maxLength: 2 } } },
      'at /properties/id/minLength wants 9 or more, and at /properties/id/maxLength 2 or less',
    ],
    [{ type: 'array', minItems: 3, maxItems: 1 }, 'at /minItems wants 3 or more, and at /maxItems 1 or less'],
  ])('fails for the schema %j, which no data fit', async (schema, says) => {
    await expect(explore(trip, schema, laws)).rejects.toThrow(says);
  });
});
