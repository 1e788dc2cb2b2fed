import * as ts from 'typescript';
import { isAssertion } from './assertions';

/** One import, in whichever form it is written: `import`, `export from`, `import()`, `require()`, `import('x').T`. */
export interface Import {
  /** What stands between the quotes; undefined when it is computed while the program runs. */
  readonly specifier: string | undefined;
  /** True when the code that runs does not load it. */
  readonly typeOnly: boolean;
  /** True when it is loaded by a call inside a function, so not while the program starts. */
  readonly deferred: boolean;
  readonly line: number;
}

/** A place in a file that a rule may object to. */
export interface Finding {
  readonly what: string;
  readonly line: number;
}

/** A type or function that stands at the top of a file. */
export interface Declaration {
  readonly kind: 'type' | 'function';
  readonly name: string;
  readonly exported: boolean;
  /** Parameters and body of a function, without comments and line breaks. */
  readonly text: string;
}

/** What the rules need to know of a source file. */
export interface SourceFile {
  /** Below `src/`, with slashes, such as `asl/states/wait.ts`. */
  readonly path: string;
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
  /** Reads of a clock or of randomness, timers and network calls. */
  readonly impurities: readonly Finding[];
  readonly defaultExports: readonly Finding[];
  readonly wildcardExports: readonly Finding[];
  /** Code made from text: `eval` and `new Function`. */
  readonly evaluations: readonly Finding[];
  /** Reads of the place where the file lies, which differs once the room is joined into one file. */
  readonly placeReads: readonly Finding[];
  /** Each `switch (x.Type)`. */
  readonly kindSwitches: readonly Finding[];
  /** How often it tells the compiler what a value is by `as`, and by `!` that there is one. */
  readonly assertions: { readonly as: number; readonly present: number };
  readonly lineCount: number;
  readonly startsWithComment: boolean;
}

const impureCalls = new Set(['setTimeout', 'setInterval', 'setImmediate', 'fetch', 'Date']);
const impureMembers = new Set([
  'Date.now',
  'Math.random',
  'performance.now',
  'process.hrtime',
  'globalThis.setTimeout',
  'globalThis.fetch',
]);
const impureNames = new Set(['randomUUID', 'randomBytes', 'randomInt', 'getRandomValues']);

/** Reads what the rules need from the text of a source file. */
export function readSourceFile(path: string, text: string): SourceFile {
  const tree = ts.createSourceFile(
    path,
    text,
    { languageVersion: ts.ScriptTarget.ES2022, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
  );
  const imports: Import[] = [];
  const impurities: Finding[] = [];
  const defaultExports: Finding[] = [];
  const wildcardExports: Finding[] = [];
  const evaluations: Finding[] = [];
  const placeReads: Finding[] = [];
  const kindSwitches: Finding[] = [];
  const assertions = { as: 0, present: 0 };

  const lineOf = (node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  const finding = (node: ts.Node): Finding => ({ what: node.getText().split('\n')[0]!, line: lineOf(node) });
  const addImport = (node: ts.Node, target: ts.Node | undefined, typeOnly: boolean): void => {
    const specifier = target && ts.isStringLiteralLike(target) ? target.text : undefined;
    imports.push({ specifier, typeOnly, deferred: isInsideFunction(node), line: lineOf(node) });
  };

  const visit = (node: ts.Node): void => {
    if (isAssertion(node)) assertions[ts.isAsExpression(node) ? 'as' : 'present']++;
    if (ts.isImportDeclaration(node)) {
      addImport(node, node.moduleSpecifier, isTypeOnlyImport(node));
    } else if (ts.isExportDeclaration(node)) {
      if (node.moduleSpecifier) {
        addImport(node, node.moduleSpecifier, isTypeOnlyExport(node));
      }
      if (!node.exportClause) {
        wildcardExports.push(finding(node));
      } else if (ts.isNamedExports(node.exportClause) && node.exportClause.elements.some((element) => element.name.text === 'default')) {
        defaultExports.push(finding(node));
      }
    } else if (ts.isImportTypeNode(node)) {
      addImport(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      addImport(node, node.moduleReference.expression, node.isTypeOnly);
    } else if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword || called === 'require' || called === 'require.resolve') {
        addImport(node, node.arguments[0], false);
      } else if (impureCalls.has(called) || impureMembers.has(called)) {
        impurities.push(finding(node));
      } else if (called === 'eval' || called === 'Function') {
        evaluations.push(finding(node));
      }
    } else if (ts.isNewExpression(node)) {
      const made = node.expression.getText();
      if (made === 'Date' && !node.arguments?.length) {
        impurities.push(finding(node));
      } else if (made === 'Function') {
        evaluations.push(finding(node));
      }
    } else if (ts.isPropertyAccessExpression(node) && !ts.isCallExpression(node.parent) && impureMembers.has(node.getText())) {
      impurities.push(finding(node));
    } else if (ts.isIdentifier(node) && impureNames.has(node.text)) {
      impurities.push(finding(node));
    } else if (ts.isIdentifier(node) && (node.text === '__dirname' || node.text === '__filename')) {
      placeReads.push(finding(node));
    } else if (ts.isExportAssignment(node)) {
      defaultExports.push(finding(node));
    } else if (ts.canHaveModifiers(node) && ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword)) {
      defaultExports.push(finding(node));
    } else if (ts.isSwitchStatement(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'Type') {
      kindSwitches.push(finding(node.expression));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);

  return {
    path,
    imports,
    declarations: tree.statements.flatMap(declared),
    impurities,
    defaultExports,
    wildcardExports,
    evaluations,
    placeReads,
    kindSwitches,
    assertions,
    lineCount: text.replace(/\n$/, '').split('\n').length,
    startsWithComment: /^(#!.*\n)?\s*\/[/*]/.test(text),
  };
}

function declared(node: ts.Statement): Declaration[] {
  const exported = ts.canHaveModifiers(node) && !!ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isEnumDeclaration(node))
    return [{ kind: 'type', name: node.name.text, exported, text: '' }];
  if (ts.isClassDeclaration(node) && node.name) return [{ kind: 'type', name: node.name.text, exported, text: '' }];
  if (ts.isFunctionDeclaration(node) && node.name && node.body)
    return [{ kind: 'function', name: node.name.text, exported, text: bareText(node.getText().slice(node.name.end - node.getStart())) }];
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap(({ name, initializer }): Declaration[] =>
    ts.isIdentifier(name) && initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer))
      ? [{ kind: 'function', name: name.text, exported, text: bareText(initializer.getText()) }]
      : [],
  );
}

function bareText(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function isInsideFunction(node: ts.Node): boolean {
  return ts.findAncestor(node, ts.isFunctionLike) !== undefined;
}

function isTypeOnlyImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) {
    return false;
  }
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) {
    return true;
  }
  const named = clause.namedBindings;
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((one) => one.isTypeOnly);
}

function isTypeOnlyExport(node: ts.ExportDeclaration): boolean {
  const clause = node.exportClause;
  return (
    node.isTypeOnly ||
    (!!clause && ts.isNamedExports(clause) && clause.elements.length > 0 && clause.elements.every((one) => one.isTypeOnly))
  );
}
