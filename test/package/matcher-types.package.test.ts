import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { pack, run } from '../../scripts/pack';

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
  const cache = new Map<string, ts.SourceFile | undefined>();

  beforeAll(() => {
    const tarball = pack(folder);
    for (const type of types) {
      const app = join(folder, type);
      mkdirSync(join(app, 'node_modules'), { recursive: true });
      writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type }));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(app, name), text);
      for (const name of readdirSync(modules).filter((each) => each !== 'drystep' && !each.startsWith('.')))
        symlinkSync(join(modules, name), join(app, 'node_modules', name));
      mkdirSync(join(app, 'node_modules/drystep'));
      run('tar', ['-xzf', tarball, '--strip-components=1', '-C', join(app, 'node_modules/drystep')], app);
    }
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Parsed once for all programs: most of it are the types of the runners and the CDK. */
  function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    const getSourceFile = host.getSourceFile.bind(host);
    host.getSourceFile = (path, language, ...rest) => {
      const key = `${path} ${typeof language === 'object' ? language.impliedNodeFormat : ''}`;
      if (!cache.has(key)) cache.set(key, getSourceFile(path, language, ...rest));
      return cache.get(key);
    };
    return host;
  }

  test.each(types.flatMap((type) => Object.keys(settings).map((setting) => [type, setting] as const)))(
    'are there in a package of type %s with module %s',
    (type, setting) => {
      const options: ts.CompilerOptions = {
        ...settings[setting],
        noEmit: true,
        strict: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        types: ['node', 'jest'],
        typeRoots: [join(folder, type, 'node_modules/@types')],
      };
      const paths = Object.keys(files).map((name) => join(folder, type, name));
      const program = ts.createProgram(paths, options, hostFor(options));

      const problems = paths.flatMap((path) => {
        const source = program.getSourceFile(path)!;
        return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      });
      expect(problems.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`)).toEqual(
        [],
      );
    },
  );
});
