import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../scripts/pack';
import { judge } from '../compiler/judge';
import { packedPackage } from './packed-package';
import { buildProblems, type Options } from './type-problems';

// Packing takes seconds, more on a busy machine.
jest.setTimeout(300_000);

const modules = join(__dirname, '../../node_modules');

const body = `
test('keeps an order', async () => {
  const execution = await testMachine({ StartAt: 'A', States: { A: { Type: 'Succeed' } } }).execute({});
  expect(execution).toSucceed();
  expect(execution).toHaveVisited('A');
  // @ts-expect-error a matcher that does not exist
  expect(execution).toSuceed();
});
`;
const testing = `import { testMachine } from 'drystep/testing';\n`;

/** A test file of each kind; the first has the globals of @types/jest. */
const files: Readonly<Record<string, string>> = {
  'jest-globals.test.ts': `import 'drystep/jest';\n${testing}${body}`,
  'jest-imports.test.ts': `import 'drystep/jest';\nimport { expect, test } from '@jest/globals';\n${testing}${body}`,
  'vitest.test.ts': `import 'drystep/vitest';\nimport { expect, test } from 'vitest';\n${testing}${body}`,
};

/** Every way in which projects set modules. */
const settings: Readonly<Record<string, Options>> = {
  ...(judge.knowsNode10 ? { 'commonjs, node10': { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' } } : {}),
  'commonjs, bundler': { module: 'commonjs', moduleResolution: 'bundler' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  'esnext, bundler': { module: 'esnext', moduleResolution: 'bundler' },
  preserve: { module: 'preserve', moduleResolution: 'bundler' },
};

describe('The types of the matchers, from the packed package', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-matcher-types-')));
  const apps = ['commonjs', 'module'].flatMap((type) => Object.keys(settings).map((setting) => [type, setting] as const));
  const nameOf = (type: string, setting: string): string => `${type}-${setting.replace(', ', '-')}`;
  let problems: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    // One folder above both packages, where Node and the compiler look for what is not in their own.
    const installed = join(folder, 'node_modules');
    mkdirSync(join(installed, 'drystep'), { recursive: true });
    for (const name of readdirSync(modules).filter((each) => each !== 'drystep' && !each.startsWith('.')))
      symlinkSync(join(modules, name), join(installed, name));
    run('tar', ['-xzf', packedPackage(), '--strip-components=1', '-C', join(installed, 'drystep')], folder);
    for (const [type, setting] of apps) {
      const app = join(folder, nameOf(type, setting));
      mkdirSync(app);
      writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type }));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
    }
    const options: Options = { strict: true, skipLibCheck: true, target: 'es2022', types: ['node', 'jest'] };
    const typeRoots = [join(installed, '@types')];
    problems = buildProblems(
      folder,
      new Map(apps.map(([type, setting]) => [nameOf(type, setting), { ...options, ...settings[setting], typeRoots }])),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(apps)('are there in a package of type %s with module %s', (type, setting) => {
    expect(problems.get(nameOf(type, setting))).toEqual([]);
  });
});
