import { execute, type Problem, parse, safeParse, testState } from 'drystep/interpreter';
import { type ValidateOptions, validate } from 'drystep/validator';

const passing = (Output: unknown, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'E',
  States: { E: { Type: 'Pass', Output, ...more, End: true } },
});
const choosing = (Condition: string) => ({
  QueryLanguage: 'JSONata',
  StartAt: 'C',
  States: { C: { Type: 'Choice', Choices: [{ Condition, Next: 'E' }], Default: 'E' }, E: { Type: 'Pass', End: true } },
});

function problemsOf(definition: object): readonly Problem[] {
  const parsed = safeParse(definition);
  return parsed.success ? [] : parsed.problems;
}

describe('a bare name at the top level of an expression', () => {
  // Messages and locations: floci issue 2670, measured on the service.
  test.each([
    ['{% phone %}', { v: '{% phone %}' }, '/States/E/Output/v'],
    ['{% phone.number %}', { v: '{% phone.number %}' }, '/States/E/Output/v'],
    ['{% phone[0] %}', { v: '{% phone[0] %}' }, '/States/E/Output/v'],
    ['in an array', { a: { b: ['{% phone %}'] } }, '/States/E/Output/a/b[0]'],
  ])('is refused by validate and by parse: %s', (_, Output, location) => {
    const definition = passing(Output);

    const found = (options: ValidateOptions) =>
      validate(definition, options).diagnostics.map(({ severity, code, message, location: at }) => [severity, code, message, at]);
    const refused = [['ERROR', 'UNSUPPORTED_JSONATA_EXPRESSION', "Reference to 'phone' at the top level is not supported.", location]];

    expect(found({ rules: 'aws' })).toEqual(refused);
    expect(found({})).toEqual(refused);
    expect(problemsOf(definition)).toMatchObject([
      { code: 'UNSUPPORTED_JSONATA_EXPRESSION', pointer: location.replace('[0]', '/0'), stateName: 'E' },
    ]);
    expect(() => parse(definition)).toThrow("Reference to 'phone' at the top level is not supported.");
  });

  test('is found in Assign, conditions and nested states, each name once', () => {
    expect(problemsOf(passing(1, { Assign: { v: '{% aaa + bbb + aaa %}' } })).map(({ pointer, aws }) => [pointer, aws?.message])).toEqual([
      ['/States/E/Assign/v', "Reference to 'aaa' at the top level is not supported."],
      ['/States/E/Assign/v', "Reference to 'bbb' at the top level is not supported."],
    ]);
    expect(problemsOf(choosing('{% phone = 1 %}'))).toMatchObject([{ pointer: '/States/C/Choices/0/Condition' }]);
  });

  test('fails when such a machine is run, or a state of it tested', async () => {
    await expect(execute(passing('{% phone %}'), { input: {} })).rejects.toThrow('State "E" at /States/E/Output: expected an expression');
    await expect(
      testState({ definition: JSON.stringify({ Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% phone %}', End: true }), input: '{}' }),
    ).rejects.toThrow(
      "'UNSUPPORTED_JSONATA_EXPRESSION: Reference to 'phone' at the top level is not supported. at /States/StateName/Output'",
    );
  });

  test('makes `$` and `$$` no more welcome', () => {
    expect(problemsOf(passing('{% $.phone %}'))[0]?.aws?.message).toBe("Reference to '$' at the top level is not supported.");
    expect(problemsOf(passing('{% $$.phone %}'))[0]?.aws?.message).toBe("Reference to '$$' is not supported.");
  });

  test('is no reason to refuse names that have a context', () => {
    expect(problemsOf(passing({ v: '{% $states.input.items[value > 3]^(value).{"k": name} %}' }))).toEqual([]);
    expect(problemsOf({ StartAt: 'E', States: { E: { Type: 'Pass', Parameters: { v: '{% phone %}' }, End: true } } })).toEqual([]);
  });
});
