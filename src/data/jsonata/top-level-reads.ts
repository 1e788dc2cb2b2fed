import { readChildrenOf, type SyntaxNode } from './syntax-tree';

/**
 * What an expression reads of the input document that Step Functions does not have, each once and in the order in which it is written: bare names, `$`,
 * `*` and `**` outside of anything that sets a context, and `$$` anywhere.
 *
 * A later step of a path, a predicate, a sort term, a grouping and a transformation have a context of their own. The first step, an argument, the
 * members of a constructor and the body of a function have not: so it was measured on the service (floci issue 2670 and pull request 2699).
 */
export function topLevelReads(root: SyntaxNode): string[] {
  const reads = new Set<string>();
  visit(root, true, reads);
  return [...reads];
}

/** Whether a read is refused when a machine is created. The service takes no offence at `*` and `**`, though they find nothing. */
export function isRefusedRead(read: string): boolean {
  return read !== '*' && read !== '**';
}

function visit(node: SyntaxNode, atTop: boolean, reads: Set<string>): void {
  const read = readOf(node);
  if (read !== undefined && (atTop || read === '$$')) reads.add(read);
  const withContext = contextualChildren(node);
  for (const child of readChildrenOf(node)) visit(child, atTop && !withContext.has(child), reads);
}

function readOf({ type, value }: SyntaxNode): string | undefined {
  if (type === 'name') return value as string;
  if (type === 'wildcard') return '*';
  if (type === 'descendant') return '**';
  return type === 'variable' && (value === '' || value === '$') ? `$${value}` : undefined;
}

function contextualChildren(node: SyntaxNode): ReadonlySet<SyntaxNode | undefined> {
  const { type, steps, predicate, stages, group, terms, pattern, update } = node;
  const children = new Set<SyntaxNode | undefined>([pattern, update, node.delete]);
  if (type === 'path') for (const step of steps?.slice(1) ?? []) children.add(step);
  for (const stage of predicate ?? []) children.add(stage.expr);
  for (const stage of stages ?? []) children.add(stage.expr);
  for (const term of terms ?? []) children.add(term.expression);
  for (const pair of group?.lhs ?? []) for (const side of pair) children.add(side);
  return children;
}
