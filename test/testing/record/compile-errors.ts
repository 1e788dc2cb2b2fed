import { mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askCompiler } from '../../compiler/ask';

const root = join(__dirname, '..', '..', '..');

/** All that the harness names of the CDK: reading its own types takes most of a minute. */
const CDK =
  'export interface AppProps { readonly context?: Record<string, unknown> } export declare class App { constructor(props?: AppProps); }';

/** What the compiler finds wrong in test files, all of one program: loading the libraries is what takes the time. */
export async function compileErrors(texts: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-pasted-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const cdk = join(folder, 'cdk.d.ts');
  writeFileSync(cdk, CDK);
  const files = texts.map((_, index) => join(folder, `pasted-${index}.ts`));
  files.forEach((file, index) => {
    writeFileSync(file, texts[index] as string);
  });
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, readonly string[]> };
  };
  const ours = Object.entries(compilerOptions.paths).map(([name, places]) => [name, places.map((place) => join(root, place))] as const);
  const paths = { ...Object.fromEntries(ours), 'aws-cdk-lib': [cdk] };
  const options = { ...compilerOptions, paths, typeRoots: [join(root, 'node_modules', '@types')] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files }));
  const problems = await askCompiler(
    folder,
    files.map((path, index) => ({ path, text: texts[index] as string, position: 0, wants: 'problems' })),
  );
  return problems.flat();
}
