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
    for (const { fileName } of ts.preProcessFile(text).importedFiles)
      if (fileName.startsWith('.')) open.push(declarationOf(declarations, from, fileName));
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
