import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/pack';
import { runners } from '../testing/runner-process';
import { packedPackage } from './packed-package';
import { projectProblems } from './type-problems';

// Packing and jest take seconds each, more on a busy machine.
jest.setTimeout(300_000);

const modules = join(__dirname, '../../node_modules');

const orders = `import { testApp, testMachine } from 'drystep/testing';
import { Stack } from 'aws-cdk-lib';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';

class OrdersStack extends Stack {
  readonly machine = new StateMachine(this, 'Machine', { definitionBody: DefinitionBody.fromChainable(new Pass(this, 'Keep')) });
}

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));

test('keeps an order', async () => {
  const execution = await orders.execute({ id: 1 });

  expect(execution).toSucceed();
  expect(execution).toHaveVisited('Keep');
});
`;

/** What `jest` says in a project. */
const runJest = (project: string) => runners.jest.run(['-w', '1'], project, process.env);

describe.each(['app', 'lib'])('docs/adopting.md, step 1, in a project of cdk init %s', (template) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-cdk-init-')));
  const project = join(folder, 'shop');

  beforeAll(() => {
    mkdirSync(project);
    run('cdk', ['init', template, '--language', 'typescript', '--generate-only'], project);
    const installed = join(project, 'node_modules');
    mkdirSync(join(installed, 'drystep'), { recursive: true });
    for (const name of readdirSync(modules).filter((each) => each !== 'drystep' && !each.startsWith('.')))
      symlinkSync(join(modules, name), join(installed, name));
    run('tar', ['-xzf', packedPackage(), '--strip-components=1', '-C', join(installed, 'drystep')], project);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('an import at the top of the test file is all it takes', async () => {
    writeFileSync(join(project, 'test/orders.test.ts'), `import 'drystep/jest';\n${orders}`);

    expect(projectProblems(project)).toEqual([]);
    expect(await runJest(project)).toMatchObject({ status: 0 });
  });

  test('the setup files and a declaration do the same for every test file', async () => {
    const config = readFileSync(join(project, 'jest.config.js'), 'utf8');
    writeFileSync(join(project, 'test/orders.test.ts'), orders);
    writeFileSync(join(project, 'test/matchers.d.ts'), "import 'drystep/jest';\n");
    writeFileSync(join(project, 'jest.config.js'), config.replace(/(setupFilesAfterEnv: \[[^\]]+)\]/, "$1, 'drystep/jest']"));

    expect(projectProblems(project)).toEqual([]);
    expect(await runJest(project)).toMatchObject({ status: 0 });
  });
});
