import { execute, testState } from 'drystep/interpreter';
import { validate } from 'drystep/validator';

const brackets = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const nested = (levels: number): object => {
  let value: object = {};
  for (let level = 1; level < levels; level++) value = { a: value };
  return value;
};
const passing = (fields: object) => ({ StartAt: 'P', States: { P: { Type: 'Pass', End: true, ...fields } } });
const giving = (expression: string) => passing({ QueryLanguage: 'JSONata', Output: `{% ${expression} %}` });

// The bounds are our own: what the service says of such data is not known, so that only the kind of error is asserted.
describe('data and expressions without end', () => {
  test.each([20_000, 1_000_000])('fail the expression that reads JSON text of %d brackets', async (levels) => {
    const input = { text: brackets(levels) };
    const quotas = { payloadBytes: false };

    const parsed = await execute(giving('$parse($states.input.text)'), { input, quotas });
    const converted = await execute(passing({ Parameters: { 'v.$': 'States.StringToJson($.text)' } }), { input, quotas });

    expect([parsed.status, parsed.error]).toEqual(['FAILED', 'States.QueryEvaluationError']);
    expect([converted.status, converted.error]).toEqual(['FAILED', 'States.Runtime']);
  });

  test.each([
    ['parentheses', `${'('.repeat(5_000)}1${')'.repeat(5_000)}`],
    ['terms of and', `true${' and true'.repeat(5_000)}`],
    ['a chain', `1${' ~> $string'.repeat(20_000)}`],
    ['arrays', `${'['.repeat(5_000)}1${']'.repeat(5_000)}`],
  ])('fail the definition: %s', async (_, expression) => {
    await expect(execute(giving(expression), { input: {} })).rejects.toThrow('The expression is nested too deeply');
    expect(validate(giving(expression), { rules: 'aws' })).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ code: 'INVALID_JSONATA_EXPRESSION', message: 'The expression is nested too deeply' }],
    });
  });

  test.each([100_000, 400_000])('fail the definition: JSON text of %d levels', async (levels) => {
    const text = `{"StartAt":"P","States":{"P":{"Type":"Pass","Result":${brackets(levels)},"End":true}}}`;

    expect(validate(text).diagnostics).toMatchObject([{ rule: 'NESTED_TOO_DEEPLY' }]);
    await expect(execute(text, { input: {} })).rejects.toThrow('expected at most 1000 levels of nesting');
  });

  test('fail as usage where they come from the test: an input, a task, a request', async () => {
    const task = { StartAt: 'T', States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } } };
    const definition = JSON.stringify({ Type: 'Pass', End: true });

    await expect(execute(passing({}), { input: nested(100_000) as never })).rejects.toThrow('nests over 500 levels');
    await expect(execute(task, { input: {}, tasks: () => nested(100_000) as never })).rejects.toThrow('nests over 500 levels');
    await expect(testState({ definition, input: brackets(100_000) })).rejects.toThrow('Invalid execution input');
  });

  test('fail the state or end with the history when states wrap their input again and again', async () => {
    const definition = {
      StartAt: 'P',
      States: {
        P: { Type: 'Pass', Parameters: { 'a.$': '$' }, Next: 'C' },
        C: { Type: 'Choice', Choices: [{ Variable: '$.z', IsPresent: true, Next: 'P' }], Default: 'P' },
      },
    };

    const { status, error, history } = await execute(definition, { input: {} });

    expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
    expect(history.at(-3)?.id).toBeGreaterThan(1_000);
  });
});
