import { join } from 'node:path';
import ts from 'typescript';
import type { Question } from './question';

/** What editors show and offer that ask TypeScript 6, in the files of a folder with a `tsconfig.json`. */
export async function askLanguageService(folder: string, questions: readonly Question[]): Promise<readonly (readonly string[])[]> {
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(
    join(folder, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
      },
    },
  ) as ts.ParsedCommandLine;
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getProjectVersion: () => '1',
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const text = ts.sys.readFile(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    // Documentation is most of the CDK's text, and no type depends on it.
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  });
  return questions.map(({ path, text, position, wants }) => {
    if (wants === 'problems')
      return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(
        ({ messageText, start }) => `${ts.flattenDiagnosticMessageText(messageText, '\n')}: ${text.slice(start).split('\n')[0]}`,
      );
    if (wants === 'type') return [ts.displayPartsToString(service.getQuickInfoAtPosition(path, position)?.displayParts)];
    return (service.getCompletionsAtPosition(path, position, {})?.entries ?? []).map(({ name }) => name);
  });
}
