import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { executions } from '../../examples/matchers/executions';
import { failures } from '../../examples/matchers/failures';
import { messageOf } from '../messages/message-of';
import { codeBlocks } from './code-blocks';

const root = join(__dirname, '../..');
const page = readFileSync(join(root, 'docs/matchers.md'), 'utf8');
const program = readFileSync(join(root, 'examples/matchers/failures.ts'), 'utf8');
const matchers = Object.keys(failures) as readonly (keyof typeof failures)[];

/** What the page says under a heading, up to the next one. */
function section(heading: string): string {
  return page.split(`\n${heading}\n`)[1]?.split(/\n##/)[0] ?? '';
}

/** The call that fails, as the example makes it. */
function callOf(matcher: string): string {
  return new RegExp(`\\n  ${matcher}\\([^\\n]*\\n([\\s\\S]*?)\\n  },`).exec(program)?.[1]?.trim() ?? '';
}

describe('docs/matchers.md', () => {
  // toHaveVisited is the one whose message is shown whole.
  test.each(matchers)('shows how %s fails', async (matcher) => {
    const text = section(matcher === 'toHaveVisited' ? '## Reading a failure' : `### \`${matcher}\``);
    const all = await executions();
    const message = await messageOf(() => failures[matcher](all));
    const [shown] = codeBlocks(text, 'text');

    expect(codeBlocks(text, 'ts').at(-1)?.trim()).toBe(callOf(matcher));
    expect(shown?.trim()).toBe(matcher === 'toHaveVisited' ? message : message.split('\n\n')[0]);
  });

  test('has a section for each matcher, and lists each at its top', () => {
    const listed = [...(page.split('\n## ')[0] ?? '').matchAll(/`(to[A-Z]\w+)`/g)].map(([, name]) => name);
    const sections = [...page.matchAll(/^### `(\w+)`$/gm)].map(([, name]) => name);

    expect(sections.filter((name) => !listed.includes(name))).toEqual([]);
    expect([...sections].sort()).toEqual([...matchers, 'toMatchDefinitionSnapshot', 'toMatchHistorySnapshot'].sort());
  });
});
