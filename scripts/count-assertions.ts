import { join, relative, sep } from 'node:path';
import * as ts from 'typescript';
import { type Assertion, type AssertionKind, isAssertion } from '../test/architecture/assertions';

// Counts each `as` and `!` in src by room and by kind, or lists them with `--list`. `test/architecture/assertions.ts` says what each kind is for.

const root = join(__dirname, '..');
const config = ts.getParsedCommandLineOfConfigFile(
  join(root, 'tsconfig.json'),
  { noEmit: true },
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} },
)!;
const program = ts.createProgram(
  config.fileNames.filter((name) => name.startsWith(`${join(root, 'src')}/`)),
  config.options,
);
const checker = program.getTypeChecker();
const list = process.argv.includes('--list');
const counts = new Map<string, Map<AssertionKind, number>>();

for (const file of program.getSourceFiles()) {
  const path = relative(join(root, 'src'), file.fileName).replaceAll(sep, '/');
  if (path.startsWith('..') || file.isDeclarationFile) continue;
  const visit = (node: ts.Node): void => {
    if (isAssertion(node)) count(path, file, node);
    ts.forEachChild(node, visit);
  };
  visit(file);
}
if (!list) printTable();

function count(path: string, file: ts.SourceFile, node: Assertion): void {
  const kind = kindOf(node);
  const room = path.split('/')[0]!;
  const own = counts.get(room) ?? new Map<AssertionKind, number>();
  counts.set(room, own.set(kind, (own.get(kind) ?? 0) + 1));
  if (list) {
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    console.log(`${kind}\t${path}:${line}\t${node.getText().replaceAll(/\s+/g, ' ')}`);
  }
}

function kindOf(node: Assertion): AssertionKind {
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
