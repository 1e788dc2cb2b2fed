import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, folderWith } from './command';

const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

/** A project with these packages installed. */
function project(packages: Readonly<Record<string, string>>, files: Readonly<Record<string, unknown>> = {}): string {
  const installed = Object.entries({ drystep: version, ...packages }).map(([name, found]) => [
    `node_modules/${name}/package.json`,
    { name, version: found },
  ]);
  return folderWith({ 'package.json': { name: 'shop' }, ...Object.fromEntries(installed), ...files });
}

interface Told {
  readonly name: string;
  readonly status: string;
  readonly found?: string;
  readonly message: string;
  readonly paste?: string;
}

/** What is said of each thing, by its name, and the exit code. */
async function examined(folder: string): Promise<{ readonly code: number; readonly checks: Readonly<Record<string, Told>> }> {
  const { code, output } = await command(['doctor', '--json'], folder);
  const { checks, ok } = JSON.parse(output) as { checks: Told[]; ok: boolean };

  expect(ok).toBe(code === 0);
  return { code, checks: Object.fromEntries(checks.map((check) => [check.name, check])) };
}

const importing = (entry: string): string => `import '${entry}';\ntest('x', () => {});\n`;

describe('drystep doctor: versions', () => {
  test('says what fits, what is absent and what to paste', async () => {
    const { code, checks } = await examined(project({ jest: '30.5.2' }, { 'test/a.test.ts': importing('drystep/jest') }));

    expect(code).toBe(0);
    expect(checks.jest).toEqual({ name: 'jest', status: 'ok', found: '30.5.2', message: 'fits ^29.0.0 || ^30.0.0' });
    expect(checks.node).toMatchObject({ status: 'ok', found: process.versions.node });
    expect(checks['fast-check']).toEqual({
      name: 'fast-check',
      status: 'absent',
      message: 'not installed: for explore()',
      paste: 'npm install --save-dev fast-check@4',
    });
  });

  test.each([
    ['jest', '28.1.3', 'npm install --save-dev jest@30'],
    ['jest', '31.0.0', 'npm install --save-dev jest@30'],
    // vitest 5 needs Node 22.
    ['vitest', '2.1.9', `npm install --save-dev vitest@${process.versions.node.startsWith('20.') ? 4 : 5}`],
    ['aws-cdk-lib', '2.177.9', 'npm install --save-dev aws-cdk-lib@2'],
    ['typescript', '5.3.3', 'npm install --save-dev typescript@latest'],
    ['hyparquet', '1.19.0', 'npm install --save-dev hyparquet@1'],
    ['drystep', '999.0.0', 'npx drystep doctor'],
  ])('%s %s is wrong', async (name, found, paste) => {
    const { code, checks } = await examined(project({ [name]: found }));

    expect(code).toBe(1);
    expect(checks[name]).toMatchObject({ status: 'wrong', found, paste });
  });

  test.each([
    ['jest', '29.0.0'],
    ['aws-cdk-lib', '2.178.0'],
    ['typescript', '7.0.2'],
    ['vitest', '4.1.0-beta.1'],
  ])('%s %s is not', async (name, found) => {
    expect((await examined(project({ [name]: found }))).checks[name]).toMatchObject({ status: 'ok', found });
  });

  test('a package of the folder above counts, and a project without drystep is wrong', async () => {
    const folder = project({ jest: '30.0.0' }, { 'packages/one/package.json': {}, 'packages/one/a.test.js': importing('drystep/jest') });
    const bare = folderWith({ 'package.json': {} });

    expect((await examined(join(folder, 'packages/one'))).checks).toMatchObject({ jest: { found: '30.0.0' }, drystep: { status: 'ok' } });
    expect((await examined(bare)).checks.drystep).toMatchObject({ status: 'wrong', paste: 'npm install --save-dev drystep' });
  });

  test('yaml is wanted once there is something to read', async () => {
    const file = { 'template.yaml': 'Resources: {}' };

    expect((await examined(project({}))).checks.yaml).toMatchObject({ status: 'absent' });
    expect((await examined(project({}, file))).checks.yaml).toMatchObject({
      status: 'wrong',
      message: 'not installed, and template.yaml is in YAML',
    });
    expect((await examined(project({ yaml: '2.9.1' }, file))).checks.yaml).toMatchObject({ status: 'ok' });
  });
});

describe('drystep doctor: setup', () => {
  const setup = async (files: Readonly<Record<string, unknown>>, runner = 'jest'): Promise<Told | undefined> =>
    (await examined(project({ [runner]: runner === 'jest' ? '30.0.0' : '4.0.0' }, files))).checks[`${runner} setup`];

  test.each([
    ['a config', { 'jest.config.js': "module.exports = { setupFilesAfterEnv: ['a', 'drystep/jest'] };" }],
    ['package.json', { 'package.json': { jest: { setupFilesAfterEnv: ['drystep/jest'] } } }],
    [
      'a file that the config names',
      {
        'jest.config.ts': "export default { setupFilesAfterEnv: ['<rootDir>/test/setup.ts'] };",
        'test/setup.ts': "import 'drystep/jest';",
      },
    ],
    ['a test file', { 'test/orders.test.ts': importing('drystep/jest') }],
  ])('is found in %s', async (_, files) => {
    expect(await setup(files)).toMatchObject({ status: 'ok' });
  });

  test.each([
    ['nothing names it', {}],
    [
      'it is a reporter only',
      { 'jest.config.js': "module.exports = { reporters: ['default', ['drystep/jest', {}]], setupFilesAfterEnv: ['a'] };" },
    ],
    ['it stands in a comment', { 'jest.config.js': "module.exports = {\n  // setupFilesAfterEnv: ['drystep/jest'],\n};" }],
    ['it is loaded too early', { 'jest.config.js': "module.exports = { setupFiles: ['drystep/jest'] };" }],
  ])('is wrong when %s', async (_, files) => {
    const told = await setup(files);

    expect(told).toMatchObject({ status: 'wrong' });
    expect(told?.paste).toContain("setupFilesAfterEnv: ['drystep/jest']");
  });

  test.each<[string, 'jest' | 'vitest', Readonly<Record<string, string>>, string]>([
    [
      'of a list in the configuration',
      'jest',
      {
        'jest.config.js':
          "module.exports = { projects: [{ testMatch: ['a'], reporters: ['default', ['drystep/jest', { thresholds: {} }]] }] };",
      },
      'reporters of a project in jest.config.js names drystep/jest, and jest leaves out reporters of projects',
    ],
    [
      'in a folder of its own',
      'jest',
      {
        'jest.config.js': "module.exports = { projects: ['<rootDir>/packages/*'] };",
        'packages/shop/jest.config.cjs': "module.exports = { reporters: ['drystep/jest'] };",
      },
      'reporters of a project in packages/shop/jest.config.cjs names drystep/jest',
    ],
    [
      'of a list in the configuration',
      'vitest',
      { 'vitest.config.mts': "export default { test: { projects: [{ test: { reporters: [['drystep/vitest', { report: false }]] } }] } };" },
      'reporters of a project in vitest.config.mts names drystep/vitest',
    ],
  ])('is wrong where a project %s names the reporter of coverage, with %s', async (_, runner, files, says) => {
    const { code, checks } = await examined(project({ [runner]: runner === 'jest' ? '30.0.0' : '4.0.0' }, files));

    expect(code).toBe(1);
    expect(checks[`${runner} coverage`]).toMatchObject({ status: 'wrong', message: expect.stringContaining(says) });
  });

  test('is not wrong where the root names the reporter, or a folder has no root with projects', async () => {
    const root = "module.exports = { projects: [{ testMatch: ['a'] }], reporters: ['default', 'drystep/jest'] };";
    const rooted = await examined(project({ jest: '30.0.0' }, { 'jest.config.js': root }));
    const alone = await examined(
      project({ jest: '30.0.0' }, { 'shop/jest.config.js': "module.exports = { reporters: ['drystep/jest'] };" }),
    );

    expect(rooted.checks['jest coverage']).toBeUndefined();
    expect(alone.checks['jest coverage']).toBeUndefined();
  });

  test('of vitest is found, or is wrong', async () => {
    const config = "export default { test: { setupFiles: 'drystep/vitest' } };";

    expect(await setup({ 'vitest.config.mts': config }, 'vitest')).toMatchObject({ status: 'ok' });
    expect(await setup({}, 'vitest')).toMatchObject({ status: 'wrong' });
  });

  test('TypeScript has to learn the matchers', async () => {
    const files = {
      'jest.config.js': "module.exports = { setupFilesAfterEnv: ['drystep/jest'] };",
      'tsconfig.json': '{ "compilerOptions": {} }',
      'src/test/orders.test.ts': "test('x', () => {});",
    };
    const types = async (more: Readonly<Record<string, unknown>>): Promise<Told | undefined> =>
      (await examined(project({ jest: '30.0.0' }, { ...files, ...more }))).checks['jest types'];

    expect(await types({})).toMatchObject({ status: 'wrong', paste: 'echo "import \'drystep/jest\';" > src/test/matchers.d.ts' });
    expect(await types({ 'src/test/matchers.d.ts': "import 'drystep/jest';" })).toMatchObject({ status: 'ok' });
    expect(await types({ 'tsconfig.json': '{ "compilerOptions": { "types": ["drystep/jest"] } }' })).toMatchObject({ status: 'ok' });
  });
});

describe('drystep doctor: the report', () => {
  test('is a line for each thing, and what to paste below it', async () => {
    const folder = project({ jest: '28.1.3' }, { 'a\u001b[2J.template.yaml': '' });
    const { code, output } = await command(['doctor'], folder);

    expect(code).toBe(1);
    expect(output).toMatch(/^WRONG jest 28\.1\.3: expected \^29\.0\.0 \|\| \^30\.0\.0\n {8}npm install --save-dev jest@30$/m);
    expect(output).toMatch(/\n3 things are wrong\n$/);
    expect(output).not.toContain('\u001b');
  });

  test.each([
    [['here'], /received "here"/],
    [['--jsn'], /did you mean --json/],
    [['--json=yes'], /takes no value/],
  ])('fails when called with %s', async (given, said) => {
    const { code, errors } = await command(['doctor', ...given], folderWith({ 'package.json': {} }));

    expect(code).toBe(2);
    expect(errors).toMatch(said);
  });
});
