import { join } from 'node:path';
import ts from 'typescript';

const parsed = new Map<string, ts.SourceFile | undefined>();

/**
 * What the compiler says about files, with Drystep and the CDK installed in a folder. Declarations are parsed once for all programs of a test
 * file: loading them is what takes the time.
 */
export function typeProblems(folder: string, files: readonly string[], options: ts.CompilerOptions): readonly string[] {
  const program = ts.createProgram(files, { ...options, noEmit: true, paths: coreOnly(folder) }, hostFor(options));
  const problems = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...files.flatMap((path) => {
      const source = program.getSourceFile(path)!;
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    }),
  ];
  return problems.map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

/** What the compiler says about a whole project, by its own tsconfig.json. */
export function projectProblems(project: string): readonly string[] {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  const { fileNames, options, errors } = ts.getParsedCommandLineOfConfigFile(join(project, 'tsconfig.json'), {}, host)!;
  return [
    ...errors.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
    ...typeProblems(project, fileNames, options),
  ];
}

/**
 * What `tsc` says in a folder, called with these words: about the files, and about each declaration that they load. It parses declarations once, as
 * {@link typeProblems} does.
 */
export function commandProblems(folder: string, words: readonly string[]): readonly string[] {
  const { options, fileNames, errors } = ts.parseCommandLine(words);
  const host = { ...hostFor(options), getCurrentDirectory: () => folder };
  const program = ts.createProgram(
    fileNames.map((name) => join(folder, name)),
    options,
    host,
  );
  return [...errors, ...ts.getPreEmitDiagnostics(program)].map((problem) => ts.formatDiagnostic(problem, host));
}

/** What the whole CDK gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations. */
function coreOnly(folder: string): ts.MapLike<string[]> {
  return { 'aws-cdk-lib': [join(folder, 'node_modules/aws-cdk-lib/core/index.d.ts')] };
}

function hostFor(options: ts.CompilerOptions): ts.CompilerHost {
  // Documentation is most of the CDK's text, and no type depends on it.
  const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const { getSourceFile } = host;
  return {
    ...host,
    getSourceFile: (path, language, ...rest) => {
      // Those of the project itself change between programs.
      if (!path.includes('/node_modules/')) return getSourceFile(path, language, ...rest);
      const key = `${path} ${typeof language === 'object' ? language.impliedNodeFormat : ''}`;
      if (!parsed.has(key)) parsed.set(key, getSourceFile(path, language, ...rest));
      return parsed.get(key);
    },
  };
}
