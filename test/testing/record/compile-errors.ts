import { join } from 'node:path';
import ts from 'typescript';
import { hostWithTexts } from '../../types/host-with-texts';

const root = join(__dirname, '..', '..', '..');

/** All that the harness names of the CDK: reading its own types takes most of a minute. */
const CDK =
  'export interface AppProps { readonly context?: Record<string, unknown> } export declare class App { constructor(props?: AppProps); }';
const CDK_FILE = 'test/testing/record/cdk.d.ts';

/** What the compiler finds wrong in test files, all of one program: loading the libraries is what takes the time. */
export function compileErrors(texts: readonly string[]): string[] {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: { paths: Record<string, string[]> } };
  };
  const { compilerOptions } = config;
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...compilerOptions, noEmit: true, skipLibCheck: true, paths: { ...compilerOptions.paths, 'aws-cdk-lib': [`./${CDK_FILE}`] } },
    root,
  );
  const cdk = join(root, CDK_FILE);
  const names = texts.map((_, index) => join(root, 'test', 'testing', 'record', `pasted-${index}.ts`));
  const files = new Map([...names.map((name, index) => [name, texts[index] as string] as const), [cdk, CDK]]);
  const program = ts.createProgram(names, options, hostWithTexts(options, files));
  return names.flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(({ messageText, start }) => {
      const line = source?.text.slice(start ?? 0).split('\n')[0] ?? '';
      return `${ts.flattenDiagnosticMessageText(messageText, '\n')}: ${line}`;
    });
  });
}
