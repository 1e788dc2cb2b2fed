import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJest } from './run-jest';

const tests = `
import 'drystep/jest';
import { Stack } from 'aws-cdk-lib';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Orders');
new StateMachine(stack, 'Flow', { definitionBody: DefinitionBody.fromChainable(new Pass(stack, 'Done')) });
const machine = testMachine(stack);

test('runs', async () => {
  expect(await machine.execute()).toSucceed();
  testApp();
});
`;

test("testApp() leaves nothing in the temporary folder, in jest's sandbox as well", () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-leftovers-'));
  const [suite, temporary] = [join(folder, 'suite'), join(folder, 'temporary')];
  for (const made of [suite, temporary]) mkdirSync(made);
  writeFileSync(join(suite, 'orders.test.ts'), tests);
  const before = process.env.TMPDIR;

  try {
    process.env.TMPDIR = temporary;
    const { stderr } = runJest(suite);

    expect(stderr).toContain('1 passed, 1 total');
    expect(readdirSync(temporary)).toEqual([]);
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
  }
});
