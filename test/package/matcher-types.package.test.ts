import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { run } from '../../scripts/pack';
import { packedPackage } from './packed-package';
import { typeProblems } from './type-problems';

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

const { ModuleKind: kind, ModuleResolutionKind: resolution } = ts;

/** Every way in which projects set modules. */
const settings: Readonly<Record<string, ts.CompilerOptions>> = {
  'commonjs, node10': { module: kind.CommonJS, moduleResolution: resolution.Node10, ignoreDeprecations: '6.0' },
  'commonjs, bundler': { module: kind.CommonJS, moduleResolution: resolution.Bundler },
  node16: { module: kind.Node16, moduleResolution: resolution.Node16 },
  nodenext: { module: kind.NodeNext, moduleResolution: resolution.NodeNext },
  'esnext, bundler': { module: kind.ESNext, moduleResolution: resolution.Bundler },
  preserve: { module: kind.Preserve, moduleResolution: resolution.Bundler },
};

describe('The types of the matchers, from the packed package', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'drystep-matcher-types-')));
  const types = ['commonjs', 'module'] as const;

  beforeAll(() => {
    // One folder above both packages, where Node and the compiler look for what is not in their own.
    const installed = join(folder, 'node_modules');
    mkdirSync(join(installed, 'drystep'), { recursive: true });
    for (const name of readdirSync(modules).filter((each) => each !== 'drystep' && !each.startsWith('.')))
      symlinkSync(join(modules, name), join(installed, name));
    run('tar', ['-xzf', packedPackage(), '--strip-components=1', '-C', join(installed, 'drystep')], folder);
    for (const type of types) {
      const app = join(folder, type);
      mkdirSync(app);
      writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type }));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(types.flatMap((type) => Object.keys(settings).map((setting) => [type, setting] as const)))(
    'are there in a package of type %s with module %s',
    (type, setting) => {
      const options: ts.CompilerOptions = {
        ...settings[setting],
        strict: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        types: ['node', 'jest'],
        typeRoots: [join(folder, 'node_modules/@types')],
      };
      const paths = Object.keys(files).map((name) => join(folder, type, name));

      expect(typeProblems(folder, paths, options)).toEqual([]);
    },
  );
});
