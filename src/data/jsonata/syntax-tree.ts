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
  readonly predicate?: readonly FilterStage[];
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

/** A node that says a name or an operator. */
export interface WordNode extends SyntaxNode {
  readonly value: string;
}

/** An operator between two expressions, `~>` among them. */
export interface OperatorNode extends WordNode {
  readonly lhs: SyntaxNode;
  readonly rhs: SyntaxNode;
}

/** `$name := value`. */
export interface BindNode extends SyntaxNode {
  readonly type: 'bind';
  readonly lhs: WordNode;
  readonly rhs: SyntaxNode;
}

/** `condition ? then : else`. */
export interface ConditionNode extends SyntaxNode {
  readonly condition: SyntaxNode;
  readonly then: SyntaxNode;
}

/** A call, whole or in part. */
export interface CallNode extends SyntaxNode {
  readonly procedure: SyntaxNode;
}

/** `function($a) { … }`. */
interface WrittenLambda extends SyntaxNode {
  readonly type: 'lambda';
  readonly thunk?: false;
  readonly arguments?: readonly WordNode[] | undefined;
  readonly body: SyntaxNode;
}

/** What the parser makes of a call in tail position. */
interface Thunk extends SyntaxNode {
  readonly type: 'lambda';
  readonly thunk: true;
  readonly body: CallNode;
}

/** The making of a function. */
export type LambdaNode = WrittenLambda | Thunk;

/** Steps one after another. */
export interface PathNode extends SyntaxNode {
  readonly steps: readonly SyntaxNode[];
}

/** `| pattern | update, delete |`. */
export interface TransformNode extends SyntaxNode {
  readonly pattern: SyntaxNode;
  readonly update: SyntaxNode;
}

/** Tells an assignment, which brings a name and a value. */
export function isBind(node: SyntaxNode): node is BindNode {
  return node.type === 'bind';
}

/** Tells the making of a function, whose arguments are names. */
export function isLambda(node: SyntaxNode): node is LambdaNode {
  return node.type === 'lambda';
}

/** Tells a call. */
export function isCall(node: SyntaxNode): node is CallNode {
  return node.type === 'function';
}

/** Tells a variable, whose value is its name. */
export function isVariable(node: SyntaxNode): node is WordNode {
  return node.type === 'variable';
}

/** A predicate `[…]`. */
export interface FilterStage {
  readonly type: 'filter';
  readonly expr: SyntaxNode;
  readonly value?: undefined;
  readonly position?: number;
}

/** A position binding `#$i`. */
interface IndexStage {
  readonly type: 'index';
  readonly expr?: undefined;
  readonly value: string;
  readonly position?: number;
}

/** What follows a step. */
export type Stage = FilterStage | IndexStage;

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
  const { lhs } = node;
  if (lhs === undefined || 'type' in lhs) add(lhs);
  else addPairs(lhs);
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
