/**
 * Writes API.md: what every entry point exports, taken from the sources by typedoc and joined into one file.
 *
 * `npm run docs:api` writes it; `npm run docs:api -- --check` changes nothing and ends with 1 when the committed file differs, so
 * that no change of the public surface goes unseen in review.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Application,
  Comment,
  CommentTag,
  Converter,
  type DeclarationReflection,
  LogLevel,
  type ProjectReflection,
  ReflectionKind,
  type TypeDocOptions,
} from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';
import { groups, hidden } from './api/groups.mjs';
import { openings } from './api/openings.mjs';
import { simplify } from './api/plain-types.mjs';

/** Where exports go that no job names. */
const LAST = 'More types';

const root = join(import.meta.dirname, '..');
const [to] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const target = to ?? join(root, 'API.md');

interface EntryPoint {
  /** As it is imported, such as `drystep/render`. */
  readonly name: string;
  /** Its source, such as `src/render/index.ts`. */
  readonly file: string;
}

/** The entry points that package.json publishes. */
function entryPoints(): EntryPoint[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.entries(exports).flatMap(([name, published]) => {
    const code = typeof published === 'string' ? undefined : published.default;
    return code ? [{ name: `drystep${name.slice(1)}`, file: code.replace('./lib/', 'src/').replace(/\.js$/, '.ts') }] : [];
  });
}

/** Renders all entry points in one run, so that the CDK's types are read once. Gives the Markdown of each, in the order given. */
async function render(entries: readonly EntryPoint[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-api-'));
  const typedoc: TypeDocOptions = {
    entryPoints: entries.map(({ file }) => join(root, file)),
    basePath: join(root, 'src'),
    tsconfig: join(root, 'tsconfig.build.json'),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: folder }],
    logLevel: LogLevel.Error,
    readme: 'none',
    router: 'module',
    sort: [],
    categorizeByGroup: false,
    defaultCategory: LAST,
    categoryOrder: [...new Set(Object.values(groups).flatMap((jobs) => Object.keys(jobs))), LAST],
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    skipErrorChecking: true,
  };
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
    const application = await Application.bootstrapWithPlugins({ ...typedoc, ...markdown });
    application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => arrange(project, entries));
    // After typedoc's own plugins, which make the categories.
    application.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => sortByJob(project), -10_000);
    const project = await application.convert();
    if (!project) {
      throw new Error('typedoc could not read the entry points');
    }
    await application.generateOutputs(project);
    return entries.map(({ file }) => onePage(readFileSync(join(folder, pageOf(file)), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Puts the exports of each entry point under the jobs they do, and leaves out what only the compiler reads. */
function arrange(project: ProjectReflection, entries: readonly EntryPoint[]): void {
  for (const module of project.children ?? []) {
    const { name } = entries.find(({ file }) => pageOf(file) === `${module.name.replace(/\/index$/, '')}.md`) ?? entries[0]!;
    const jobs = Object.entries(groups[name] ?? {});
    const exported = new Set(module.children?.map((child) => child.name));
    const gone = jobs.flatMap(([, names]) => names).filter((known) => !exported.has(known));
    if (gone.length > 0) throw new Error(`scripts/api/groups.mts names what ${name} does not export: ${gone.join(', ')}.`);
    for (const child of [...(module.children ?? [])]) {
      if (hidden.has(child.name)) {
        project.removeReflection(child);
        continue;
      }
      const job = jobs.find(([, names]) => names.includes(child.name))?.[0];
      if (job !== undefined) categorize(child, job);
      if (/Factories$/.test(child.name)) for (const method of [...(child.children ?? [])]) project.removeReflection(method);
      simplify(child);
    }
  }
}

/** Within a job the order is that of the table: what somebody calls first, then the types of its options. */
function sortByJob(project: ProjectReflection): void {
  const places = new Map<string, number>();
  for (const [job, names] of Object.values(groups).flatMap((jobs) => Object.entries(jobs))) {
    for (const [place, name] of names.entries()) places.set(`${job}/${name}`, place);
  }
  for (const { categories = [] } of project.children ?? []) {
    for (const { title, children } of categories) {
      const place = (name: string) => places.get(`${title}/${name}`) ?? places.size;
      children.sort((one, other) => place(one.name) - place(other.name));
    }
  }
}

/** Functions carry their comment on the signature. */
function categorize(reflection: DeclarationReflection, job: string): void {
  const tag = () => new CommentTag('@category', [{ kind: 'text', text: job }]);
  const owners = reflection.kindOf(ReflectionKind.Function) ? (reflection.signatures ?? []) : [reflection];
  for (const owner of owners) {
    owner.comment ??= new Comment();
    owner.comment.blockTags.push(tag());
  }
}

/** Where typedoc writes an entry point: `src/testing/jest/index.ts` becomes `testing/jest.md`. */
function pageOf(file: string): string {
  return `${file.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')}.md`;
}

/** Links between pages become links within the one page. Anchors of table rows go: they are noise to whoever reads the text. */
function onePage(markdown: string): string {
  return markdown
    .replace(/\]\([\w./-]+\.md(#[^)]*)?\)/g, (_, anchor: string | undefined) => `](${anchor ?? '#'})`)
    .replace(/<a id="[^"]*"><\/a> /g, '')
    .replace(/\[([^\]]+)\]\(#property-[^)]*\)/g, '$1')
    .trim();
}

function firstDifference(committed: string, report: string): string {
  const [before, after] = [committed.split('\n'), report.split('\n')];
  const index = after.findIndex((line, at) => line !== before[at]);
  return index < 0 ? `it is longer by ${before.length - after.length} lines` : `line ${index + 1} should read "${after[index]}"`;
}

const entries = entryPoints();
const pages = await render(entries);
const header = '<!-- Generated by `npm run docs:api` from the sources. Do not edit. -->';
const contents = entries.map(({ name }) => `- [\`${name}\`](#${name.replaceAll('/', '')})`).join('\n');
const opening = (name: string): string => {
  const { text, program } = openings[name] ?? { text: '', program: '' };
  const code =
    program === '' ? '' : `\n\nFrom [${program}](${program}):\n\n\`\`\`ts\n${readFileSync(join(root, program), 'utf8').trim()}\n\`\`\``;
  return `${text}${code}`;
};
const report = `${[header, `# API\n\n${contents}`, ...entries.map(({ name }, index) => `# ${name}\n\n${opening(name)}\n\n${pages[index]}`)].join('\n\n')}\n`;

if (!process.argv.includes('--check')) {
  writeFileSync(target, report);
} else {
  const committed = existsSync(target) ? readFileSync(target, 'utf8') : '';
  if (committed !== report) {
    console.error(`API.md is out of date: ${firstDifference(committed, report)}\nRun \`npm run docs:api\` and commit the result.`);
    process.exitCode = 1;
  }
}
