import 'drystep/jest';
import { schemaOf } from '../../src/cli/explore/schema-of';
import { command, folderWith } from './command';
import { exampleOf } from './example-of';
import { orderMachine } from './order-machine';
import { runIn } from './run-in';

/** Reads what only some inputs have. */
const fragile = {
  StartAt: 'Large?',
  States: {
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Read' }], Default: 'Done' },
    Read: { Type: 'Pass', InputPath: '$.coupon', End: true },
    Done: { Type: 'Succeed' },
  },
};

describe('drystep explore', () => {
  const cwd = folderWith({
    'orders.asl.json': orderMachine,
    'fragile.asl.json': fragile,
    'total.json': { type: 'object', required: ['total'], properties: { total: { type: 'integer', minimum: 0, maximum: 500 } } },
  });
  const explore = (...given: string[]) => command(['explore', ...given], cwd);

  it('finds nothing where the laws hold, and says how much was tried', async () => {
    const { code, output } = await explore('orders.asl.json', '--seed', '1', '--runs', '30');

    expect([code, output]).toEqual([0, 'orders keeps its laws in 30 runs (seed 1)\n']);
  });

  it('finds what is not undone: an answer that nobody catches', async () => {
    const { code, output } = await explore('orders.asl.json', '--seed', '1', '--compensates', 'Charge Card=Refund Card');

    expect(code).toBe(1);
    expect(output).toContain('machine.mock("Ask Manager").fails("Unexpected", "explored");');
    expect(output).toContain('expect(execution).toHaveVisited("Refund Card");');
  });

  it('takes each --compensates as a law, also two of one state', async () => {
    const { code, output } = await explore(
      ...['orders.asl.json', '--seed', '1', '--compensates', 'Charge Card=Refund Card', '--compensates', 'Charge Card=Ask Manager'],
    );

    expect(code).toBe(1);
    expect(output).toContain('expect(execution).toHaveVisited("Refund Card");');
  });

  it('prints the smallest execution that breaks a law, as a test that fails', async () => {
    const { code, output } = await explore('fragile.asl.json', '--seed', '1', '--schema', '@total.json', '--json');
    const report = JSON.parse(output) as { holds: boolean; message: string; test: string };

    const [ran] = await runIn(cwd, report.test);

    expect(code).toBe(1);
    expect(report).toMatchObject({ machine: 'fragile', holds: false, seed: 1 });
    expect(report.message).toContain('breaks "never fails with States.Runtime"');
    // The rule reads more than 100, and the schema ends at 500.
    const total = Number(/\{"total":(\d+)\}/.exec(report.test)?.[1]);
    expect(total > 100 && total <= 500).toBe(true);
    expect(ran?.failure?.message).toContain('States.Runtime');
  });

  it('answers as a file of mocks says', async () => {
    const there = folderWith({
      'one.asl.json': {
        StartAt: 'Ask',
        States: {
          Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:ask', Next: 'Is it?' },
          'Is it?': { Type: 'Choice', Choices: [{ Variable: '$.status', StringEquals: 'ODD', Next: 'Odd' }], Default: 'Done' },
          Odd: { Type: 'Fail', Error: 'Odd' },
          Done: { Type: 'Succeed' },
        },
      },
      'odd.json': { Ask: { status: 'ODD' } },
    });
    const odd = await command(['explore', 'one.asl.json', '--never-fails', 'Odd', '--seed', '1', '--mocks', 'odd.json'], there);
    const wrong = await command(['explore', 'one.asl.json', '--case', 'odd'], there);

    expect([
      odd.code,
      odd.output.includes('it ended FAILED with Odd'),
      odd.output.includes('// The mocks go here, from odd.json.'),
    ]).toEqual([1, true, true]);
    expect([wrong.code, wrong.errors]).toEqual([
      2,
      'drystep explore: --case is a test case of a MockConfigFile. Hint: name the file with --mocks.\n',
    ]);
  });

  it('makes inputs like one by which the machine succeeds', () => {
    expect(schemaOf({ total: 101, name: 'some name', at: '2024-01-01T00:00:00Z', items: [{ ok: true }], none: null })).toEqual({
      type: 'object',
      required: ['total', 'name', 'at', 'items', 'none'],
      properties: {
        total: { type: 'integer' },
        name: { type: 'string' },
        at: { const: '2024-01-01T00:00:00Z' },
        items: { type: 'array', maxItems: 3, items: { type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } } },
        none: { const: null },
      },
    });
  });

  it.each([
    [['missing.json'], 'found no file or folder missing.json'],
    [['orders.asl.json', '--runs', 'many'], '--runs expected a whole number from 1, received "many"'],
    [['fragile.asl.json', '--compensates', 'Charge Card'], '--compensates expected two states, received "Charge Card"'],
    [['orders.asl.json', '--compensates', 'Charge Card=Refund Crad'], '--compensates: orders has no state "Refund Crad"'],
    [['fragile.asl.json', '--never-fails', 'States.Runtme'], 'States.Runtime'],
    [['orders.asl.json', '--schema', '{"type": '], '--schema is not JSON at line 1'],
    [['orders.asl.json', '--sed', '1'], 'did you mean --seed?'],
    [['orders.asl.json', 'orders', 'more'], '"more" is one argument too many'],
  ] as const)('is called wrongly with %j', async (given, message) => {
    const { code, output, errors } = await explore(...given);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('has an example in its help that works', async () => {
    expect(await command(await exampleOf('explore'), cwd)).toMatchObject({ code: 0 });
  });
});
