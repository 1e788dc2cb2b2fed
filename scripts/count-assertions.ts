import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { type Assertion, type AssertionKind, isAssertion } from '../test/architecture/assertions';

// Counts each `as` and `!` in src by room and by kind, or lists them with `--list`. `test/architecture/assertions.ts` says what each kind is for.

const root = join(__dirname, '..');
const list = process.argv.includes('--list');
const counted = new Set<string>();
const counts = new Map<string, Map<AssertionKind, number>>();

// The program of the pages has a tsconfig of its own.
for (const config of ['tsconfig.json', 'src/render/page/tsconfig.json']) countIn(programOf(config));
if (!list) printTable();

function programOf(config: string): ts.Program {
  const path = join(root, config);
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(
    path,
    { noEmit: true },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
  )!;
  const own = fileNames.filter((name) => name.startsWith(`${join(root, 'src')}/`));
  return ts.createProgram(own, options);
}

function countIn(program: ts.Program): void {
  const checker = program.getTypeChecker();
  for (const file of program.getSourceFiles()) {
    const path = relative(join(root, 'src'), file.fileName).replaceAll(sep, '/');
    if (path.startsWith('..') || file.isDeclarationFile || counted.has(path)) continue;
    counted.add(path);
    const visit = (node: ts.Node): void => {
      if (isAssertion(node)) count(path, file, node, checker);
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
}

function count(path: string, file: ts.SourceFile, node: Assertion, checker: ts.TypeChecker): void {
  const kind = kindOf(node, checker);
  const room = path.split('/')[0]!;
  const own = counts.get(room) ?? new Map<AssertionKind, number>();
  counts.set(room, own.set(kind, (own.get(kind) ?? 0) + 1));
  if (list) {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    console.log(`${kind}\t${path}:${line}\t${node.getText().replaceAll(/\s+/g, ' ')}`);
  }
}

function kindOf(node: Assertion, checker: ts.TypeChecker): AssertionKind {
  if (ts.isNonNullExpression(node)) return 'present';
  const inner = unwrapped(node.expression);
  const from = checker.getTypeAtLocation(node.expression);
  const to = checker.getTypeFromTypeNode(node.type);
  const written = node.type.getText();
  if (ts.isAsExpression(inner) || (ts.isAsExpression(node.parent) && written === 'unknown')) return 'through unknown';
  if (to.flags & (ts.TypeFlags.Never | ts.TypeFlags.Any)) return 'to never or any';
  if (/Error\b|Exception\b|\bcode\??:/.test(written)) return 'error';
  if (ts.isCallExpression(inner) && /^Object\.(entries|keys|values|fromEntries|assign|freeze)$/.test(inner.expression.getText()))
    return 'object entries';
  if (ts.isElementAccessExpression(inner)) return 'index';
  if (to.flags & (ts.TypeFlags.TypeParameter | ts.TypeFlags.IndexedAccess | ts.TypeFlags.Conditional)) return 'type parameter';
  if (from.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return 'from unknown or any';
  if (from.aliasSymbol?.name.startsWith('Json')) return 'from JSON';
  if (checker.isTypeAssignableTo(from, to)) return 'widens';
  return checker.isTypeAssignableTo(to, from) ? 'narrows' : 'other';
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) ? unwrapped(node.expression) : node;
}

function printTable(): void {
  const rooms = [...counts].sort(([a], [b]) => a.localeCompare(b));
  console.table(
    Object.fromEntries([...rooms, ['all', totals()] as const].map(([room, own]) => [room, { ...Object.fromEntries(own), as: asIn(own) }])),
  );
}

/** All but `!`. */
function asIn(own: ReadonlyMap<AssertionKind, number>): number {
  return [...own].reduce((sum, [kind, one]) => sum + (kind === 'present' ? 0 : one), 0);
}

function totals(): Map<AssertionKind, number> {
  const all = new Map<AssertionKind, number>();
  for (const own of counts.values()) for (const [kind, one] of own) all.set(kind, (all.get(kind) ?? 0) + one);
  return all;
}
