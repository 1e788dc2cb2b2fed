import ts from 'typescript';

/** A prelude as a module that exports all that it imports and declares: types that every snippet imports are made once, and not for each. */
export function preludeModule(prelude: string): { readonly text: string; readonly names: readonly string[] } {
  const source = ts.createSourceFile('prelude.ts', prelude, ts.ScriptTarget.ES2022);
  const imports = source.statements.filter(ts.isImportDeclaration);
  const declarations = source.statements.filter((statement) => !ts.isImportDeclaration(statement));
  const textOf = (node: ts.Node): string => node.getText(source);
  const lines = [
    ...imports.map(textOf),
    ...imports.map((node) => textOf(node).replace(/^import/, 'export')),
    ...declarations.map((node) => `export ${textOf(node)}`),
  ];
  const names = [
    ...imports.flatMap(({ importClause }) => {
      const { elements } = (importClause as ts.ImportClause).namedBindings as ts.NamedImports;
      return elements.map(({ name }) => textOf(name));
    }),
    ...declarations.flatMap((node) => {
      if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => textOf(name));
      const { name } = node as ts.DeclarationStatement;
      return name === undefined ? [] : [textOf(name)];
    }),
  ];
  return { text: lines.join('\n'), names };
}
