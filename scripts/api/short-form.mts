/** The short form of the API: each export as a declaration, with the first sentence of its docstring. */
import type { DeclarationReflection } from 'typedoc';
import { declarationText } from './declaration.mjs';
import { type EntryPoint, entryOf } from './entry-points.mjs';
import { openings } from './openings.mjs';
import { LAST, readSources } from './read-sources.mjs';

/** The section of each entry point, in the order given. */
export async function shortForm(entries: readonly EntryPoint[]): Promise<string[]> {
  const { project, hidden } = await readSources(entries);
  const modules = new Map((project.children ?? []).map((module) => [entryOf(module.name, entries).name, module]));
  return entries.map(({ name }) => {
    const { categories = [], children = [] } = modules.get(name) ?? {};
    const parts = categories.length > 0 ? categories : [{ title: LAST, children }];
    const jobs = parts.map((part) => job(part.title, part.children as DeclarationReflection[], parts.length));
    return [opening(name), ...jobs, compilers(hidden.get(name) ?? [])].filter((text) => text !== '').join('\n\n');
  });
}

function job(title: string, all: readonly DeclarationReflection[], jobs: number): string {
  const children = all.filter((child) => !child.isReference());
  const others = reExported(all.filter((child) => child.isReference()));
  const heading = jobs > 1 ? `## ${title}\n\n` : '';
  const declared = children.length === 0 ? '' : `\`\`\`ts\n${listed(children.map(declarationText))}\n\`\`\``;
  return heading + [declared, others].filter((text) => text !== '').join('\n\n');
}

/** What another entry point declares is named, and not declared again. */
function reExported(references: readonly DeclarationReflection[]): string {
  return references.length === 0 ? '' : `Also in another entry point, and the same there: ${coded(references.map(({ name }) => name))}.`;
}

/** Declarations of one line stand close together; longer ones have an empty line around them. */
function listed(declarations: readonly string[]): string {
  const long = (text: string | undefined) => (text?.split('\n').length ?? 0) > 2;
  return declarations.map((text, index) => (index > 0 && (long(text) || long(declarations[index - 1])) ? `\n${text}` : text)).join('\n');
}

function compilers(names: readonly string[]): string {
  return names.length === 0 ? '' : `Types that only the compiler reads: ${coded(names)}.`;
}

function coded(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

function opening(name: string): string {
  const { text, program } = openings[name] ?? { text: '', program: '' };
  return program === '' ? text : `${text} An example: [${program}](${program}).`;
}
