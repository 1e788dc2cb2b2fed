/** The long form of the API: every parameter, property and example, as typedoc's Markdown. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { type EntryPoint, pageOf, root } from './entry-points.mjs';
import { openings } from './openings.mjs';
import { readSources } from './read-sources.mjs';

/** The section of each entry point, in the order given. */
export async function longForm(entries: readonly EntryPoint[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-api-'));
  const output: TypeDocOptions = { plugin: ['typedoc-plugin-markdown'], outputs: [{ name: 'markdown', path: folder }] };
  const markdown: Partial<PluginOptions> = {
    entryFileName: 'all-entry-points',
    expandObjects: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    hidePageTitle: true,
    classPropertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    parametersFormat: 'table',
    propertyMembersFormat: 'table',
    typeAliasPropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    tableColumnSettings: { hideDefaults: true, hideInherited: true, hideModifiers: true, hideOverrides: true, hideSources: true },
    useCodeBlocks: true,
  };
  try {
    const { application, project } = await readSources(entries, { ...output, ...markdown });
    await application.generateOutputs(project);
    return entries.map(({ name, file }) => `${opening(name)}\n\n${onePage(readFileSync(join(folder, pageOf(file)), 'utf8'))}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function opening(name: string): string {
  const { text, program } = openings[name] ?? { text: '', program: '' };
  if (program === '') return text;
  return `${text}\n\nFrom [${program}](${program}):\n\n\`\`\`ts\n${readFileSync(join(root, program), 'utf8').trim()}\n\`\`\``;
}

/** Links between pages become links within the one page. Anchors of table rows go: they are noise to whoever reads the text. */
function onePage(markdown: string): string {
  return markdown
    .replace(/\]\([\w./-]+\.md(#[^)]*)?\)/g, (_, anchor: string | undefined) => `](${anchor ?? '#'})`)
    .replace(/<a id="[^"]*"><\/a> /g, '')
    .replace(/\[([^\]]+)\]\(#property-[^)]*\)/g, '$1')
    .trim();
}
