import { dirname, join, resolve } from 'node:path';
import ts from 'typescript';

/**
 * The declarations that can be reached from some of them by imports. The others are those of code that no entry point shows anybody, more than a third of
 * the text: they would only weigh.
 *
 * @param declarations texts by whole path
 */
export function reachedDeclarations(declarations: ReadonlyMap<string, string>, openings: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...openings];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const text = declarations.get(path);
    if (text === undefined) throw new Error(`${path} is not among the declarations.`);
    if (reached.has(path)) continue;
    reached.add(path);
    const from = path;
    for (const module of modulesIn(path, text)) if (module.startsWith('.')) open.push(declarationOf(declarations, from, module));
  }
  return reached;
}

function declarationOf(declarations: ReadonlyMap<string, string>, from: string, module: string): string {
  const path = resolve(dirname(from), module);
  const places = [`${path}.d.ts`, join(path, 'index.d.ts'), path.replace(/\.(m?)js$/, '.d.$1ts')];
  const found = places.find((place) => declarations.has(place));
  if (found === undefined) throw new Error(`${from} imports ${module}, which is not among the declarations.`);
  return found;
}

/** What a file imports: by declarations, and by types such as `import('./json').JsonValue`. */
function modulesIn(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined)
      found.push((node.moduleSpecifier as ts.StringLiteral).text);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      found.push(node.argument.literal.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}
