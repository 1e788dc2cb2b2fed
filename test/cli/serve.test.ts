import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../src/cli/run-command';
import { post } from '../server/calls';
import { command, folderWith } from './command';

const pass = (Result: unknown) => ({ StartAt: 'Only', States: { Only: { Type: 'Pass', Result, End: true } } });

/** A server that runs until `stop`. */
function serve(given: readonly string[], cwd: string) {
  let output = '';
  let errors = '';
  let stop: () => void = () => undefined;
  const interrupted = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const code = runCommand(['serve', '--port', '0', ...given], {
    cwd,
    write: (text) => {
      output += text;
    },
    writeError: (text) => {
      errors += text;
    },
    readInput: () => '',
    interrupted,
  });
  const until = async (met: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const url = async (): Promise<string> => {
    await until(() => output.includes('Ctrl-C'));
    return /at (http:\S+)/.exec(output)?.[1] as string;
  };
  return { code, stop, url, until, output: () => output, errors: () => errors };
}

describe('drystep serve', () => {
  it('serves what a folder holds, prints where, and ends when it is interrupted', async () => {
    const cwd = folderWith({ 'orders.asl.json': pass(1), 'mocks.json': { Charge: {} } });
    const running = serve(['orders.asl.json', '--tasks', 'mocks.json'], cwd);

    const listed = await post(await running.url(), 'AWSStepFunctions.ListStateMachines', '{}');
    running.stop();

    expect(listed.body.stateMachines).toMatchObject([{ name: 'orders' }]);
    expect(running.output()).toContain(`export AWS_ENDPOINT_URL_SFN=${await running.url()}`);
    expect(await running.code).toBe(0);
  });

  it('serves the machines of an app beside those of files', async () => {
    const assembly = `
      const { writeFileSync } = require('node:fs');
      const folder = process.env.CDK_OUTDIR;
      const artifacts = { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } };
      writeFileSync(folder + '/manifest.json', JSON.stringify({ version: '36.0.0', artifacts }));
      const Properties = { StateMachineName: 'refunds', DefinitionString: ${JSON.stringify(JSON.stringify(pass(2)))}, RoleArn: 'arn:aws:iam::111111111111:role/r' };
      writeFileSync(folder + '/Shop.template.json', JSON.stringify({ Resources: { Refunds: { Type: 'AWS::StepFunctions::StateMachine', Properties } } }));`;
    const cwd = folderWith({ 'orders.asl.json': pass(1), 'app.js': assembly, 'fails.js': 'process.exit(3)' });
    const running = serve(['orders.asl.json', '--app', 'node app.js'], cwd);

    const listed = await post(await running.url(), 'AWSStepFunctions.ListStateMachines', '{}');
    running.stop();

    expect((listed.body.stateMachines as { name: string }[]).map(({ name }) => name).sort()).toEqual(['orders', 'refunds']);
    expect(await running.code).toBe(0);
    expect(await command(['serve', '--port', '0', '--app', 'node fails.js'], cwd)).toMatchObject({
      code: 2,
      errors: 'drystep serve: the app failed (node fails.js): exit code 3.\n',
    });
  });

  it('reads a file anew when it changes, and not for what is written beside it', async () => {
    const cwd = folderWith({ 'orders.asl.json': pass(1) });
    const running = serve(['orders.asl.json'], cwd);
    const url = await running.url();
    const definition = async () => {
      const stateMachineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:orders';
      return (await post(url, 'AWSStepFunctions.DescribeStateMachine', JSON.stringify({ stateMachineArn }))).body.definition as string;
    };

    appendFileSync(join(cwd, 'server.log'), 'a line');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(running.errors()).toBe('');
    writeFileSync(join(cwd, 'orders.asl.json'), JSON.stringify(pass('changed')));
    await running.until(async () => (await definition()).includes('changed'));
    running.stop();
    await running.code;

    expect(running.errors()).toBe('drystep serve: read the machines again\n');
  });

  it('starts executions with the test cases of a MockConfigFile', async () => {
    const file = {
      StateMachines: { orders: { TestCases: { Happy: { Only: 'charge' } } } },
      MockedResponses: { charge: { 0: { Return: 'mocked' } } },
    };
    const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f' }, End: true };
    const cwd = folderWith({ 'orders.asl.json': { StartAt: 'Only', States: { Only: task } }, 'mocks.json': file });
    const running = serve(['orders.asl.json', '--mock-config', 'mocks.json'], cwd);
    const url = await running.url();

    const stateMachineArn = 'arn:aws:states:us-east-1:111111111111:stateMachine:orders#Happy';
    const { body } = await post(url, 'AWSStepFunctions.StartExecution', JSON.stringify({ stateMachineArn }));
    const ended = await post(url, 'AWSStepFunctions.DescribeExecution', JSON.stringify({ executionArn: body.executionArn }));
    running.stop();
    await running.code;

    expect(ended.body.output).toBe('"mocked"');
  });

  it.each([
    [['nope.json'], 'found no file or folder nope.json'],
    [['--prt', '1'], 'did you mean --port?'],
    [['--fast', '--virtual'], '--virtual and --fast contradict each other'],
    [['--start-time', '2030-01-01T00:00:00Z'], 'add --virtual'],
    [['--tasks', 'none.json'], 'found no file none.json'],
    [['--tasks', 'list.json'], 'expected answers by state or resource'],
    [['--mock-config', 'none.json'], 'found no file none.json'],
    [['--mock-config', '.'], '. is a folder'],
    [['--mock-config', 'list.json'], 'MockConfigFile at /StateMachines: expected an object'],
    [['--port', 'x'], 'expected a number up to 65535, received "x"'],
    [['--account', '12'], 'expected an account of 12 digits'],
    [['.'], 'holds no template'],
  ])('fails when it is called with %p', async (given, message) => {
    const { code, errors } = await command(
      given[0] === '--port' ? ['serve', ...given] : ['serve', '--port', '0', ...given],
      folderWith({ 'list.json': [1] }),
      '',
    );

    expect(errors).toContain(message);
    expect(code).toBe(2);
  });
});
