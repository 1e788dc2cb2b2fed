import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../scripts/pack';
import { judge } from '../compiler/judge';
import { projectWithPackage } from './packed-package';
import { commandProblems } from './type-problems';

/** Needs the CDK, or the runner it is an entry for: everything else works where nothing but Drystep is installed. */
const needsMore = ['.', './jest', './vitest', './package.json'];

// npm and the compiler take seconds, more on a busy machine.
jest.setTimeout(180_000);

describe('The packed package, installed where the CDK, jest and vitest are absent', () => {
  let app: string;

  beforeAll(() => {
    app = projectWithPackage();
  });

  const manifest = (): { dependencies: Record<string, string>; exports: Record<string, unknown> } =>
    JSON.parse(readFileSync(join(app, 'node_modules', 'drystep', 'package.json'), 'utf8'));

  const cdkFree = (): string[] =>
    Object.keys(manifest().exports)
      .filter((name) => !needsMore.includes(name))
      .map((name) => `drystep/${name.slice('./'.length)}`);

  test('brings its own dependencies and none of its optional peers', () => {
    const installed = readdirSync(join(app, 'node_modules'));

    // A folder holds the packages of a scope.
    const needed = Object.keys(manifest().dependencies).map((name) => name.split('/')[0]);
    expect(installed).toEqual(expect.arrayContaining(needed));
    for (const peer of ['aws-cdk-lib', 'constructs', 'jest', 'vitest', '@aws-sdk']) {
      expect(installed).not.toContain(peer);
    }
  });

  test('brings compiled code and its types, but no sources and no tests', () => {
    const files = readdirSync(join(app, 'node_modules', 'drystep'), { recursive: true }).map(String);

    expect(files).toEqual(expect.arrayContaining(['README.md', 'CHANGELOG.md', join('lib', 'interpreter', 'index.d.ts')]));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'THIRD-PARTY-LICENSES', join('lib', 'data', 'services', 'NOTICE')]));
    expect(files.filter((file) => (file.endsWith('.ts') && !file.endsWith('.d.ts')) || /\.test\.|tsbuildinfo/.test(file))).toEqual([]);
  });

  test('executes a Pass machine by require', () => {
    const result = runScript(app, 'pass.cjs', `const { execute } = require('drystep/interpreter');\n${passMachine}`);

    // ExecutionStarted, PassStateEntered, PassStateExited, ExecutionSucceeded
    expect(result).toEqual({ status: 'SUCCEEDED', output: { greeting: 'hello' }, events: 4 });
  });

  test('executes a Pass machine by import', () => {
    const result = runScript(app, 'pass.mjs', `import { execute } from 'drystep/interpreter';\n${passMachine}`);

    expect(result).toEqual({ status: 'SUCCEEDED', output: { greeting: 'hello' }, events: 4 });
  });

  test('loads no expression library with the interpreter', () => {
    const loaded = runScript(
      app,
      'loaded.cjs',
      `require('drystep/interpreter');\nconsole.log(JSON.stringify(Object.keys(require.cache)));`,
    );

    expect(loaded).not.toEqual([]);
    expect(JSON.stringify(loaded)).not.toMatch(/node_modules.(jsonata|csv-parse|@dagrejs)/);
  });

  test.each([
    'node16',
    'nodenext',
    'preserve',
    'esnext --moduleResolution bundler',
    'commonjs --moduleResolution bundler',
    ...(judge.knowsNode10 ? ['commonjs --moduleResolution node10 --ignoreDeprecations 6.0'] : []),
  ])('brings types that compile under strict rules where nothing else is installed, not even the types of Node: --module %s', (module) => {
    // Those of `drystep/inferred` belong to builders. The types of `drystep/testing` name those of the CDK, if there are any.
    const entryPoints = cdkFree().filter((name) => name !== 'drystep/inferred');
    const lines = entryPoints.map((name, index) => `import * as entry${index} from '${name}';\nvoid entry${index};`);
    writeFileSync(join(app, 'consumer.ts'), lines.join('\n'));
    // The declarations of JavaScript itself are the compiler's, and are judged for seconds.
    const options = [
      '--noEmit',
      '--strict',
      '--skipDefaultLibCheck',
      '--target',
      'es2022',
      '--lib',
      'es2022',
      '--module',
      ...module.split(' '),
    ];

    expect(entryPoints).toEqual(expect.arrayContaining(['drystep/interpreter', 'drystep/expressions', 'drystep/testing']));
    expect(commandProblems(app, [...options, 'consumer.ts'])).toEqual([]);
  });

  test('takes references of one entry point in functions of another, and throws the errors that the root exports', () => {
    const shared = runScript(
      app,
      'shared.cjs',
      `process.env.NODE_PATH = ${JSON.stringify(join(__dirname, '../../node_modules'))};\n${twoEntries}`,
    );

    expect(shared).toEqual({ output: '{% "order " & $states.input.orderId %}', sameError: true, named: true });
  });

  test('loads every entry point that needs nothing more, by require and by import', () => {
    const entryPoints = cdkFree();
    const byRequire = runScript(app, 'all.cjs', `${entryPoints.map((name) => `require('${name}');`).join('\n')}\nconsole.log(true);`);
    const byImport = runScript(app, 'all.mjs', `${entryPoints.map((name) => `await import('${name}');`).join('\n')}\nconsole.log(true);`);

    expect(entryPoints).toContain('drystep/interpreter');
    expect([byRequire, byImport]).toEqual([true, true]);
  });
});

const passMachine = `
execute({ StartAt: 'Greet', States: { Greet: { Type: 'Pass', End: true } } }, { input: { greeting: 'hello' } }).then(
  ({ status, output, history }) => console.log(JSON.stringify({ status, output, events: history.length })),
);`;

/** The CDK is not installed there: the program borrows that of this project. */
const twoEntries = `
require('node:module')._initPaths();
const { BuilderError, isBuilderError, pass, workflow, Workflow } = require('drystep');
const { format } = require('drystep/expressions');
const { App, Stack } = require('aws-cdk-lib');
const { Template } = require('aws-cdk-lib/assertions');
const stack = new Stack(new App(), 'Stack');
const flow = workflow().next(pass('Name', { output: ({ input }) => format('order {}', input.orderId) }));
new Workflow(stack, 'Flow', { definition: flow });
const [machine] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
let error;
try { format('{}', () => {}); } catch (thrown) { error = thrown; }
const output = JSON.parse(machine.Properties.DefinitionString).States.Name.Output;
console.log(JSON.stringify({ output, sameError: error instanceof BuilderError, named: isBuilderError(error) }));`;

/** Runs a program in the folder and gives what it printed, as JSON. */
function runScript(folder: string, name: string, text: string): unknown {
  writeFileSync(join(folder, name), text);
  return JSON.parse(run('node', [name], folder));
}
