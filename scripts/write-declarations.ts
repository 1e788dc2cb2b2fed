import { join, resolve } from 'node:path';
import ts from 'typescript';
import { buildOptions } from './build-options';
import { reachedDeclarations } from './reached-declarations';

const root = join(__dirname, '..');

/** What the whole CDK gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations. */
const coreOnly = { 'aws-cdk-lib': [join(root, 'node_modules/aws-cdk-lib/core/index.d.ts')] };

/**
 * Writes the declarations that users of the package can reach into a folder, and gives what keeps it from being compiled, as text for people. Without `check` types are
 * taken as they are, which is quicker; what is written is the same.
 */
export function writeDeclarations(target: string, check: boolean): string {
  const configuration = buildOptions({ outDir: target, emitDeclarationOnly: true, noCheck: !check });
  const options: ts.CompilerOptions = { ...configuration.options, ...(check ? {} : { paths: coreOnly }) };
  // Documentation is most of the CDK's text, and no type depends on it.
  const host = { ...ts.createCompilerHost(options), jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const program = ts.createProgram(configuration.fileNames, options, host);
  const problems = check ? ts.getPreEmitDiagnostics(program) : [];
  const written = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => void written.set(resolve(path), text));
  const reached = reachedDeclarations(written, openings(target));
  for (const path of reached) host.writeFile(path, written.get(path) as string, false);
  const all = ts.sortAndDeduplicateDiagnostics([...configuration.errors, ...problems, ...diagnostics]);
  return ts.formatDiagnosticsWithColorAndContext(all, {
    getCurrentDirectory: () => root,
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  });
}

/** What the entry points name as their types. */
function openings(target: string): readonly string[] {
  const { exports } = require('../package.json') as { readonly exports: Readonly<Record<string, unknown>> };
  const named = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : [];
  return named(exports)
    .filter((path) => /\.d\.m?ts$/.test(path))
    .map((path) => resolve(target, path.replace(/^\.\/lib\//, '')));
}
