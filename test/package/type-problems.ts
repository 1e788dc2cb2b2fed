import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Problem, tscProblems } from '../compiler/tsc-problems';

/** Options as `tsconfig.json` has them. */
export type Options = Readonly<Record<string, unknown>>;

/**
 * What the compiler says about the test files of projects, each a folder below this one with options of its own. All are compiled by one process,
 * which reads declarations once for all: that is what takes the time.
 */
export function buildProblems(folder: string, projects: ReadonlyMap<string, Options>): ReadonlyMap<string, readonly string[]> {
  for (const [name, options] of projects) {
    const compilerOptions = { ...options, noEmit: true, paths: coreOnly(folder) };
    writeFileSync(join(folder, name, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.test.ts'] }));
  }
  const { problems } = tscProblems(folder, ['-b', ...projects.keys()]);
  // What is about no file may be about each.
  const about = (name: string) => problems.filter(({ path }) => path === '' || path.startsWith(join(folder, name, '/')));
  return new Map([...projects.keys()].map((name) => [name, about(name).map((problem) => printed(folder, problem))]));
}

/** What the compiler says about a whole project, by its own tsconfig.json. */
export function projectProblems(project: string): readonly string[] {
  const judged = join(project, 'tsconfig.judged.json');
  writeFileSync(judged, JSON.stringify({ extends: './tsconfig.json', compilerOptions: { noEmit: true, paths: coreOnly(project) } }));
  return tscProblems(project, ['-p', judged]).problems.map((problem) => printed(project, problem));
}

/** What `tsc` says in a folder, called with these words: about the files, and about each declaration that they load. */
export function commandProblems(folder: string, words: readonly string[]): readonly string[] {
  return tscProblems(folder, words).problems.map((problem) => printed(folder, problem));
}

function printed(folder: string, { path, line, column, code, message }: Problem): string {
  return `${path === '' ? '' : `${relative(folder, path)}(${line},${column}): `}error TS${code}: ${message}\n`;
}

/** What the whole CDK gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations. */
function coreOnly(folder: string): Options {
  return { 'aws-cdk-lib': [join(folder, 'node_modules/aws-cdk-lib/core/index.d.ts')] };
}
