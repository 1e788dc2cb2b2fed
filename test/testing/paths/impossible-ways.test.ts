import { enumeratePaths } from '../../../src/testing';

const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';

/** A Choice, something between, and another Choice: `First?` goes to End by Default, `Second?` to A by its rule and to B by Default. */
function twoChoices(first: object, between: object, second: object, QueryLanguage = 'JSONPath') {
  return {
    QueryLanguage,
    StartAt: 'First?',
    States: {
      'First?': { Type: 'Choice', Choices: [{ ...first, Next: 'Between' }], Default: 'End' },
      Between: { Next: 'Second?', ...between },
      'Second?': { Type: 'Choice', Choices: [{ ...second, Next: 'A' }], Default: 'B' },
      A: { Type: 'Succeed' },
      B: { Type: 'Succeed' },
      End: { Type: 'Succeed' },
    },
  };
}

const RULE = '/States/Second?/Choices/0/Next';
const DEFAULT = '/States/Second?/Default';
const WAIT = { Type: 'Wait', Seconds: 1 };
const more = (value: number, Variable = '$.x') => ({ Variable, NumericGreaterThan: value });
const less = (value: number, Variable = '$.x') => ({ Variable, NumericLessThan: value });
const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION, ...fields });

const unreachable = (definition: object) => enumeratePaths(definition).unreachable;

describe('enumeratePaths: what one Choice says of the next, in JSONPath', () => {
  test.each<[string, object, object, object, readonly string[]]>([
    ['a bound that excludes the other', more(10), WAIT, less(5), [RULE]],
    ['a bound that implies the other', more(10), WAIT, more(5), [DEFAULT]],
    ['a bound that leaves both', more(10), WAIT, more(20), []],
    [
      'bounds that meet in one number',
      { Variable: '$.x', NumericGreaterThanEquals: 5 },
      WAIT,
      { Variable: '$.x', NumericLessThanEquals: 5 },
      [],
    ],
    ['one word, and another', { Variable: '$.x', StringEquals: 'A' }, WAIT, { Variable: '$.x', StringEquals: 'B' }, [RULE]],
    ['a number, and a text', more(10), WAIT, { Variable: '$.x', IsString: true }, [RULE]],
    ['a pattern that held before', { Variable: '$.x', StringMatches: 'A*' }, WAIT, { Variable: '$.x', StringMatches: 'A*' }, [DEFAULT]],
    ['a field that is not there', { Variable: '$.x', IsPresent: false }, WAIT, { Variable: '$.x', IsPresent: true }, [RULE]],
    ['all of several', { And: [more(10), more(0, '$.y')] }, WAIT, { Or: [less(5), less(0, '$.y')] }, [RULE]],
    ['one of several', { Or: [more(10), more(0, '$.y')] }, WAIT, less(5), []],
    [
      'neither of two',
      { Not: { Or: [more(10), { Variable: '$.x', NumericLessThanEquals: 10 }] } },
      WAIT,
      { Variable: '$.x', IsNumeric: true },
      [RULE],
    ],
    ['another field', more(10), WAIT, less(5, '$.y'), []],
    ['a result that goes nowhere', more(10), task({ ResultPath: null }), less(5), [RULE]],
    ['a result beside it', more(10), task({ ResultPath: '$.y' }), less(5), [RULE]],
    ['a result over it', more(10), task({ ResultPath: '$.x' }), less(5), []],
    ['a result over all', more(10), task({}), less(5), []],
    ['a result around it', more(10, '$.x.n'), task({ ResultPath: '$.x' }), less(5, '$.x.n'), []],
    ['a result within it', { Variable: '$.x', IsPresent: true }, task({ ResultPath: '$.x.n' }), { Variable: '$.x', IsPresent: false }, []],
    ['an OutputPath', more(10), { ...WAIT, OutputPath: '$.order' }, less(5), []],
    ['a constant that is written', more(10), { Type: 'Pass', Result: 3, ResultPath: '$.x' }, less(5), [DEFAULT]],
    ['a constant around it', more(10), { Type: 'Pass', Result: { x: 7 } }, less(5), [RULE]],
    ['a variable', more(10, '$v'), WAIT, less(5, '$v'), [RULE]],
    ['a variable that is assigned', more(10, '$v'), { ...WAIT, Assign: { 'v.$': '$.x' } }, less(5, '$v'), []],
    ['a variable that is assigned a constant', more(10, '$v'), { ...WAIT, Assign: { v: 3 } }, less(5, '$v'), [DEFAULT]],
    ['a variable that a result goes past', more(10, '$v'), task({}), less(5, '$v'), [RULE]],
    ['the context object', more(10, '$$.State.RetryCount'), WAIT, less(5, '$$.State.RetryCount'), []],
  ])('%s', (_, first, between, second, expected) => {
    expect(unreachable(twoChoices(first, between, second))).toEqual(expected);
  });

  test('a catcher writes its error where it says', () => {
    const caught = (ResultPath?: string | null) =>
      unreachable(
        twoChoices(
          more(10),
          task({
            Next: 'End',
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Second?', ...(ResultPath === undefined ? {} : { ResultPath }) }],
          }),
          less(5),
        ),
      );

    expect(caught()).toEqual([]);
    expect(caught('$.error')).toEqual([RULE]);
    expect(caught('$.x')).toEqual([]);
    expect(caught(null)).toEqual([RULE]);
  });

  test('what a Choice selects is not what the next one reads', () => {
    const definition = twoChoices(more(10), WAIT, less(5));
    expect(
      unreachable({ ...definition, States: { ...definition.States, 'First?': { ...definition.States['First?'], InputPath: '$.order' } } }),
    ).toEqual([]);
    expect(
      unreachable({
        ...definition,
        States: { ...definition.States, 'Second?': { ...definition.States['Second?'], InputPath: '$.order' } },
      }),
    ).toEqual([]);
  });

  test('another way that leads there leaves it possible', () => {
    const definition = twoChoices(more(10), WAIT, less(5));
    expect(
      unreachable({
        ...definition,
        States: { ...definition.States, 'First?': { ...definition.States['First?'], Default: 'Second?' }, End: undefined },
      }),
    ).toEqual([]);
  });
});

describe('enumeratePaths: what one Choice says of the next, in JSONata', () => {
  const given = (text: string) => ({ Condition: `{% ${text} %}` });
  const merged = (key: string) => ({ Output: `{% $merge([$states.input, {"${key}": $states.result}]) %}` });
  const over = given('$states.input.x > 10');
  const under = given('$states.input.x < 5');

  test.each<[string, object, object, object, readonly string[]]>([
    ['a bound that excludes the other', over, WAIT, under, [RULE]],
    ['a constant first', over, WAIT, given('5 > $states.input.x'), [RULE]],
    ['a bound that implies the other', over, WAIT, given('$states.input.x >= 10'), [DEFAULT]],
    ['one word, and a list of others', given('$states.input.x = "A"'), WAIT, given('$states.input.x in ["B", "C"]'), [RULE]],
    [
      'a list of words, and all of them',
      given('$states.input.x in ["A", "B"]'),
      WAIT,
      given('$states.input.x = "A" or $states.input.x = "B"'),
      [DEFAULT],
    ],
    [
      'equal to nothing, and different from nothing',
      given('$not($exists($states.input.x))'),
      WAIT,
      given('$states.input.x != "A"'),
      [RULE],
    ],
    ['not different, as what is absent is', given('$not($states.input.x != "A")'), WAIT, given('$states.input.x = "A"'), []],
    [
      'not over, as what is absent is behind or',
      given('$not($states.input.x > 10) or $states.input.y'),
      WAIT,
      given('$exists($states.input.x)'),
      [],
    ],
    ['a flag', given('$states.input.x'), WAIT, given('$not($states.input.x)'), [RULE]],
    ['a type', given('$type($states.input.x) = "string"'), WAIT, given('$type($states.input.x) = "number"'), [RULE]],
    ['a result that becomes the output', over, task({}), under, []],
    ['a result beside it', over, task(merged('y')), under, [RULE]],
    ['a result over it', over, task(merged('x')), under, []],
    ['a result that is dropped', over, task({ Output: '{% $states.input %}' }), under, [RULE]],
    ['another output', over, { ...WAIT, Output: '{% $states.input.order %}' }, under, []],
    ['an output with a constant', over, { ...WAIT, Output: { x: 3 } }, under, [DEFAULT]],
    ['a variable', given('$v.n > 10'), task({}), given('$v.n < 5'), [RULE]],
    ['a variable that is assigned', given('$v > 10'), { ...WAIT, Assign: { v: '{% $v - 1 %}' } }, given('$v < 5'), []],
    ['a path with a filter', given('$states.input.x[0] > 10'), WAIT, given('$states.input.x[0] < 5'), []],
    ['chance', given('$random() > 0.5'), WAIT, given('$random() < 0.1'), []],
    ['a variable of the expression', given('($x := $states.input.x; $x > 10)'), WAIT, given('($x := 1; $x < 5)'), []],
  ])('%s', (_, first, between, second, expected) => {
    expect(unreachable(twoChoices(first, between, second, 'JSONata'))).toEqual(expected);
  });

  test('a list that is merged may read otherwise behind it', () => {
    expect(unreachable(twoChoices(given('$states.input.x != 10'), task(merged('y')), given('$states.input.x = 10'), 'JSONata'))).toEqual(
      [],
    );
    expect(unreachable(twoChoices(given('$states.input.x != 10'), WAIT, given('$states.input.x = 10'), 'JSONata'))).toEqual([RULE]);
  });
});

describe('enumeratePaths: rules of one Choice', () => {
  const one = (Choices: readonly object[], QueryLanguage: string) => ({
    QueryLanguage,
    StartAt: 'Which?',
    States: {
      'Which?': { Type: 'Choice', Choices: Choices.map((rule, index) => ({ ...rule, Next: `R${index}` })), Default: 'D' },
      ...Object.fromEntries(Choices.map((_, index) => [`R${index}`, { Type: 'Succeed' }])),
      D: { Type: 'Succeed' },
    },
  });

  test('a rule that those before it leave nothing to', () => {
    const rules = [more(10), { Variable: '$.x', NumericLessThanEquals: 10 }, { Variable: '$.x', IsNumeric: true }];
    expect(unreachable(one(rules, 'JSONPath'))).toEqual(['/States/Which?/Choices/2/Next']);
  });

  test('the Default, where a condition that is neither true nor false fails the state', () => {
    const rules = [{ Condition: '{% $states.input.x > 10 %}' }, { Condition: '{% $states.input.x <= 10 %}' }];
    expect(unreachable(one(rules, 'JSONata'))).toEqual(['/States/Which?/Default']);
  });

  test('the Default stays where the place may hold something else', () => {
    expect(unreachable(one([more(10), { Variable: '$.x', NumericLessThanEquals: 10 }], 'JSONPath'))).toEqual([]);
  });

  test('a condition that draws anew may hold the second time', () => {
    const drawn = { Condition: '{% $random() > 0.5 %}' };
    expect(unreachable(one([drawn, drawn], 'JSONata'))).toEqual([]);
  });

  test('a path ends where no rule can hold and there is no Default', () => {
    const { Default: _, ...second } = twoChoices(more(10), WAIT, less(5)).States['Second?'];
    const definition = twoChoices(more(10), WAIT, less(5));
    const [group] = enumeratePaths({ ...definition, States: { ...definition.States, 'Second?': second, B: undefined } }).groups;

    expect(group?.paths.map(({ title }) => title)).toContain('First? by rule 0, Between, Second? by no rule: FAILED');
  });
});
