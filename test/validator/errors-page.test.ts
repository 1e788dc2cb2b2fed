import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_NAMES, validate } from '../../src/validator';

// The other parts have tests of their own: refused-page.test.ts, and errors-page.test.ts of the builders.
const [page = ''] = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8').split(/^# What /m);
const entries = page
  .split(/^## /m)
  .slice(1)
  .map((text) => ({ name: text.slice(0, text.indexOf('\n')), text }));

/** An example with a `Type` is one state of a machine. */
function exampleDefinition(text: string): string | undefined {
  const example = /```json\n([\s\S]*?)\n```/.exec(text)?.[1];
  if (example === undefined) return undefined;
  return /^\{\s*"Type"/.test(example)
    ? `{ "StartAt": "Example", "States": { "Example": ${example}, "Other": { "Type": "Succeed" } } }`
    : example;
}

test('docs/errors.md: has one entry for each rule and no other', () => {
  expect(entries.map(({ name }) => name).sort()).toEqual([...RULE_NAMES].sort());
});

test.each(entries)('docs/errors.md: $name has a cause and a fix', ({ text }) => {
  expect(text).toContain('**Cause.** ');
  expect(text).toContain('**Fix.** ');
});

test.each(entries.filter(({ text }) => exampleDefinition(text) !== undefined))(
  'docs/errors.md: the example of $name shows it',
  ({ name, text }) => {
    const { diagnostics } = validate(exampleDefinition(text)!, { type: text.includes('of type EXPRESS') ? 'EXPRESS' : 'STANDARD' });

    const shown = diagnostics.find(({ rule }) => rule === name);
    expect(diagnostics.map(({ rule }) => rule)).toContain(name);
    if (!text.includes('or an ERROR')) expect(shown?.severity).toBe(text.includes('\nA WARNING.\n') ? 'WARNING' : 'ERROR');
  },
);

test.each(entries.filter(({ text }) => exampleDefinition(text) !== undefined))(
  'docs/errors.md: $name can be switched off',
  ({ name, text }) => {
    const type = text.includes('of type EXPRESS') ? 'EXPRESS' : 'STANDARD';
    const { diagnostics } = validate(exampleDefinition(text)!, { type, severities: { [name]: 'off' } });

    // What AWS refuses stays in sight.
    expect(diagnostics.filter(({ rule, severity, refusedByAws }) => rule === name && !(severity === 'WARNING' && refusedByAws))).toEqual(
      [],
    );
  },
);
