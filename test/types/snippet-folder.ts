import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, parse, relative } from 'node:path';
import { preludeModule } from './prelude-module';

/** Small programs as modules of a folder, with a `tsconfig.json`: what two of them have in common is judged once, preludes above all. */
export interface SnippetFolder {
  readonly path: string;
  /** Adds snippets, each after the prelude, and gives the paths of their modules. */
  add(prelude: string, snippets: readonly string[]): readonly string[];
  /** The text of a module. */
  text(path: string): string;
  /** All of them, preludes included. */
  paths(): readonly string[];
  /** Writes them all, and a `tsconfig.json` that names them. */
  write(): void;
}

const root = join(__dirname, '..', '..');
/** Sources and snippets have no folder in common but this one. */
const { root: top } = parse(root);

/** Where a folder holds the declarations that the compiler writes for a module. */
export function declarationsOf(folder: SnippetFolder, path: string): string {
  return join(folder.path, 'out', relative(top, path).replace(/ts$/, 'd.ts'));
}

/** A folder of snippets in the temporary folder. */
export function snippetFolder(): SnippetFolder {
  const path = mkdtempSync(join(tmpdir(), 'drystep-snippets-'));
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  mkdirSync(join(path, 'out'));
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  const added = (text: string): string => {
    const before = names.get(text);
    if (before !== undefined) return before;
    const name = `snippet-${texts.size}`;
    texts.set(join(path, `${name}.ts`), text);
    names.set(text, name);
    return name;
  };
  return {
    path,
    add: (prelude, snippets) => {
      const { text, names: given } = preludeModule(prelude);
      const imports = given.length === 0 ? '' : `import { ${given.join(', ')} } from './${added(text)}';`;
      return snippets.map((snippet) => join(path, `${added(`${imports}\n${snippet}\nexport {};\n`)}.ts`));
    },
    text: (file) => texts.get(file) as string,
    paths: () => [...texts.keys()],
    write: () => {
      for (const [file, text] of texts) writeFileSync(file, text);
      writeFileSync(join(path, 'tsconfig.json'), JSON.stringify({ compilerOptions: options(path), files: [...texts.keys()] }));
    },
  };
}

function options(folder: string): Readonly<Record<string, unknown>> {
  const entry = (name: string) => [join(root, 'src', 'entries', `${name}.ts`)];
  return {
    target: 'es2022',
    lib: ['es2022'],
    module: 'node16',
    moduleResolution: 'node16',
    strict: true,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: top,
    outDir: join(folder, 'out'),
    skipLibCheck: true,
    esModuleInterop: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    paths: {
      drystep: entry('drystep'),
      'drystep/expressions': entry('expressions'),
      'drystep/inferred': entry('inferred'),
      // What the whole library gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations.
      'aws-cdk-lib/aws-stepfunctions-tasks': [join(__dirname, 'cdk-tasks.d.ts')],
      'aws-cdk-lib': [join(root, 'node_modules', 'aws-cdk-lib', 'core', 'index.d.ts')],
    },
  };
}
