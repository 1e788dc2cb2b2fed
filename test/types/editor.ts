import { askCompiler } from '../compiler/ask';
import type { Question } from '../compiler/question';
import { snippetFolder } from './snippet-folder';

const folder = snippetFolder();
const questions: Question[] = [];
let answers: Promise<readonly (readonly string[])[]> | undefined;

/** What an editor shows over the name behind the mark `hover` of a snippet, by its index. */
export function shownTypes(prelude: string, snippets: readonly string[]): (index: number) => Promise<string> {
  const ask = asked(prelude, snippets, '/*hover*/', 'type');
  return async (index) => (await ask(index)).join('');
}

/** What an editor offers at the mark `here` of a snippet, which need not be finished, by its index. */
export function completions(prelude: string, snippets: readonly string[]): (index: number) => Promise<readonly string[]> {
  return asked(prelude, snippets, '/*here*/', 'names');
}

/** All that suites ask is asked at once, when a test first looks: loading the library is what takes the time. */
function asked(
  prelude: string,
  snippets: readonly string[],
  mark: string,
  wants: Question['wants'],
): (index: number) => Promise<readonly string[]> {
  if (answers !== undefined) throw new Error('the editor has answered: ask outside of tests');
  const first = questions.length;
  for (const path of folder.add(prelude, snippets)) {
    const text = folder.text(path);
    questions.push({ path, text, position: text.lastIndexOf(mark) + mark.length, wants });
  }
  return async (index) => {
    if (answers === undefined) {
      folder.write();
      answers = askCompiler(folder.path, questions);
    }
    return (await answers)[first + index] as readonly string[];
  };
}
