import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judge } from '../compiler/judge';
import { commandProblems } from './type-problems';

describe('What the compiler says of a folder in which a package is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-problems-'));

  beforeAll(() => {
    const installed = join(folder, 'node_modules/broken');
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, 'package.json'), '{ "name": "broken", "types": "index.d.ts" }');
    writeFileSync(join(installed, 'index.d.ts'), 'export declare const one: Missing;\n');
    writeFileSync(join(folder, 'consumer.ts'), "import { one } from 'broken';\nexport const two: number = 'two';\nvoid one;\n");
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(['node16', ...(judge.knowsNode10 ? ['commonjs --moduleResolution node10 --ignoreDeprecations 6.0'] : [])])(
    'tells of the files and of the declarations that they load, as tsc does: --module %s',
    (module) => {
      const words = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022', '--module', ...module.split(' ')];

      expect(commandProblems(folder, [...words, 'consumer.ts'])).toEqual([
        "consumer.ts(2,14): error TS2322: Type 'string' is not assignable to type 'number'.\n",
        "node_modules/broken/index.d.ts(1,27): error TS2304: Cannot find name 'Missing'.\n",
      ]);
    },
  );

  test('tells of a word that it does not know', () => {
    expect(commandProblems(folder, ['--strikt', 'consumer.ts']).join('')).toContain("Unknown compiler option '--strikt'");
  });
});
