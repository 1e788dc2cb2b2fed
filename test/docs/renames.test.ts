import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const changelog = readFileSync(join(root, 'CHANGELOG.md'), 'utf8');

/** What each entry point exports, by the name a user imports it from. */
const exported = new Map(
  readdirSync(join(root, 'src/entries')).map((file) => {
    const text = readFileSync(join(root, 'src/entries', file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const names = [...text.matchAll(/\{([^}]*)\}/g)].flatMap(([, list]) =>
      (list as string).split(',').map((name) =>
        name
          .trim()
          .replace(/^type /, '')
          .replace(/^.* as /, ''),
      ),
    );
    const entry = file.replace('.ts', '');
    return [entry === 'drystep' ? entry : `drystep/${entry}`, new Set(names)] as const;
  }),
);

/** The edits that the changelog names under "Renamed" and "Removed": what to write, and for what. */
const edits = [...changelog.matchAll(/^### (?:Renamed|Removed)\n([\s\S]*?)(?=^##|$(?![\s\S]))/gm)]
  .flatMap(([, part]) => (part as string).split(/^- /m).slice(1))
  .map((line) => /Write `([^`]+)` for `([^`]+)`/.exec(line.replaceAll(/\s+/g, ' ')) ?? [line, '', ''])
  .map(([, written, old]) => [old as string, written as string] as const);

/** The name in a piece of code and the entry point that it is imported from; of a call without an import, any of them. */
function placeOf(code: string): { name: string; entries: readonly string[] } {
  const [, names, entry] = /^import (?:type )?\{ (\w+) \} from '([^']+)'$/.exec(code) ?? [];
  if (names !== undefined) return { name: names, entries: [entry as string] };
  return { name: /^\w+/.exec(code)?.[0] ?? '', entries: [...exported.keys()] };
}

function isExported(code: string): boolean {
  const { name, entries } = placeOf(code);
  return entries.some((entry) => exported.get(entry)?.has(name));
}

describe('A name that CHANGELOG.md calls renamed', () => {
  test('stands there with the edit to make', () => {
    expect(edits.length).toBeGreaterThan(2);
    expect(edits.filter(([old, written]) => old === '' || written === '')).toEqual([]);
  });

  test.each(edits)('%s does not compile any more', (old) => {
    expect(isExported(old)).toBe(false);
  });

  test.each(edits)('in place of %s there is %s', (_, written) => {
    expect(isExported(written)).toBe(true);
  });
});

test('A name that moved is found where it is, and nowhere else', () => {
  expect(isExported("import { testMachine } from 'drystep/testing'")).toBe(true);
  expect(isExported("import { testMachine } from 'drystep'")).toBe(false);
  expect(isExported('testMachine(stack)')).toBe(true);
  expect(isExported('testMachin(stack)')).toBe(false);
});
