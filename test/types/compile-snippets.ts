import { basename, join } from 'node:path';
import ts from 'typescript';
import { preludeModule } from './prelude-module';

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
  // Nothing is written: declarations are asked for.
  declaration: true,
  emitDeclarationOnly: true,
  rootDir: root,
  outDir: join(root, 'lib'),
  skipLibCheck: true,
  esModuleInterop: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules', '@types')],
  paths: {
    drystep: [join(root, 'src', 'entries', 'drystep.ts')],
    'drystep/expressions': [join(root, 'src', 'entries', 'expressions.ts')],
    'drystep/inferred': [join(root, 'src', 'entries', 'inferred.ts')],
    // What the whole library gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations.
    'aws-cdk-lib/aws-stepfunctions-tasks': [join(__dirname, 'cdk-tasks.d.ts')],
    'aws-cdk-lib': [join(root, 'node_modules', 'aws-cdk-lib', 'core', 'index.d.ts')],
  },
};

/** The modules of all snippets, and the name of each by its text: what two suites add is judged once, preludes above all. */
const texts = new Map<string, string>();
const names = new Map<string, string>();

/** One service for all snippets of a suite, asked by an editor and by the compiler alike: loading the library is what takes the time. */
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  // Asked again only when there are more files.
  getProjectVersion: () => String(texts.size),
  getScriptFileNames: () => [...texts.keys()],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => {
    const text = texts.get(name) ?? ts.sys.readFile(name);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  getCurrentDirectory: () => root,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: (name) => texts.has(name) || ts.sys.fileExists(name),
  readFile: (name) => texts.get(name) ?? ts.sys.readFile(name),
  readDirectory: ts.sys.readDirectory,
  directoryExists: ts.sys.directoryExists,
  getDirectories: ts.sys.getDirectories,
  realpath: ts.sys.realpath,
  // Documentation is most of the CDK's text, and no type depends on it.
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
});

/** Adds snippets as modules, each after the prelude. They are compiled when a test first looks: all that a suite adds, as one program. */
export function compileSnippets(prelude: string, snippets: readonly string[]): readonly CompiledSnippet[] {
  return filesOf(prelude, snippets).map((name) => ({
    get errors() {
      return [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)].map(describe);
    },
  }));
}

/** The declarations that a user's build writes for each snippet, and what keeps it from writing them. */
export function emittedDeclarations(
  prelude: string,
  snippets: readonly string[],
): readonly (CompiledSnippet & { readonly text: string })[] {
  return filesOf(prelude, snippets).map((name) => ({
    get errors() {
      const program = service.getProgram();
      return (program?.getDeclarationDiagnostics(program.getSourceFile(name)) ?? []).map(describe);
    },
    get text() {
      return service
        .getEmitOutput(name, true, true)
        .outputFiles.map(({ text }) => text)
        .join('');
    },
  }));
}

function describe(diagnostic: ts.Diagnostic): CompiledSnippet['errors'][number] {
  const { file, start = 0, code, messageText } = diagnostic;
  const from = file === undefined ? '' : (file.text.slice(start).split('\n')[0] ?? '');
  return { code, from, message: ts.flattenDiagnosticMessageText(messageText, '\n') };
}

/** What an editor shows over the name behind the mark `hover` of a snippet, by its index. */
export function shownTypes(prelude: string, snippets: readonly string[]): (index: number) => string {
  return inEditor(prelude, snippets, '/*hover*/', (name, position) =>
    ts.displayPartsToString(service.getQuickInfoAtPosition(name, position)?.displayParts),
  );
}

/** What an editor offers at the mark `here` of a snippet, which need not be finished, by its index. */
export function completions(prelude: string, snippets: readonly string[]): (index: number) => readonly string[] {
  return inEditor(prelude, snippets, '/*here*/', (name, position) =>
    (service.getCompletionsAtPosition(name, position, {})?.entries ?? []).map((entry) => entry.name),
  );
}

function inEditor<Answer>(
  prelude: string,
  snippets: readonly string[],
  mark: string,
  ask: (name: string, position: number) => Answer,
): (index: number) => Answer {
  const files = filesOf(prelude, snippets);
  return (index) => {
    const name = files[index] as string;
    return ask(name, (texts.get(name) as string).lastIndexOf(mark) + mark.length);
  };
}

function filesOf(prelude: string, snippets: readonly string[]): readonly string[] {
  const { text, names: given } = preludeModule(prelude);
  const imports = given.length === 0 ? '' : `import { ${given.join(', ')} } from './${basename(added(text), '.ts')}';`;
  return snippets.map((snippet) => added(`${imports}\n${snippet}\nexport {};\n`));
}

function added(text: string): string {
  const before = names.get(text);
  if (before !== undefined) return before;
  const name = join(root, 'test', 'types', `snippet-${texts.size}.ts`);
  texts.set(name, text);
  names.set(text, name);
  return name;
}
