import { readFileSync } from 'node:fs';
import { type Problem, tscProblems } from '../compiler/tsc-problems';
import { declarationsOf, snippetFolder } from './snippet-folder';

/** A small program of a test, and what the compiler says about it. */
export interface CompiledSnippet {
  /** Each error as the text of the line from where it starts, and its message with everything nested in it. */
  readonly errors: readonly { readonly code: number; readonly from: string; readonly message: string }[];
}

/** One program for all snippets: loading the library is what takes the time. */
const folder = snippetFolder();
/** The compiler says this of it, or has stopped before it judged types: at a snippet that is not finished, all others would have no errors. */
const [mark] = folder.add('', [`export const judged: number = 'text';`]) as [string];
const snippets = new Set([mark]);
let told: ReadonlyMap<string, readonly Problem[]> | undefined;

/** Adds snippets as modules, each after the prelude. They are compiled when a test first looks: all that suites add, as one program. */
export function compileSnippets(prelude: string, added: readonly string[]): readonly CompiledSnippet[] {
  return pathsOf(prelude, added).map((path) => ({
    get errors() {
      return (problems().get(path) ?? []).map((problem) => described(path, problem));
    },
  }));
}

/** The declarations that a user's build writes for each snippet, and what keeps it from writing them. */
export function emittedDeclarations(prelude: string, added: readonly string[]): readonly (CompiledSnippet & { readonly text: string })[] {
  const compiled = compileSnippets(prelude, added);
  return pathsOf(prelude, added).map((path, index) => ({
    get errors() {
      return (compiled[index] as CompiledSnippet).errors;
    },
    get text() {
      problems();
      return readFileSync(declarationsOf(folder, path), 'utf8');
    },
  }));
}

function pathsOf(prelude: string, added: readonly string[]): readonly string[] {
  told = undefined;
  const paths = folder.add(prelude, added);
  for (const path of paths) snippets.add(path);
  return paths;
}

/** What the compiler says, by file: errors of the sources are `npm run typecheck`'s. */
function problems(): ReadonlyMap<string, readonly Problem[]> {
  if (told !== undefined) return told;
  folder.write();
  const all = tscProblems(folder.path, ['-p', '.']).problems;
  const ofMark = all.filter(({ path }) => path === mark);
  const preludes = folder.paths().filter((path) => !snippets.has(path));
  const beneath = all.filter(({ path }) => path === '' || preludes.includes(path));
  if (ofMark.length !== 1 || beneath.length > 0)
    throw new Error(`what snippets stand on does not compile, or one of them ends too early: ${JSON.stringify(all.slice(0, 3))}`);
  told = new Map([...snippets].map((snippet) => [snippet, all.filter(({ path }) => path === snippet)]));
  return told;
}

function described(path: string, { code, line, column, message }: Problem): CompiledSnippet['errors'][number] {
  const from =
    folder
      .text(path)
      .split('\n')
      [line - 1]?.slice(column - 1) ?? '';
  return { code, from, message };
}
