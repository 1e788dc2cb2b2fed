/**
 * Measures a suite of many machines: an app of 120 state machines in 12 stacks, a test file for each, `synthesizeOnce` in jest's `globalSetup`. Prints the
 * time and the work (of all processes) of a cold run, and of one changed test file.
 *
 * Usage: tsx scripts/measure-suite.ts [machines]. It compiles the package first.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');
const machines = Number(process.argv[2] ?? 120);
const folder = mkdtempSync(join(tmpdir(), 'drystep-suite-'));

function run(file: string, parameters: readonly string[]): { readonly seconds: string; readonly work: string; readonly text: string } {
  const start = process.hrtime.bigint();
  // Jest's workers count: the shell waits for them, and tells what they used.
  const command = [file, ...parameters].map((word) => `'${word}'`).join(' ');
  const { stdout, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='work %U %S'; time ${command}`], { cwd: folder, encoding: 'utf8' });
  const [, user, system] = /work ([\d.]+) ([\d.]+)/.exec(stderr) ?? [];
  return {
    seconds: (Number(process.hrtime.bigint() - start) / 1e9).toFixed(2),
    work: (Number(user) + Number(system)).toFixed(2),
    text: stdout + stderr,
  };
}

function write(): void {
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'test'));
  mkdirSync(join(folder, 'node_modules/drystep'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')))
    if (name !== '.cache' && name !== 'drystep') symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  cpSync(join(root, 'package.json'), join(folder, 'node_modules/drystep/package.json'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "suite", "private": true }');
  writeFileSync(join(folder, 'setup.js'), `module.exports = () => { require('drystep/testing').synthesizeOnce('bin/app.ts'); };`);
  const transform = ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }];
  writeFileSync(
    join(folder, 'jest.config.json'),
    JSON.stringify({
      testMatch: ['<rootDir>/test/*.test.ts'],
      globalSetup: './setup.js',
      setupFilesAfterEnv: ['drystep/jest'],
      cacheDirectory: join(folder, '.jest'),
      transform: { '^.+\\.ts$': transform },
    }),
  );
  writeFileSync(join(folder, 'bin/app.ts'), app());
  for (let number = 0; number < machines; number++) writeFileSync(join(folder, `test/m${number}.test.ts`), testFile(number));
}

function app(): string {
  return `
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import { Choice, Condition, DefinitionBody, Fail, JsonPath, Map as MapState, StateMachine, Succeed, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
const app = new App();
for (let n = 0, stack: Stack; n < ${machines}; n++) {
  if (n % 10 === 0) stack = new Stack(app, 'Stack' + n);
  const id = (name: string) => name + ' ' + n;
  const call = (name: string) => new LambdaInvoke(stack, id(name), {
    lambdaFunction: Lambda.fromFunctionName(stack, id('Fn ' + name), 'fn-' + name.toLowerCase() + '-' + n),
    resultPath: '$.' + name.toLowerCase(),
    payloadResponseOnly: true,
  });
  const refund = call('Refund');
  refund.next(new Fail(stack, id('Rejected'), { error: 'Rejected' }));
  const ship = call('Ship').addCatch(refund, { errors: ['NoCarrier'], resultPath: '$.failure' });
  const each = new MapState(stack, id('Each'), { itemsPath: JsonPath.stringAt('$.items'), resultPath: '$.picked' }).itemProcessor(call('Pick'));
  const hold = new Wait(stack, id('Hold'), { time: WaitTime.duration(Duration.days(1)) });
  const large = new Choice(stack, id('Large?')).when(Condition.numberGreaterThan('$.total', 1000), hold.next(each)).otherwise(each);
  each.next(ship.next(new Succeed(stack, id('Done'))));
  new StateMachine(stack, 'Machine' + n, { definitionBody: DefinitionBody.fromChainable(call('Charge').next(large)) });
}
app.synth();
`;
}

function testFile(number: number): string {
  return `
import { testMachine } from 'drystep/testing';
const machine = testMachine.from('Machine${number}');
for (const name of ['Charge', 'Pick', 'Ship', 'Refund']) machine.mock(name + ' ${number}').returnsPayload({ done: name });
test('ships', async () => {
  expect(await machine.execute({ total: 5, items: [{}, {}] })).toSucceed();
});
test('holds large orders for a day', async () => {
  const execution = await machine.execute({ total: 5000, items: [{}] });
  expect(execution).toHaveVisited('Hold ${number}', 'Ship ${number}');
  expect(execution).toHaveTaken({ days: 1 });
});
test('refunds', async () => {
  machine.mock('Ship ${number}').fails('NoCarrier');
  expect(await machine.execute({ total: 5, items: [] })).toFailWith('Rejected');
});
`;
}

function report(what: string, { seconds, work, text }: ReturnType<typeof run>): void {
  const tests = /^Tests:.*$/m.exec(text)?.[0] ?? text;
  process.stdout.write(`${what}: ${seconds} s, ${work} s of work. ${tests}\n`);
  if (!/ passed, /.test(tests) || / failed/.test(tests)) process.exitCode = 1;
}

const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
const jest = join(root, 'node_modules/jest/bin/jest.js');
write();
spawnSync(process.execPath, [tsx, join(root, 'scripts/compile.ts'), join(folder, 'node_modules/drystep/lib'), '--no-check'], { cwd: root });
report(`${machines} machines in ${machines} files, cold`, run(process.execPath, [jest]));
run(process.execPath, [jest, 'test/m7.test.ts']);
appendFileSync(join(folder, 'test/m7.test.ts'), '// changed\n');
report('one changed test file', run(process.execPath, [jest, 'test/m7.test.ts']));
rmSync(folder, { recursive: true });
