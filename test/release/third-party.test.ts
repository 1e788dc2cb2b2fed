import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundledInto, installedWith, thirdPartyLicences } from '../../scripts/release/third-party';

const root = join(__dirname, '..', '..');

describe('THIRD-PARTY-LICENSES', () => {
  test('holds the licence of every package that an installation brings, and of those in the page', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const packages = installedWith(root);

    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    // `npm run licenses` writes it.
    expect(readFileSync(join(root, 'THIRD-PARTY-LICENSES'), 'utf8')).toBe(thirdPartyLicences([...packages, ...bundledInto(root)]));
  });

  test('lists no licence that asks more of users than Apache-2.0 does', () => {
    expect(
      [...installedWith(root), ...bundledInto(root)].filter(
        ({ license }) => !['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0'].includes(license),
      ),
    ).toEqual([]);
  });

  test('names a holder of the copyright for each', () => {
    expect(installedWith(root).filter(({ text }) => !/copyright (\(c\)|IBM|\d)/i.test(text))).toEqual([]);
  });
});

describe('Finding licences', () => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-licences-'));
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('follows the dependencies of dependencies, and reads holders from the source where the licence names none', () => {
    write(
      'package.json',
      '{ "name": "app", "version": "1.0.0", "dependencies": { "one": "1.0.0" }, "devDependencies": { "tool": "1.0.0" } }',
    );
    write(
      'node_modules/one/package.json',
      '{ "name": "one", "version": "1.0.0", "license": "MIT", "dependencies": { "@two/three": "2.0.0" } }',
    );
    write('node_modules/one/LICENSE.md', 'MIT\n\nCopyright (c) 2020 One');
    write('node_modules/@two/three/package.json', '{ "name": "@two/three", "version": "2.0.0", "license": "ISC", "main": "main.js" }');
    write('node_modules/@two/three/LICENCE', 'ISC\n\nThe copyright notice stays.');
    write('node_modules/@two/three/main.js', '/** © Copyright Three 2019 */\n/** © Copyright Three 2019 */');

    expect(installedWith(folder)).toEqual([
      { name: '@two/three', version: '2.0.0', license: 'ISC', text: '© Copyright Three 2019\n\nISC\n\nThe copyright notice stays.' },
      { name: 'one', version: '1.0.0', license: 'MIT', text: 'MIT\n\nCopyright (c) 2020 One' },
    ]);
  });

  test('fails when a package has no licence file', () => {
    write('package.json', '{ "name": "app", "version": "1.0.0", "dependencies": { "bare": "1.0.0" } }');
    write('node_modules/bare/package.json', '{ "name": "bare", "version": "1.0.0" }');

    expect(() => installedWith(folder)).toThrow('bare has no licence file');
  });
});
