import { enumeratePaths, testMachine } from 'drystep/testing';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
const DONE = { Type: 'Succeed' };
const GAVE_UP = { Type: 'Fail', Error: 'GaveUp' };

const titles = (definition: object) => enumeratePaths(definition).groups[0]?.paths.map(({ title }) => title);
const unreachable = (definition: object) => enumeratePaths(definition).unreachable;

/** Asks until it is told `DONE`, as often as the rule says. */
const polls: Record<string, (times: number) => object> = {
  'a variable, in JSONata': (times) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { runs: 0 }, Next: 'Ask' },
      Ask: { Type: 'Task', Resource: FUNCTION, Assign: { runs: '{% $runs + 1 %}' }, Output: '{% $states.result %}', Next: 'Done?' },
      'Done?': {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.status = "DONE" %}', Next: 'Done' },
          { Condition: `{% $runs >= ${times} %}`, Next: 'Give Up' },
        ],
        Default: 'Ask',
      },
      Done: DONE,
      'Give Up': GAVE_UP,
    },
  }),
  'a variable, in JSONPath': (times) => ({
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Assign: { runs: 0 }, Next: 'Ask' },
      Ask: { Type: 'Task', Resource: FUNCTION, Assign: { 'runs.$': 'States.MathAdd($runs, 1)' }, Next: 'Done?' },
      'Done?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.status', StringEquals: 'DONE', Next: 'Done' },
          { Variable: '$runs', NumericGreaterThanEquals: times, Next: 'Give Up' },
        ],
        Default: 'Ask',
      },
      Done: DONE,
      'Give Up': GAVE_UP,
    },
  }),
  'a field that states hand on': (times) => ({
    StartAt: 'Begin',
    States: {
      Begin: { Type: 'Pass', Parameters: { left: times }, Next: 'Ask' },
      Ask: { Type: 'Task', Resource: FUNCTION, ResultPath: '$.job', Next: 'Count' },
      Count: { Type: 'Pass', Parameters: { 'left.$': 'States.MathAdd($.left, -1)', 'job.$': '$.job' }, Next: 'Done?' },
      'Done?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.job.status', StringEquals: 'DONE', Next: 'Done' },
          { Variable: '$.left', NumericEquals: 0, Next: 'Give Up' },
        ],
        Default: 'Ask',
      },
      Done: DONE,
      'Give Up': GAVE_UP,
    },
  }),
};

describe.each(Object.entries(polls))('enumeratePaths: a loop that counts in %s', (_where, poll) => {
  test.each([1, 2, 5])('gives up when it has gone round %i times, as executions do', async (times) => {
    const definition = poll(times);
    const machine = testMachine(definition, 'Poll');
    machine.mock('Ask').returns({ status: 'RUNNING' });

    const { visits } = await machine.execute({});

    const ways = enumeratePaths(definition).groups[0]?.paths.map(({ steps }) => steps.map(({ state }) => state));
    expect(visits.filter(({ state }) => state === 'Ask')).toHaveLength(times);
    expect(ways?.filter((states) => states.at(-1) === 'Give Up')).toEqual([visits.map(({ state }) => state)]);
  });

  test('that goes round thousands of times is listed as if nothing counted', () => {
    expect(
      titles(poll(5_000))
        ?.find((title) => title.includes('Give Up'))
        ?.match(/Ask/g),
    ).toHaveLength(1);
  });
});

describe('enumeratePaths: data that are copied', () => {
  const twice = (between: object, second: object, QueryLanguage = 'JSONPath') => ({
    QueryLanguage,
    StartAt: 'First?',
    States: {
      'First?': {
        Type: 'Choice',
        Choices: [
          QueryLanguage === 'JSONata'
            ? { Condition: '{% $states.input.order.total > 10 %}', Next: 'Between' }
            : { Variable: '$.order.total', NumericGreaterThan: 10, Next: 'Between' },
        ],
        Default: 'End',
      },
      Between: { Type: 'Pass', ...between, Next: 'Second?' },
      'Second?': { Type: 'Choice', Choices: [{ ...second, Next: 'A' }], Default: 'B' },
      A: DONE,
      B: DONE,
      End: DONE,
    },
  });
  const RULE = '/States/Second?/Choices/0/Next';
  const under = (Variable: string) => ({ Variable, NumericLessThan: 5 });
  const given = (text: string) => ({ Condition: `{% ${text} < 5 %}` });

  test.each<[string, object, object, string, readonly string[]]>([
    ['what an InputPath selects', { InputPath: '$.order' }, under('$.total'), 'JSONPath', [RULE]],
    ['into another field', { Parameters: { sum: { 'of.$': '$.order.total' } } }, under('$.sum.of'), 'JSONPath', [RULE]],
    ['from what an InputPath selects', { InputPath: '$.order', Parameters: { 'sum.$': '$.total' } }, under('$.sum'), 'JSONPath', [RULE]],
    ['as a whole', { Parameters: { 'order.$': '$.order' }, ResultPath: '$.kept' }, under('$.kept.order.total'), 'JSONPath', [RULE]],
    ['into a variable', { Assign: { 'sum.$': '$.order.total' } }, under('$sum'), 'JSONPath', [RULE]],
    ['into a variable, with all around', { Assign: { 'all.$': '$' } }, under('$all.order.total'), 'JSONPath', [RULE]],
    [
      'what `$` of Assign is behind Parameters',
      { Parameters: { order: {} }, Assign: { 'sum.$': '$.order.total' } },
      under('$sum'),
      'JSONPath',
      [],
    ],
    ['another field', { Parameters: { 'sum.$': '$.order.weight' } }, under('$.sum'), 'JSONPath', []],
    ['into a variable', { Assign: { sum: '{% $states.input.order.total %}' } }, given('$sum'), 'JSONata', [RULE]],
    ['into a variable, with all around', { Assign: { all: '{% $states.input %}' } }, given('$all.order.total'), 'JSONata', [RULE]],
    ['into an output', { Output: { sum: { of: '{% $states.input.order.total %}' } } }, given('$states.input.sum.of'), 'JSONata', [RULE]],
    ['by an expression', { Output: '{% {"sum": $states.input.order.total} %}' }, given('$states.input.sum'), 'JSONata', [RULE]],
    ['what a function changes', { Output: '{% {"sum": $abs($states.input.order.total)} %}' }, given('$states.input.sum'), 'JSONata', []],
    [
      'into what is merged',
      { Output: '{% $merge([$states.input, {"sum": $states.input.order.total}]) %}' },
      given('$states.input.sum'),
      'JSONata',
      [RULE],
    ],
  ])('%s: %j', (_what, between, second, language, expected) => {
    expect(unreachable(twice(between, second, language))).toEqual(expected);
  });
});
