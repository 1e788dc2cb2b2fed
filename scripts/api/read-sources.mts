/** Reads the exports of the entry points from the sources, by typedoc, and makes them readable. */
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
import { type EntryPoint, entryOf, root } from './entry-points.mjs';
import { groups, hidden } from './groups.mjs';
import { simplify } from './plain-types.mjs';

/** Where exports go that no job names. */
export const LAST = 'More types';

export interface Sources {
  readonly application: Application;
  readonly project: ProjectReflection;
  /** Exports that only the compiler reads, by the name of the entry point. */
  readonly hidden: ReadonlyMap<string, readonly string[]>;
}

/** What the whole CDK gives under its own name is declared here. The rest are its 250 services, which no export of ours mentions. */
const coreOnly = { 'aws-cdk-lib': [join(root, 'node_modules/aws-cdk-lib/core/index.d.ts')] };

/** Reads all entry points in one run, so that the CDK's types are read once. */
export async function readSources(entries: readonly EntryPoint[], more: TypeDocOptions = {}): Promise<Sources> {
  const application = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ file }) => join(root, file)),
    basePath: join(root, 'src'),
    tsconfig: join(root, 'tsconfig.build.json'),
    compilerOptions: { paths: coreOnly },
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
    ...more,
  });
  const left = new Map<string, string[]>(entries.map(({ name }) => [name, []]));
  application.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => arrange(project, entries, left));
  // After typedoc's own plugins, which make the categories.
  application.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => sortByJob(project), -10_000);
  const project = await application.convert();
  if (!project) throw new Error('typedoc could not read the entry points');
  return { application, project, hidden: left };
}

/** Puts the exports of each entry point under the jobs they do, and leaves out what only the compiler reads. */
function arrange(project: ProjectReflection, entries: readonly EntryPoint[], left: ReadonlyMap<string, string[]>): void {
  for (const module of project.children ?? []) {
    const { name } = entryOf(module.name, entries);
    const jobs = Object.entries(groups[name] ?? {});
    const exported = new Set(module.children?.map((child) => child.name));
    const gone = jobs.flatMap(([, names]) => names).filter((known) => !exported.has(known));
    if (gone.length > 0) throw new Error(`scripts/api/groups.mts names what ${name} does not export: ${gone.join(', ')}.`);
    for (const child of [...(module.children ?? [])]) {
      if (hidden.has(child.name)) {
        left.get(name)?.push(child.name);
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
