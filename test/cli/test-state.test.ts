import { command, folderWith } from './command';
import { exampleOf } from './example-of';

const charge = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'charge', 'Payload.$': '$.total' },
  OutputPath: '$.Payload',
  Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, MaxAttempts: 1 }],
  Catch: [{ ErrorEquals: ['Refused'], Next: 'Refund' }],
  Next: 'Refund',
};
const orders = { StartAt: 'Charge', States: { Charge: charge, Refund: { Type: 'Pass', End: true } } };

describe('drystep test-state', () => {
  const cwd = folderWith({ 'orders.asl.json': orders, 'input.json': { total: 40 }, 'broken.json': '{\n  "total": ,\n}' });
  const testState = (...given: string[]) => command(['test-state', 'orders.asl.json', ...given], cwd);

  it("answers as AWS's API does, with the result as JSON or as text", async () => {
    const mock = { result: { Payload: { receipt: 'r-1' } } };
    const one = await testState('Charge', '--input', '@input.json', '--mock', JSON.stringify({ ...mock, fieldValidationMode: 'NONE' }));
    const other = await testState('Charge', '--input', '@input.json', '--mock', JSON.stringify({ result: JSON.stringify(mock.result) }));

    expect(one).toEqual({ code: 0, errors: '', output: expect.any(String) as string });
    expect(JSON.parse(one.output)).toEqual({ status: 'SUCCEEDED', output: '{"receipt":"r-1"}', nextState: 'Refund' });
    expect(JSON.parse(other.output)).toEqual(JSON.parse(one.output));
  });

  it('exits with 1 for FAILED alone: a failure that is retried or caught is none', async () => {
    const failing = (error: string) => testState('Charge', '--input', '{"total":1}', '--mock', JSON.stringify({ errorOutput: { error } }));

    const [retried, caught, failed] = [await failing('Busy'), await failing('Refused'), await failing('Odd')];

    expect([retried.code, caught.code, failed.code]).toEqual([0, 0, 1]);
    expect(retried.output).toContain('"RETRIABLE"');
    expect(JSON.parse(caught.output)).toMatchObject({ status: 'CAUGHT_ERROR', error: 'Refused', nextState: 'Refund' });
    expect(failed.output).toContain('"FAILED"');
  });

  it('shows the data at each step, as JSON or as a table', async () => {
    const json = await testState('Refund', '--input', '{"a":12345678901234567890}', '--inspection-level', 'DEBUG');
    const table = await testState('Refund', '--input', '{"a":"\\u001b[2J"}', '--table');

    // The number is longer than JavaScript's: the API keeps its spelling, or says that it cannot.
    expect([0, 2]).toContain(json.code);
    expect(json.output + json.errors).not.toContain('12345678901234567000');
    expect(table.output).toMatch(/^Refund\n {2}input +\{/);
    expect(table.output).toContain('afterInputPath');
    expect(table.output).toMatch(/status +SUCCEEDED/);
    expect(table.output).not.toContain('\u001b');
  });

  it.each([
    [['Chrge'], 'there is no state "Chrge". Hint: did you mean "Charge"?'],
    [[], 'no state is named'],
    [['Charge', 'Card'], '"Card" is one argument too many'],
    [['Charge', '--input', '{"total":1}'], '"Charge" calls something, and nothing answers it. Hint: write --mock'],
    [['Refund', '--mock', '{"result": 1}'], 'ValidationException'],
    [['Charge', '--input', '@broken.json'], '--input: broken.json is not JSON at line 2'],
    [['Charge', '--input', '@broken.json'], 'column 12: received ",".'],
    [['Charge', '--input', '@missing.json'], '--input: found no file missing.json'],
    [['Charge', '--mock', '[1]'], '--mock expected a JSON object, received a list'],
    [['Charge', '--inspection-level', 'debig'], 'did you mean DEBUG?'],
    [['Charge', '--inputs', '{}'], 'did you mean --input?'],
    [['Charge', '--table', '--json'], 'contradict'],
  ] as const)('is called wrongly with %j', async (given, message) => {
    const { code, output, errors } = await testState(...given);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('has an example in its help that works', async () => {
    const there = folderWith({
      'orders.asl.json': { StartAt: 'Charge Card', States: { 'Charge Card': charge, Refund: orders.States.Refund } },
    });

    const { code, output } = await command(await exampleOf('test-state'), there);

    expect([code, JSON.parse(output)]).toMatchObject([0, { status: 'RETRIABLE', error: 'Busy' }]);
  });
});
