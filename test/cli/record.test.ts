import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../src/server';
import 'drystep/jest';
import { post } from '../server/calls';
import { command, folderWith } from './command';
import { exampleOf } from './example-of';
import { runIn } from './run-in';

const examples = join(__dirname, '..', '..', 'examples', 'replay');
const billing = readFileSync(join(examples, 'billing.asl.json'), 'utf8');
const history = readFileSync(join(examples, 'history.json'), 'utf8');

describe('drystep record', () => {
  const cwd = folderWith({
    'package.json': { devDependencies: { jest: '30', typescript: '5' } },
    'billing.asl.json': billing,
    'slower.asl.json': billing.replaceAll('"Busy"', '"Late"'),
    'history.json': history,
    'running.json': { events: (JSON.parse(history) as { events: unknown[] }).events.slice(0, 6) },
  });
  const record = (...given: string[]) => command(['record', ...given], cwd);

  it('prints a test that passes, for the machine of the source', async () => {
    const { code, output, errors } = await record('--history', 'history.json', 'billing.asl.json', '--title', "it's i-7");

    expect([code, errors]).toEqual([0, '']);
    expect(output).toContain("const machine = testMachine('billing.asl.json');");
    expect(output.match(/from 'drystep\/testing'/g)).toHaveLength(1);
    expect(await runIn(cwd, output)).toEqual([{ title: "it's i-7", skipped: false, failure: undefined }]);
  });

  it('writes a file once, and again with --force alone', async () => {
    const first = await record('--history', 'history.json', 'billing.asl.json', '--output', 'test/made/i-7.test.ts');
    writeFileSync(join(cwd, 'test/made/i-7.test.ts'), 'mine');
    const second = await record('--history', 'history.json', 'billing.asl.json', '--output', 'test/made/i-7.test.ts');

    expect([first.code, first.output]).toEqual([0, 'wrote test/made/i-7.test.ts\n']);
    expect([second.code, second.errors]).toEqual([
      2,
      'drystep record: test/made/i-7.test.ts exists. Hint: --force overwrites it, --output FILE names another.\n',
    ]);
    expect(readFileSync(join(cwd, 'test/made/i-7.test.ts'), 'utf8')).toBe('mine');
    expect((await record('--history', 'history.json', 'billing.asl.json', '--output', 'test/made/i-7.test.ts', '--force')).code).toBe(0);
    expect(readFileSync(join(cwd, 'test/made/i-7.test.ts'), 'utf8')).toContain('drystep/jest');
  });

  it('exits with 1 and skips a test that comes to another end here', async () => {
    const { code, output, errors } = await record('--history', 'history.json', 'slower.asl.json', '--json');

    expect(code).toBe(1);
    expect(errors).toContain('the test is skipped');
    expect(JSON.parse(output)).toMatchObject({
      differs: expect.stringContaining('ended SUCCEEDED; here it ends FAILED') as string,
      input: { invoice: 'i-7' },
    });
  });

  it('fetches an execution with its definition from an account', async () => {
    const server = await startServer({
      machines: [join(cwd, 'billing.asl.json')],
      port: 0,
      time: 'fast',
      tasks: { Charge: { receipt: 'r-9' } },
    });
    const before = { ...process.env };
    Object.assign(process.env, server.environment, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' });
    try {
      const { body } = await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}');
      const [{ stateMachineArn }] = body.stateMachines as [{ stateMachineArn: string }];
      const started = await post(
        server.url,
        'AWSStepFunctions.StartExecution',
        JSON.stringify({ stateMachineArn, input: '{"invoice":"i-9"}' }),
      );
      const executionArn = started.body.executionArn as string;
      for (let status = 'RUNNING'; status === 'RUNNING'; )
        status = (await post(server.url, 'AWSStepFunctions.DescribeExecution', JSON.stringify({ executionArn }))).body.status as string;

      const recorded = await record('--arn', executionArn);
      const replayed = await command(['replay', executionArn, '--against', 'billing.asl.json', '--no-times'], cwd);

      expect([recorded.code, recorded.errors]).toEqual([0, '']);
      expect(recorded.output).toContain("receipt: 'r-9'");
      expect(await runIn(cwd, recorded.output)).toMatchObject([{ failure: undefined, skipped: false }]);
      expect([replayed.code, replayed.output.startsWith(`${executionArn}: matches`)]).toEqual([0, true]);
      const gone = await record('--arn', `${executionArn}x`);
      expect([gone.code, gone.errors]).toEqual([2, expect.stringContaining('AWS answered ExecutionDoesNotExist') as string]);
    } finally {
      process.env = before;
      await server.close();
    }
  });

  it.each([
    [[], 'no execution is named'],
    [['--history', 'history.json'], 'a history does not say what ran'],
    [['--history', 'history.json', '--arn', 'arn:aws:states:x:1:execution:A:b'], '--arn and --history both name an execution'],
    [['--arn', 'o-1'], '--arn expected the ARN of an execution, received "o-1"'],
    [['--history', 'running.json', 'billing.asl.json'], 'The history holds no end'],
    [['--history', 'history.json', 'billing.asl.json', '--strictness', 'dat'], 'did you mean data?'],
    [['--history', 'history.json', 'billing.asl.json', '--runner', 'mocha'], '--runner expected jest or vitest, received "mocha"'],
    [['--history', 'history.json', 'billing.asl.json', 'Orders', 'more'], '"more" is one argument too many'],
  ] as const)('is called wrongly with %j', async (given, message) => {
    const { code, output, errors } = await record(...given);

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('has an example in its help that works', async () => {
    const there = folderWith({ 'orders.asl.json': billing, 'history.json': history });

    expect(await command(await exampleOf('record'), there)).toMatchObject({ code: 0 });
    expect(existsSync(join(there, 'test/o-1.test.ts'))).toBe(true);
  });
});
