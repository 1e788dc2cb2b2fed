/** A node of the tree that the `jsonata` package's parser makes. Which fields are there depends on `type`. */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly lhs?: SyntaxNode | ReadonlyArray<readonly [SyntaxNode, SyntaxNode]> | undefined;
  readonly rhs?: SyntaxNode;
  readonly expression?: SyntaxNode;
  readonly expressions?: readonly SyntaxNode[];
  readonly steps?: readonly SyntaxNode[];
  readonly stages?: readonly Stage[];
  readonly predicate?: readonly Stage[];
  readonly group?: GroupClause;
  readonly terms?: readonly SortTerm[];
  readonly condition?: SyntaxNode;
  readonly then?: SyntaxNode;
  readonly else?: SyntaxNode;
  readonly procedure?: SyntaxNode;
  readonly arguments?: readonly SyntaxNode[] | undefined;
  readonly body?: SyntaxNode;
  readonly signature?: { readonly definition: string };
  readonly pattern?: SyntaxNode;
  readonly update?: SyntaxNode;
  readonly delete?: SyntaxNode;
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  readonly consarray?: boolean;
  readonly tuple?: boolean;
  readonly thunk?: boolean;
  readonly focus?: string;
  readonly index?: string;
  readonly ancestor?: { readonly label: string };
  readonly slot?: { readonly label: string };
}

/** What follows a step: a predicate `[…]`, or a position binding `#$i`. */
export interface Stage {
  readonly type: 'filter' | 'index';
  readonly expr?: SyntaxNode;
  readonly value?: string;
  readonly position?: number;
}

/** `{key: value, …}` after a path. */
export interface GroupClause {
  readonly lhs: ReadonlyArray<readonly [SyntaxNode, SyntaxNode]>;
  readonly position?: number;
}

/** One criterion of `^(…)`. */
export interface SortTerm {
  readonly descending: boolean;
  readonly expression: SyntaxNode;
}

/** Every child of a node, in the order in which it is written. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  const add = (child: SyntaxNode | undefined): void => {
    if (child !== undefined) children.push(child);
  };
  const addPairs = (pairs: ReadonlyArray<readonly [SyntaxNode, SyntaxNode]>): void => {
    for (const pair of pairs) children.push(...pair);
  };
  if (Array.isArray(node.lhs)) addPairs(node.lhs);
  else add(node.lhs as SyntaxNode | undefined);
  add(node.rhs);
  add(node.expression);
  node.expressions?.forEach(add);
  node.steps?.forEach(add);
  add(node.procedure);
  node.arguments?.forEach(add);
  add(node.condition);
  add(node.then);
  add(node.else);
  add(node.body);
  add(node.pattern);
  add(node.update);
  add(node.delete);
  for (const term of node.terms ?? []) add(term.expression);
  for (const stage of node.predicate ?? []) add(stage.expr);
  for (const stage of node.stages ?? []) add(stage.expr);
  if (node.group !== undefined) addPairs(node.group.lhs);
  return children;
}

/** The children of a node that are read when it runs: not the name that is assigned, and not the parameters of a function. */
export function readChildrenOf(node: SyntaxNode): SyntaxNode[] {
  if (node.type === 'bind') return childrenOf({ ...node, lhs: undefined });
  return childrenOf(node.type === 'lambda' ? { ...node, arguments: undefined } : node);
}
