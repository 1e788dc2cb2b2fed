import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../src/server';
import 'drystep/jest';
import { post } from '../server/calls';
import { command, folderWith } from './command';
import { exampleOf } from './example-of';
import { orderMachine } from './order-machine';
import { runIn } from './run-in';

/** One task, which may fail. */
const small = {
  StartAt: 'Ship',
  States: {
    Ship: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'ship', 'Payload.$': '$.parcelId' },
      End: true,
    },
  },
};

const task = (more: object) => ({ Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', ...more });

describe('drystep init', () => {
  const project = (files: Readonly<Record<string, unknown>> = {}): string =>
    folderWith({
      'package.json': { devDependencies: { jest: '30', typescript: '5' } },
      'orders.asl.json': orderMachine,
      'small.asl.json': small,
      ...files,
    });

  // ecs:runTask.sync and glue:startJobRun.sync give a state the description of one job, not the answer of DescribeTasks and GetJobRun.
  it('lets jobs answer with what a state gets of them, as jobs that succeeded', async () => {
    const job = (resource: string, more: object) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::${resource}.sync`,
      Parameters: {},
      ...more,
    });
    const jobs = {
      StartAt: 'Run',
      States: {
        Run: job('ecs:runTask', { ResultSelector: { 'arn.$': '$.TaskArn' }, ResultPath: '$.run', Next: 'Crunch' }),
        Crunch: job('glue:startJobRun', { ResultSelector: { 'id.$': '$.Id', 'state.$': '$.JobRunState' }, Next: 'Build' }),
        Build: job('codebuild:startBuild', { ResultSelector: { 'id.$': '$.Build.Id' }, Next: 'Submit' }),
        Submit: job('batch:submitJob', { End: true }),
      },
    };
    const cwd = project({ 'jobs.asl.json': jobs });
    const { code } = await command(['init', 'jobs.asl.json', '--output', 'jobs.test.ts'], cwd);
    const text = readFileSync(join(cwd, 'jobs.test.ts'), 'utf8');

    expect(code).toBe(0);
    expect(text).toMatch(/JobRunState: 'SUCCEEDED'[\s\S]*Build: \{[\s\S]* Status: 'SUCCEEDED'/);
    expect((await runIn(cwd, text)).map(({ failure }) => failure)).toEqual([undefined]);
  });

  it('writes a test for each path, which passes', async () => {
    const cwd = project();
    const { code, output, errors } = await command(['init', 'orders.asl.json', '--output', 'test/made/orders.test.ts'], cwd);
    const text = readFileSync(join(cwd, 'test/made/orders.test.ts'), 'utf8');

    const ran = await runIn(cwd, text);

    expect([code, errors, output]).toEqual([0, '', 'wrote test/made/orders.test.ts: 4 tests, 4 of 4 paths\n']);
    expect(ran.map(({ failure }) => failure)).toEqual([undefined, undefined, undefined, undefined]);
    expect(ran.map(({ title }) => title)).toEqual([
      'succeeds when "Large?" goes to "Ask Manager"',
      'fails with Rejected when "Large?" goes to "Ask Manager" and "Ask Manager" times out',
      'fails with Rejected when "Large?" goes to "Ship" and "Ship" fails',
      'in "Ship": succeeds when "Store" fails with DynamoDB.ConditionalCheckFailedException',
    ]);
    expect(text).toContain(".mock('Charge Card').returnsPayload({ receiptId: 'receipt-1' });");
    expect(text).toContain(".mock('Ask Manager').timesOut();");
  });

  it('writes tests that notice a change', async () => {
    const cwd = project();
    const { output } = await command(['init', 'orders.asl.json', '--output', '-'], cwd);
    writeFileSync(
      join(cwd, 'orders.asl.json'),
      JSON.stringify(orderMachine).replace('"NumericGreaterThan":100', '"NumericGreaterThan":500'),
    );

    const failed = (await runIn(cwd, output)).filter(({ failure }) => failure !== undefined);

    expect(failed).not.toEqual([]);
  });

  it('writes for the runner, the language and the style of the project', async () => {
    const cwd = project({
      'package.json': { type: 'module', devDependencies: { vitest: '4' } },
      'src/orders.js': 'import { a } from "a"\nexport function b() {\n\treturn a\n}\n',
    });
    const { output } = await command(['init', 'small.asl.json', '--output', '-'], cwd);

    expect(output).toMatch(
      /^import "drystep\/vitest"\nimport { testMachine } from "drystep\/testing"\nimport { expect, test } from "vitest"\n/,
    );
    expect(output).toContain('\n\tconst execution = await ');
    expect(output).not.toMatch(/;$/m);
    expect(output).toContain('test("succeeds", async () => {');
  });

  it('requires modules in a project of CommonJS', async () => {
    const cwd = project({ 'package.json': {} });
    const { output } = await command(['init', 'small.asl.json', '--output', '-'], cwd);

    expect(output).toMatch(/^require\('drystep\/jest'\);\nconst { testMachine } = require\('drystep\/testing'\);\n/);
    expect((await runIn(cwd, output)).filter(({ failure }) => failure !== undefined)).toEqual([]);
  });

  it('leaves the style to the formatter of the project', async () => {
    const biome = project({ 'biome.json': { javascript: { formatter: { quoteStyle: 'double', semicolons: 'asNeeded' } } } });
    symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(biome, 'node_modules'));
    const prettier = project({
      'node_modules/prettier/package.json': { name: 'prettier', version: '3.0.0', main: 'index.js' },
      'node_modules/prettier/index.js':
        "module.exports = { resolveConfig: async () => ({ own: true }), format: async (text, { own, filepath }) => `// ${own} ${filepath.split('/').pop()}\\n${text}` };",
    });

    const byBiome = await command(['init', 'small.asl.json', '--output', '-'], biome);
    const byPrettier = await command(['init', 'small.asl.json', '--output', '-'], prettier);

    expect(byBiome.output).toMatch(/^import "drystep\/jest"\n/);
    expect(byPrettier.output).toMatch(/^\/\/ true made\.test\.ts\nimport 'drystep\/jest';\n/);
  });

  it('goes on without a formatter that fails, and says so', async () => {
    const cwd = project({ 'biome.json': {} });

    const { code, output, errors } = await command(['init', 'small.asl.json', '--output', '-'], cwd);

    expect([code, output.split('\n')[0]]).toEqual([0, "import 'drystep/jest';"]);
    expect(errors).toContain('the formatter of the project failed');
  });

  it('overwrites nothing unless it is told to', async () => {
    const cwd = project();
    mkdirSync(join(cwd, 'test'));
    writeFileSync(join(cwd, 'test', 'mine.test.ts'), 'mine');

    const refused = await command(['init', 'small.asl.json', '--output', 'test/mine.test.ts'], cwd);
    const kept = readFileSync(join(cwd, 'test', 'mine.test.ts'), 'utf8');
    const forced = await command(['init', 'small.asl.json', '--output', 'test/mine.test.ts', '--force'], cwd);

    expect([refused.code, refused.errors, kept]).toEqual([
      2,
      'drystep init: test/mine.test.ts exists. Hint: --force overwrites it, --output FILE names another.\n',
      'mine',
    ]);
    expect([forced.code, readFileSync(join(cwd, 'test', 'mine.test.ts'), 'utf8').startsWith('import')]).toEqual([0, true]);
  });

  it('takes the machine of an app from one synthesis, with the values of its parameters', async () => {
    const app = `
      const { writeFileSync } = require('node:fs');
      const file = (name, content) => writeFileSync(process.env.CDK_OUTDIR + '/' + name, JSON.stringify(content));
      file('manifest.json', { version: '36.0.0', artifacts: { Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json' } } } });
      const definition = ['{"StartAt":"A","States":{"A":{"Type":"Pass","Result":"', { Ref: 'Stage' }, '","End":true}}}'];
      const Properties = { DefinitionString: { 'Fn::Join': ['', definition] }, RoleArn: 'arn:aws:iam::111111111111:role/r' };
      file('Shop.template.json', { Parameters: { Stage: { Type: 'String', Default: 'test' } }, Resources: { Orders: { Type: 'AWS::StepFunctions::StateMachine', Properties } } });`;
    const cwd = folderWith({ 'app.js': app });

    const { output, errors } = await command(
      ['init', '--app', 'node app.js', '--parameter', 'Stage=prod', '--output', 'orders.test.js'],
      cwd,
    );

    expect(output).toContain('wrote orders.test.js: 1 test');
    const text = readFileSync(join(cwd, 'orders.test.js'), 'utf8');
    expect(text).toContain("testMachine.from('Shop-Orders', { parameters: { Stage: 'prod' } });");
    expect(text).toContain("toSucceedWith('prod')");
    expect(errors).toContain('have globalSetup of the runner call synthesizeOnce().');
  });

  it('says how many paths were left out', async () => {
    const cwd = project();
    const { output } = await command(['init', 'orders.asl.json', '--paths', '2', '--json', '--output', '-'], cwd);

    expect(JSON.parse(output)).toMatchObject({ paths: 4, covered: 2, tests: 2, leftOut: 2, gaps: [] });
    expect((JSON.parse(output) as { test: string }).test).toContain('// 2 more paths have no test here: --paths 4 writes them all.');
  });

  it('names a path that no data go, with the reason', async () => {
    const impossible = {
      StartAt: 'Made',
      States: {
        Made: { Type: 'Pass', Result: { a: 1 }, Next: 'Reads' },
        Reads: task({ Parameters: { FunctionName: 'f', 'Payload.$': '$.b' }, End: true }),
      },
    };
    const cwd = project({ 'odd.asl.json': impossible });
    const { code, output } = await command(['init', 'odd.asl.json', '--output', '-'], cwd);

    expect(code).toBe(1);
    expect(output).toContain("test.todo('Made, Reads: SUCCEEDED');");
    // A variable that nobody reads does not compile everywhere.
    expect(output).not.toContain('const ');
    expect(output).toMatch(/\/\/ Task "Reads" failed with States\.Runtime: .*'\$\.b'/);
  });

  it('fills what S3 holds', async () => {
    const reads = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
            Parameters: { 'Bucket.$': '$.bucket', Key: 'rows.csv' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Row',
            States: { Row: task({ Parameters: { FunctionName: 'f', 'Payload.$': '$.city' }, End: true }) },
          },
          End: true,
        },
      },
    };
    const cwd = project({ 'reads.asl.json': reads });
    const { code, output } = await command(['init', 'reads.asl.json', '--output', '-'], cwd);

    expect(code).toBe(0);
    expect(output).toContain("const objects = { 'some-bucket': { 'rows.csv': 'city\\nsome city' } };");
    expect((await runIn(cwd, output)).map(({ failure }) => failure)).toEqual([undefined]);
  });

  it('asks as often as a loop goes round, and answers what stands whole where a result is put', async () => {
    const rule = (StringEquals: string, Next: string) => ({ Variable: '$.status', StringEquals, Next });
    const poll = {
      StartAt: 'Wait',
      States: {
        Wait: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Ask' },
        Ask: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:ask', ResultPath: '$.status', Next: 'Done?' },
        'Done?': { Type: 'Choice', Choices: [rule('FAILED', 'Bad'), rule('SUCCEEDED', 'Good')], Default: 'Wait' },
        Bad: { Type: 'Fail', Error: 'Bad' },
        Good: { Type: 'Succeed' },
      },
    };
    const cwd = project({ 'poll.asl.json': poll });
    const { output } = await command(['init', 'poll.asl.json', '--output', '-'], cwd);
    const ran = await runIn(cwd, output);

    expect(ran.map(({ title, failure }) => [title, failure])).toEqual([
      ['succeeds when "Done?" goes to "Good"', undefined],
      ['fails with Bad when "Done?" goes to "Bad"', undefined],
      ['fails with Bad when "Done?" goes to "Wait" and "Done?" goes to "Bad"', undefined],
    ]);
    expect(output).toContain("poll.mock('Ask').returnsPayload('OTHER').returnsPayload('FAILED');");
  });

  it('takes names that code and terminals would obey for names', async () => {
    const name = 'it\'s "odd" \u001b[2J ${1} */ \\';
    const cwd = project({ 'odd.asl.json': { StartAt: name, States: { [name]: task({ Parameters: { FunctionName: 'f' }, End: true }) } } });
    const { code, output } = await command(['init', 'odd.asl.json', '--output', '-'], cwd);

    expect([code, output.includes('\u001b')]).toEqual([0, false]);
    expect((await runIn(cwd, output)).map(({ failure }) => failure)).toEqual([undefined]);
  });

  it('takes the input and the answers of a real execution', async () => {
    const cwd = project();
    const tasks = { 'Charge Card': { Payload: { receiptId: 'r-77' } }, Pack: { packageId: 'p-7' }, Store: {} };
    const server = await startServer({ machines: [join(cwd, 'orders.asl.json')], port: 0, time: 'fast', tasks });
    const before = { ...process.env };
    Object.assign(process.env, server.environment, { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's' });
    try {
      const { body } = await post(server.url, 'AWSStepFunctions.ListStateMachines', '{}');
      const [{ stateMachineArn }] = body.stateMachines as [{ stateMachineArn: string }];
      const input = JSON.stringify({ orderId: 'o-77', total: 7, items: [{ sku: 1 }] });
      const { body: begun } = await post(server.url, 'AWSStepFunctions.StartExecution', JSON.stringify({ stateMachineArn, input }));
      const executionArn = begun.executionArn as string;
      for (let status = 'RUNNING'; status === 'RUNNING'; )
        status = (await post(server.url, 'AWSStepFunctions.DescribeExecution', JSON.stringify({ executionArn }))).body.status as string;

      const { code, output } = await command(['init', 'orders.asl.json', '--record', executionArn, '--output', '-'], cwd);

      expect(code).toBe(0);
      expect(output).toContain("returnsPayload({ receiptId: 'r-77' })");
      expect(output).toContain("orderId: 'o-77'");
      expect((await runIn(cwd, output)).filter(({ failure }) => failure !== undefined)).toEqual([]);
    } finally {
      process.env = before;
      await server.close();
    }
  });

  it.each([
    [['missing.asl.json'], 'missing.asl.json'],
    [['orders.asl.json', '--paths', '0'], '--paths expected a whole number from 1, received "0"'],
    [['orders.asl.json', '--record', 'o-1'], '--record expected the ARN of an execution'],
    [['orders.asl.json', '--language', 'typescipt'], 'did you mean typescript?'],
    [['orders.asl.json', '--runer', 'jest'], 'did you mean --runner?'],
  ] as const)('is called wrongly with %j', async (given, message) => {
    const { code, output, errors } = await command(['init', ...given], project());

    expect({ code, output }).toEqual({ code: 2, output: '' });
    expect(errors).toContain(message);
    expect(errors.trim().split('\n')).toHaveLength(1);
  });

  it('has an example in its help that works', async () => {
    expect(await command(await exampleOf('init'), project())).toMatchObject({ code: 0 });
  });
});
