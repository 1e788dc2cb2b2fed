import { judge } from './judge';
import { askLanguageServer } from './language-server';
import { askLanguageService } from './language-service';
import type { Question } from './question';

/** What the compiler answers to an editor, in the files of a folder with a `tsconfig.json`. Nothing else is judged, as the sources beneath. */
export function askCompiler(folder: string, questions: readonly Question[]): Promise<readonly (readonly string[])[]> {
  return judge.version === 6 ? askLanguageService(folder, questions) : askLanguageServer(folder, questions, judge);
}
