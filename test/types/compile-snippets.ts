import { join } from 'node:path';
import ts from 'typescript';
import { hostWithTexts } from './host-with-texts';

/** A small program of a test, and what the compiler says about it. */
export interface CompiledSnippet {
  /** Each error as the text of the line from where it starts, and its message with everything nested in it. */
  readonly errors: readonly { readonly code: number; readonly from: string; readonly message: string }[];
}

const root = join(__dirname, '..', '..');

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  esModuleInterop: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules', '@types')],
  paths: { drystep: [join(root, 'src', 'index.ts')] },
};

/** Compiles snippets as modules of one program, each after the prelude: loading the library once is what takes the time. */
export function compileSnippets(prelude: string, snippets: readonly string[]): readonly CompiledSnippet[] {
  const files = new Map(
    snippets.map((snippet, index) => [join(root, 'test', 'types', `snippet-${index}.ts`), `${prelude}\n${snippet}\nexport {};\n`]),
  );
  const program = ts.createProgram([...files.keys()], options, hostWithTexts(options, files));
  return [...files.keys()].map((name) => {
    const source = program.getSourceFile(name);
    return { errors: [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(describe) };
  });
}

function describe(diagnostic: ts.Diagnostic): CompiledSnippet['errors'][number] {
  const { file, start = 0, code, messageText } = diagnostic;
  const from = file === undefined ? '' : (file.text.slice(start).split('\n')[0] ?? '');
  return { code, from, message: ts.flattenDiagnosticMessageText(messageText, '\n') };
}

/** What an editor shows over the name behind the mark `hover` of each snippet. */
export function shownTypes(prelude: string, snippets: readonly string[]): readonly string[] {
  return inEditor(prelude, snippets, '/*hover*/', (service, name, position) =>
    ts.displayPartsToString(service.getQuickInfoAtPosition(name, position)?.displayParts),
  );
}

/** What an editor offers at the mark `here` of each snippet, which need not be finished. */
export function completions(prelude: string, snippets: readonly string[]): readonly (readonly string[])[] {
  return inEditor(prelude, snippets, '/*here*/', (service, name, position) =>
    (service.getCompletionsAtPosition(name, position, {})?.entries ?? []).map((entry) => entry.name),
  );
}

function inEditor<Answer>(
  prelude: string,
  snippets: readonly string[],
  mark: string,
  ask: (service: ts.LanguageService, name: string, position: number) => Answer,
): readonly Answer[] {
  const files = snippets.map((snippet) => `${prelude}\n${snippet}\nexport {};\n`);
  const names = files.map((_, index) => join(root, 'test', 'types', `shown-${index}.ts`));
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => options,
    getScriptFileNames: () => names,
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => {
      const index = names.indexOf(name);
      const text = index < 0 ? ts.sys.readFile(name) : files[index];
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => names.includes(name) || ts.sys.fileExists(name),
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
  };
  const service = ts.createLanguageService(host);
  return names.map((name, index) => {
    return ask(service, name, (files[index] as string).lastIndexOf(mark) + mark.length);
  });
}
