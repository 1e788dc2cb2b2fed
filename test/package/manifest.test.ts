import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../../projenrc/repository';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const entryPoints = Object.entries<{ types: string; default: string }>(manifest.exports).filter(([name]) => name !== './package.json');

describe('The manifest', () => {
  test('pins each runtime dependency to one version, and a decision record names it', () => {
    const folder = join(root, 'docs', 'decisions');
    const records = readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');

    for (const [name, version] of Object.entries<string>(manifest.dependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(records).toContain(`\`${name}\` ${version}`);
    }
  });

  test('asks for no peer that a user might not have', () => {
    const optional = Object.keys(manifest.peerDependenciesMeta).filter((name) => manifest.peerDependenciesMeta[name].optional);

    expect(optional).toEqual(Object.keys(manifest.peerDependencies));
  });

  test('publishes lists of names, and what a runner loads', () => {
    const others = entryPoints.filter(([, { default: code }]) => !code.startsWith('./lib/entries/'));

    expect(others.map(([name]) => name)).toEqual(['./jest', './vitest']);
  });

  test('publishes entry points that exist, for old and new resolution alike', () => {
    for (const [name, { types, default: code }] of entryPoints) {
      const source = code.replace('./lib/', 'src/').replace(/\.js$/, '.ts');

      expect([name, existsSync(join(root, source))]).toEqual([name, true]);
      expect(types).toBe(code.replace(/\.js$/, '.d.ts'));
      if (name !== '.') {
        expect(manifest.typesVersions['*'][name.slice('./'.length)]).toEqual([types.slice('./'.length)]);
      }
    }
  });

  test('ships what says whose work is in the package', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const licences = readFileSync(join(root, 'THIRD-PARTY-LICENSES'), 'utf8');
    const notice = readFileSync(join(root, 'NOTICE'), 'utf8');

    expect(manifest.files).toEqual(expect.arrayContaining(['NOTICE', 'THIRD-PARTY-LICENSES', 'CHANGELOG.md', 'docs/*.md']));
    expect(manifest.files.filter((file: string) => file !== 'lib' && !file.includes('*') && !existsSync(join(root, file)))).toEqual([]);
    for (const name of Object.keys(manifest.dependencies)) {
      expect(licences).toContain(`${name} ${lock.packages[`node_modules/${name}`].version} (`);
    }
    // The models of services carry the notice of their source, too.
    for (const line of readFileSync(join(root, 'src/data/services/NOTICE'), 'utf8').match(/^(Copyright|Changed:).*$/gm) ?? []) {
      expect(notice).toContain(line);
    }
  });

  test('has one address, written in one place, behind repository, homepage and bugs', () => {
    expect(manifest.repository).toEqual({ type: 'git', url: `git+${REPOSITORY}.git` });
    expect(manifest.homepage).toBe(`${REPOSITORY}#readme`);
    expect(manifest.bugs).toEqual({ url: `${REPOSITORY}/issues` });
  });

  test.each(['compile', 'test', 'lint', 'typecheck', 'conformance', 'bench', 'demo', 'docs:api'])('has the script %s', (name) => {
    expect(manifest.scripts).toHaveProperty([name]);
  });
});
