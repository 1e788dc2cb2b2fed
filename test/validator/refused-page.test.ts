import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDefinitionError } from '../../src/asl';
import { parse } from '../../src/interpreter';
import { extractStateMachines } from '../../src/template';
import { RULE_NAMES } from '../../src/validator';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const [, part = ''] = /^# What is refused before it runs$([\s\S]*?)^# What builders/m.exec(page) ?? [];
const entries = part
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ code: text.slice(0, text.indexOf('\n')), text }));

/** AWS's own codes, which stand in the table at the top. With one of them our problem has no other. */
const ofAws = new Set(
  [...page.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)].flatMap(([, codes]) => (codes as string).match(/[A-Z_]+/g) ?? []),
);

/** Codes of problems in the sources of the rooms that read definitions. */
function codesInSource(): string[] {
  const texts = ['src/asl', 'src/interpreter', 'src/template'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  const all = new Set(texts.flatMap((text) => [...text.matchAll(/\bcode: '([A-Z_]+)'/g)].map(([, code]) => code as string)));
  return [...all].sort();
}

/** The codes with which an example is refused. */
function codesOf(example: { readonly Type: string; readonly Properties?: object }): string[] {
  if (example.Properties !== undefined) {
    const [machine] = extractStateMachines({ Resources: { Machine: example } } as never);
    return machine?.problems.map(({ code }) => code) ?? [];
  }
  try {
    parse({ StartAt: 'Example', States: { Example: example } });
    return [];
  } catch (error) {
    return isDefinitionError(error) ? error.problems.map(({ code }) => code) : [];
  }
}

test('docs/errors.md: has an entry for each code of a DefinitionError: a rule, or one of those that come before a run', () => {
  const own = new Set(entries.map(({ code }) => code));
  const missing = codesInSource().filter((code) => !RULE_NAMES.includes(code) && (!ofAws.has(code) || own.has(code)));

  expect(entries.map(({ code }) => code)).toEqual(missing);
});

test.each(entries)('docs/errors.md: $code has a cause and a fix, and its example is refused by it', ({ code, text }) => {
  const example = /```json\n([\s\S]*?)\n```/.exec(text)?.[1];

  expect(text).toContain('**Cause.** ');
  expect(text).toContain('**Fix.** ');
  // A file in YAML needs a folder.
  if (code === 'TEMPLATE_DEFINITION_YAML') expect(example).toBeUndefined();
  else expect(codesOf(JSON.parse(example as string) as never)).toContain(code);
});
