import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const section = readFileSync(join(root, 'docs/versioning.md'), 'utf8').split('## What is supported')[1]!.split('\n## ')[0]!;
const rows = Object.fromEntries([...section.matchAll(/^\| `?([^`|]+?)`? \| (.*) \|$/gm)].map(([, name, versions]) => [name!, versions!]));

describe('The supported versions in docs/versioning.md', () => {
  test('are those of package.json, for each peer', () => {
    const peers = Object.entries<string>(manifest.peerDependencies).map(([name, range]) => [name, `\`${range.replaceAll('|', '\\|')}\``]);

    expect(Object.fromEntries(peers.map(([name]) => [name, rows[name!]]))).toEqual(Object.fromEntries(peers));
  });

  test('begin with the Node of package.json, and the oldest TypeScript that the examples are compiled with', () => {
    const oldest = /VERSIONS = \['(\d+\.\d+)/.exec(readFileSync(join(root, 'scripts/types/supported-compilers.ts'), 'utf8'))![1];

    expect(manifest.engines.node).toBe(`>= ${rows['Node']!.split(',')[0]}.0.0`);
    expect(rows['TypeScript']).toBe(`${oldest} and newer`);
  });

  test('are those that the decision record promises', () => {
    const record = readFileSync(join(root, 'docs/decisions/0012-support-range.md'), 'utf8');

    expect(record).toContain(
      'Node 20, 22, 24 and 26; TypeScript 5.4 and newer; jest 29 and 30; vitest 3, 4 and 5; aws-cdk-lib from 2.178.0',
    );
    expect(rows['Node']).toBe('20, 22, 24, 26');
  });
});
