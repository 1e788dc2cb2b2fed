import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilderError } from 'drystep';
import { refused } from './refused-programs';
import { emptyStack } from './synthesized';

const root = join(__dirname, '..', '..');
const [, page = ''] = readFileSync(join(root, 'docs/errors.md'), 'utf8').split(/^# What builders refuse$/m);
const entries = page
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ code: text.slice(0, text.indexOf('\n')), text }));

/** The programs as their authors wrote them: what stands between the braces, without its indentation. */
const programs = new Map(
  [...readFileSync(join(__dirname, 'refused-programs.ts'), 'utf8').matchAll(/^ {2}(\w+): \(\w*\) => \{\n([\s\S]*?)^ {2}\},$/gm)].map(
    ([, code, body]) => [code, (body as string).replace(/^ {4}/gm, '')] as const,
  ),
);

/** Types and the check of scopes come before the one, and the other needs an older aws-cdk-lib. */
const withoutProgram = new Set(['REFERENCE_NOT_READABLE', 'CDK_TOO_OLD']);

/** Codes in the sources of the builders; one of them is a rule of the validator, and has its entry there. */
function codesInSource(): readonly string[] {
  const texts = ['src/expressions', 'src/builders'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  const codes = new Set(texts.flatMap((text) => [...text.matchAll(/\bcode: '([A-Z_]+)'/g)].map(([, code]) => code as string)));
  codes.delete('UNKNOWN_RULE');
  return [...codes].sort();
}

test('docs/errors.md: has one entry for each code of a BuilderError and no other, in their order', () => {
  expect(entries.map(({ code }) => code)).toEqual(codesInSource());
});

test.each(entries)('docs/errors.md: $code has a program, a cause and a fix', ({ code, text }) => {
  expect(programs.has(code)).toBe(!withoutProgram.has(code));
  expect(/```ts\n([\s\S]*?)```/.exec(text)?.[1]).toBe(programs.get(code));
  expect(text).toContain('**Cause.** ');
  expect(text).toContain('**Fix.** ');
});

test.each(Object.keys(refused))('docs/errors.md: the program of %s is refused by that code, with a hint', (code) => {
  let thrown: unknown;
  try {
    refused[code]?.(emptyStack());
  } catch (error) {
    thrown = error;
  }

  expect(isBuilderError(thrown) ? thrown.code : thrown).toBe(code);
  expect((thrown as Error).message).toMatch(/ Hint: \S/);
});
