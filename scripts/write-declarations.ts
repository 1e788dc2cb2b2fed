import { join } from 'node:path';
import ts from 'typescript';
import { buildOptions } from './build-options';

const root = join(__dirname, '..');

/** What the whole CDK gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations. */
const coreOnly = { 'aws-cdk-lib': [join(root, 'node_modules/aws-cdk-lib/core/index.d.ts')] };

/**
 * Writes the declarations of the package into a folder and gives what keeps it from being compiled, as text for people. Without `check` types are
 * taken as they are, which is quicker; what is written is the same.
 */
export function writeDeclarations(target: string, check: boolean): string {
  const configuration = buildOptions({ outDir: target, emitDeclarationOnly: true, noCheck: !check });
  const options: ts.CompilerOptions = { ...configuration.options, ...(check ? {} : { paths: coreOnly }) };
  // Documentation is most of the CDK's text, and no type depends on it.
  const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const program = ts.createProgram(configuration.fileNames, options, host);
  const problems = check ? ts.getPreEmitDiagnostics(program) : [];
  // Nobody imports the command, which is a program: its declarations would only weigh.
  const command = join(target, 'cli');
  const { diagnostics } = program.emit(undefined, (path, ...rest) => {
    if (!path.startsWith(join(command, '/'))) host.writeFile(path, ...rest);
  });
  const all = ts.sortAndDeduplicateDiagnostics([...configuration.errors, ...problems, ...diagnostics]);
  return ts.formatDiagnosticsWithColorAndContext(all, {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  });
}
