import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const PATTERNS = join(__dirname, '..', '..', 'src', 'builders', 'patterns');

/** Type parameters that the interface has for all its functions. */
const NAMED_BEFOREHAND = new Set(['Input', 'Variables']);

/** A pattern of the registry, as `steps()` offers it. */
interface Signature {
  readonly text: string;
  /** Names that stand in it, by the file that exports them. */
  readonly imports: ReadonlyMap<string, readonly string[]>;
}

/**
 * The text of `src/builders/factories/pattern-factories.ts`, not formatted: the signature of each pattern with its input named beforehand.
 * TypeScript can fix all type parameters of a function or none, so what is written once by a person is written a second time here.
 */
export function patternFactories(read = (file: string): string => readFileSync(join(PATTERNS, file), 'utf8')): string {
  const signatures = patternFiles(read('registry.ts')).map((file) => signatureOf(file, parsed(file, read(`${file}.ts`))));
  return `// Written by \`npx tsx scripts/write-pattern-factories.ts\` from the files of ../patterns; change those.
${importLines(signatures)}
/**
 * The patterns with their input named beforehand; part of what \`steps<Input>()\` gives.
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 */
export interface PatternFactories<Input, Variables> {
${signatures.map(({ text }) => text).join('\n')}
}
`;
}

/** By name, in whichever order the lines stand: a formatter may sort them. */
function patternFiles(registry: string): string[] {
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

function signatureOf(file: string, source: ts.SourceFile): Signature {
  const name = file.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const found = source.statements.find((one) => ts.isFunctionDeclaration(one) && one.name?.text === name);
  if (found === undefined || !ts.isFunctionDeclaration(found) || found.type === undefined)
    throw new Error(`src/builders/patterns/${file}.ts: expected a function ${name} whose result has a type.`);
  const own = (found.typeParameters ?? []).filter((parameter) => !NAMED_BEFOREHAND.has(parameter.name.text));
  const parameters = found.parameters.map(parameterText).join(', ');
  const text = `/** ${summary(found)} See {@link ${name}}. */
  ${name}${own.length === 0 ? '' : `<${own.map((one) => one.getText()).join(', ')}>`}(${parameters}): ${found.type.getText()};`.replaceAll(
    /\bNoInfer<(Input|Variables)>/g,
    '$1',
  );
  const origins = originsOf(file, source);
  const imports = new Map<string, string[]>();
  for (const used of namesIn([...own, ...found.parameters, found.type])) add(imports, origins.get(used), used);
  return { text, imports };
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
function originsOf(file: string, source: ts.SourceFile): Map<string, string> {
  const origins = new Map<string, string>();
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const from = statement.moduleSpecifier.text.replace(/^\.\//, '../patterns/');
      const named = statement.importClause?.namedBindings;
      if (named && ts.isNamedImports(named)) for (const { name } of named.elements) origins.set(name.text, from);
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      origins.set(statement.name.text, `../patterns/${file}`);
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
