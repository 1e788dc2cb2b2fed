import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const BUILDERS = join(__dirname, '..', '..', 'src', 'builders');

/** Type parameters that the interface has for all its functions. */
const NAMED_BEFOREHAND = new Set(['Input', 'Variables']);

/** A function of a registry, as `steps()` offers it: each of its overloads. */
interface Signature {
  readonly text: string;
  /** Names that stand in it, by the file that exports them. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/** An interface of `src/builders/factories`, and the folder of `src/builders` whose registry names its functions. */
interface Factories {
  readonly folder: 'patterns' | 'steps';
  readonly imports: string;
  readonly summary: string;
  readonly heading: string;
}

/** Each file that is written, below `src/builders/factories`. */
export const FACTORIES = {
  'pattern-factories.ts': {
    folder: 'patterns',
    imports: '',
    summary: 'The patterns with their input named beforehand; part of what `steps<Input>()` gives.',
    heading: 'PatternFactories<Input, Variables>',
  },
  'step-factories.ts': {
    folder: 'steps',
    imports: "import type { PatternFactories } from './pattern-factories';\n",
    summary: 'The builders of single steps with their input named beforehand, for steps that stand alone or are used more than once.',
    heading: 'StepFactories<Input, Variables> extends PatternFactories<Input, Variables>',
  },
} as const satisfies Readonly<Record<string, Factories>>;

/**
 * The text of a file of `src/builders/factories`, not formatted: the signature of each function of a registry with its input named beforehand. TypeScript can fix all type parameters of a function or none, and a
 * shared alias of options and result takes the error from the wrong field to the whole call; so what is written once by a person is written a second time here.
 */
export function factorySignatures(
  name: keyof typeof FACTORIES,
  read = (path: string): string => readFileSync(join(BUILDERS, path), 'utf8'),
): string {
  const { folder, imports, summary, heading } = FACTORIES[name];
  const signatures = registeredFiles(read(`${folder}/registry.ts`)).map((file) =>
    signatureOf(folder, file, parsed(file, read(`${folder}/${file}.ts`))),
  );
  return `// Written by \`npx tsx scripts/write-factories.ts\` from the files of ../${folder}; change those.
${importLines(signatures)}
${imports}
/**
 * ${summary}
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 */
export interface ${heading} {
${signatures.map(({ text }) => text).join('\n')}
}
`;
}

/** By name, in whichever order the lines stand: a formatter may sort them. */
function registeredFiles(registry: string): string[] {
  const files = parsed('registry', registry).statements.flatMap((statement) =>
    ts.isExportDeclaration(statement) && statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text.replace('./', '')]
      : [],
  );
  return files.sort();
}

function parsed(file: string, text: string): ts.SourceFile {
  return ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.ES2022, true);
}

function signatureOf(folder: Factories['folder'], file: string, source: ts.SourceFile): Signature {
  const name = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const declared = source.statements
    .filter((one) => ts.isFunctionDeclaration(one) && one.name?.text === name)
    .filter(ts.isFunctionDeclaration);
  // Where there are overloads, the function behind them is not one.
  const overloads = declared.length === 1 ? declared : declared.filter(({ body }) => body === undefined);
  const origins = originsOf(folder, file, source);
  const imports = new Map<string, string[]>();
  const texts = overloads.map((overload) => {
    if (overload.type === undefined) throw new Error(noFunction(folder, file, name));
    const own = (overload.typeParameters ?? []).filter((parameter) => !NAMED_BEFOREHAND.has(parameter.name.text));
    for (const used of namesIn([...own, ...overload.parameters, overload.type])) add(imports, origins.get(used), used);
    const parameters = overload.parameters.map(parameterText).join(', ');
    const text = `${name}${own.length === 0 ? '' : `<${own.map((one) => one.getText()).join(', ')}>`}(${parameters}): ${overload.type.getText()};`;
    return text.replaceAll(/\bNoInfer<(Input|Variables)>/g, '$1');
  });
  const [first] = overloads;
  if (first === undefined) throw new Error(noFunction(folder, file, name));
  return { text: [`/** ${summary(first)} See {@link ${name}}. */`, ...texts].join('\n  '), imports };
}

function noFunction(folder: string, file: string, name: string): string {
  return `src/builders/${folder}/${file}.ts: expected a function ${name} whose result has a type.`;
}

function parameterText({ name, type, initializer, questionToken }: ts.ParameterDeclaration): string {
  return `${name.getText()}${initializer === undefined && questionToken === undefined ? '' : '?'}: ${type?.getText()}`;
}

/** The first sentence of the docstring. */
function summary(declared: ts.FunctionDeclaration): string {
  const [comment] = ts.getJSDocCommentsAndTags(declared);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? '';
  return (/^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text).replaceAll(/\s+/g, ' ');
}

/** Where each name comes from that the file imports or declares, as seen from a folder beside that of the file. */
function originsOf(folder: string, file: string, source: ts.SourceFile): Map<string, string> {
  const origins = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const from = statement.moduleSpecifier.text.replace(/^\.\//, `../${folder}/`);
      const named = statement.importClause?.namedBindings;
      if (named && ts.isNamedImports(named)) for (const { name } of named.elements) origins.set(name.text, from);
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      origins.set(statement.name.text, `../${folder}/${file}`);
    }
  }
  return origins;
}

function namesIn(nodes: readonly ts.Node[]): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  nodes.forEach(visit);
  return names;
}

function add(imports: Map<string, string[]>, from: string | undefined, name: string): void {
  if (from === undefined) return;
  const names = imports.get(from);
  if (names === undefined) imports.set(from, [name]);
  else if (!names.includes(name)) names.push(name);
}

function importLines(signatures: readonly Signature[]): string {
  const all = new Map<string, string[]>();
  for (const { imports } of signatures) for (const [from, names] of imports) for (const name of names) add(all, from, name);
  return [...all].map(([from, names]) => `import type { ${names.join(', ')} } from '${from}';`).join('\n');
}
