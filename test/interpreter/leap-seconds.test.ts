import { execute } from '../../src/interpreter';

// RFC 3339 has the leap second 23:59:60; a clock of a computer counts it as the second after the 59th.
const leap = '2026-12-31T23:59:60Z';
const startTime = '2026-12-31T23:00:00Z';

describe('a leap second', () => {
  test.each([
    ['Timestamp', { Timestamp: leap }],
    ['TimestampPath', { TimestampPath: '$.at' }],
    ['an expression', { QueryLanguage: 'JSONata', Timestamp: '{% $states.input.at %}' }],
  ])('is waited for: %s', async (_, fields) => {
    const definition = { StartAt: 'Until', States: { Until: { Type: 'Wait', ...fields, End: true } } };
    const { history } = await execute(definition, { input: { at: leap }, startTime });

    expect(history.at(-1)?.timestamp).toEqual(new Date('2027-01-01T00:00:00Z'));
  });

  test('is compared as a time', async () => {
    const rule = { Variable: '$.at', TimestampGreaterThan: '2026-12-31T23:59:59Z', Next: 'After' };
    const definition = {
      StartAt: 'Which',
      States: {
        Which: { Type: 'Choice', Choices: [rule], Default: 'Before' },
        After: { Type: 'Pass', Result: 'after', End: true },
        Before: { Type: 'Pass', Result: 'before', End: true },
      },
    };

    expect(await execute(definition, { input: { at: leap } })).toMatchObject({ output: 'after' });
  });
});
