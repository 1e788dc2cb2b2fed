import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { testMachine } from 'drystep/testing';
import { isTemplateError } from '../../src/template';
import { temporaryFolder } from './synthesized';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
const [, part = ''] = /^# What cannot be read$([\s\S]*?)^# What /m.exec(page) ?? [];
const entries = part
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ code: text.slice(0, text.indexOf('\n')), text }));

/** Two need values of parameters beside the source, the third a package that is missing. */
const withoutExample = new Set(['PARAMETER_INVALID', 'PARAMETER_UNKNOWN', 'YAML_PACKAGE_MISSING']);

/** The first argument of each call that makes such an error. */
function codesInSource(): string[] {
  const texts = readdirSync(join(root, 'src/template'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(root, 'src/template', path), 'utf8'));
  const made = texts.flatMap((text) => [...text.matchAll(/\btemplateError\(\s*'([A-Z_]+)'/g)].map(([, code]) => code as string));
  return [...new Set(made)].sort();
}

/** Writes the files of an example and gives their folder. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

test('docs/errors.md: has one entry for each code of a TemplateError and no other, in their order', () => {
  const declared = /type TemplateErrorCode =([^;]*);/.exec(readFileSync(join(root, 'src/template/template-error.ts'), 'utf8'))?.[1] ?? '';

  expect(entries.map(({ code }) => code)).toEqual(codesInSource());
  expect(entries.map(({ code }) => code)).toEqual([...declared.matchAll(/'([A-Z_]+)'/g)].map(([, code]) => code).sort());
});

test.each(entries)('docs/errors.md: $code has a cause and a fix, and its example is refused by it', ({ code, text }) => {
  const example = /```json\n([\s\S]*?)\n```/.exec(text)?.[1];
  const name = /^With the name `"(.*)"`\.$/m.exec(text)?.[1];
  let thrown: unknown;
  try {
    if (example !== undefined) testMachine(folderOf(JSON.parse(example) as never), name);
  } catch (error) {
    thrown = error;
  }

  expect(text).toContain('**Cause.** ');
  expect(text).toContain('**Fix.** ');
  expect(example === undefined).toBe(withoutExample.has(code));
  if (example !== undefined) expect(isTemplateError(thrown) ? thrown.code : thrown).toBe(code);
});
