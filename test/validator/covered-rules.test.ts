import { validate } from '../../src/validator';

/** The pointers of the rules that are never reached. */
function unreached(choices: readonly object[], top: object = {}): string[] {
  const definition = {
    ...top,
    StartAt: 'C',
    States: { C: { Type: 'Choice', Choices: choices.map((choice) => ({ ...choice, Next: 'D' })), Default: 'D' }, D: { Type: 'Succeed' } },
  };
  return validate(definition)
    .diagnostics.filter(({ rule }) => rule === 'UNREACHABLE_CHOICE_RULE')
    .map(({ pointer }) => pointer.replace('/States/C/Choices/', ''));
}

const total = (operator: string, value: number): object => ({ Variable: '$.total', [`Numeric${operator}`]: value });

describe('UNREACHABLE_CHOICE_RULE: numbers that an earlier rule takes', () => {
  test.each<[string, readonly object[], string[]]>([
    ['over 100 after over 10', [total('GreaterThan', 10), total('GreaterThan', 100)], ['1']],
    ['over 10 after over 100', [total('GreaterThan', 100), total('GreaterThan', 10)], []],
    ['exactly 100 after over 10', [total('GreaterThan', 10), total('Equals', 100)], ['1']],
    ['exactly 10 after over 10', [total('GreaterThan', 10), total('Equals', 10)], []],
    ['exactly 10 after 10 and over', [total('GreaterThanEquals', 10), total('Equals', 10)], ['1']],
    ['over 10 after 10 and over', [total('GreaterThanEquals', 10), total('GreaterThan', 10)], ['1']],
    ['10 and over after over 10', [total('GreaterThan', 10), total('GreaterThanEquals', 10)], []],
    ['under 5 after under 10', [total('LessThan', 10), total('LessThan', 5)], ['1']],
    ['5 and under after under 10', [total('LessThan', 10), total('LessThanEquals', 5)], ['1']],
    ['under 20 after over 10', [total('GreaterThan', 10), total('LessThan', 20)], []],
    ['over 100 after exactly 100', [total('Equals', 100), total('GreaterThan', 100)], []],
    ['another place', [total('GreaterThan', 10), { Variable: '$.count', NumericGreaterThan: 100 }], []],
    ['a part of And', [{ And: [total('GreaterThan', 10), { Variable: '$.vip', BooleanEquals: true }] }, total('GreaterThan', 100)], []],
    ['the second of three', [total('LessThan', 0), total('GreaterThan', 10), total('GreaterThan', 20)], ['2']],
  ])('%s', (_, choices, expected) => {
    expect(unreached(choices)).toEqual(expected);
  });

  test('in JSONata, too', () => {
    const condition = (text: string): object => ({ Condition: `{% $states.input.total ${text} %}` });

    expect(unreached([condition('> 10'), condition('>= 100')], { QueryLanguage: 'JSONata' })).toEqual(['1']);
    expect(unreached([condition('>= 100'), condition('> 10')], { QueryLanguage: 'JSONata' })).toEqual([]);
  });
});

test('UNREACHABLE_CHOICE_RULE: a condition that draws at random may hold the second time', () => {
  const twice = (condition: string) => unreached([{ Condition: condition }, { Condition: condition }], { QueryLanguage: 'JSONata' });

  expect(twice('{% $random() > 0.5 %}')).toEqual([]);
  expect(twice('{% $states.input.randoms > 0.5 %}')).toEqual(['1']);
});
