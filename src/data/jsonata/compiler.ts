import type { Evaluation } from './evaluation';
import type { Frame, FrameScope } from './frame';
import { normalize } from './sequences';
import { childrenOf, type GroupClause, isBind, type SyntaxNode } from './syntax-tree';
import type { Value } from './values';

/** A compiled expression: `input` is the context value `$`. */
export type Closure = (input: Value, frame: Frame, run: Evaluation) => Value;

/** Compiles one type of node, which brings fields of its own. */
export type NodeCompiler<Node extends SyntaxNode = SyntaxNode> = (node: Node, compiler: Compiler) => Closure;

/** Applies a predicate or a grouping to what a node gave. */
export type Refinement = (value: Value, frame: Frame, run: Evaluation) => Value;

/** The parts of the compiler that every node may have, injected to keep the files free of import cycles. */
export interface Dispatch {
  readonly nodes: Readonly<Record<string, NodeCompiler<never>>>;
  filter(predicate: SyntaxNode, compiler: Compiler): Refinement;
  group(clause: GroupClause, compiler: Compiler): Refinement;
}

/** Outside lambdas, nesting up to here cannot reach any limit in use and needs no check at run time. */
const UNCHECKED_DEPTH = 60;

/** Turns the syntax tree of one expression into closures. */
export class Compiler {
  /** Levels of evaluation between the node being compiled and the lambda (or expression) it is in. */
  depth = 0;
  /** The deepest level that is certainly evaluated once the current region is entered. */
  reached = 0;
  inLambda = false;
  scope: FrameScope | undefined;
  /** Names bound by `@` and `#` anywhere in the expression: they live in tuples, not in slots. */
  readonly tupleNames: ReadonlySet<string>;
  private readonly constants = new WeakMap<Closure, { readonly value: Value }>();

  constructor(
    root: SyntaxNode,
    private readonly dispatch: Dispatch,
  ) {
    this.tupleNames = tupleNamesOf(root);
  }

  /** Compiles a node that is evaluated whenever its parent is. */
  compile(node: SyntaxNode): Closure {
    this.depth += 1;
    this.reached = Math.max(this.reached, this.depth);
    const compileType = this.dispatch.nodes[node.type];
    if (compileType === undefined) throw new Error(`JSONata syntax node of unknown type "${node.type}"`);
    // The parser gives each type of node the fields that it brings.
    const closure = this.refine(node, compileType(node as never, this));
    this.depth -= 1;
    return closure;
  }

  /** Compiles a node that may not be evaluated at all: its nesting is checked when it is entered. */
  guarded(node: SyntaxNode): Closure {
    const { closure, reached } = this.region(() => this.compile(node));
    return this.guard(closure, reached);
  }

  /** Compiles nodes as a region of their own, and says how deep it certainly goes. */
  region(compile: () => Closure): { closure: Closure; reached: number } {
    const outer = this.reached;
    this.reached = 0;
    const closure = compile();
    const { reached } = this;
    this.reached = outer;
    return { closure, reached };
  }

  /** Adds the depth check of a region to its closure, unless what surrounds it has checked as much. */
  guard(closure: Closure, reached: number): Closure {
    if (reached <= this.reached || (!this.inLambda && reached <= UNCHECKED_DEPTH)) return closure;
    return (input, frame, run) => {
      run.reach(reached);
      return closure(input, frame, run);
    };
  }

  /** Compiles within a scope of variables. */
  within<Result>(scope: FrameScope | undefined, compile: () => Result): Result {
    const outer = this.scope;
    this.scope = scope;
    const result = compile();
    this.scope = outer;
    return result;
  }

  filter(predicate: SyntaxNode): Refinement {
    return this.dispatch.filter(predicate, this);
  }

  group(clause: GroupClause): Refinement {
    return this.dispatch.group(clause, this);
  }

  /** A closure known to give one value whatever the context. */
  constant(value: Value): Closure {
    const closure: Closure = () => value;
    this.constants.set(closure, { value });
    return closure;
  }

  /** The value of a closure made by `constant`. */
  constantOf(closure: Closure): { readonly value: Value } | undefined {
    return this.constants.get(closure);
  }

  private refine(node: SyntaxNode, closure: Closure): Closure {
    let refined = closure;
    const refinements: Refinement[] = (node.predicate ?? []).map((stage) => this.filter(stage.expr));
    if (node.type !== 'path' && node.group !== undefined) refinements.push(this.group(node.group));
    for (const refinement of refinements) {
      const inner = refined;
      refined = (input, frame, run) => refinement(inner(input, frame, run), frame, run);
    }
    const keepArray = node.keepArray === true;
    if (refinements.length === 0 && !keepArray && !MAY_GIVE_SEQUENCE.has(node.type)) return refined;
    return (input, frame, run) => normalize(refined(input, frame, run), keepArray);
  }
}

/** Types whose result may be a sequence that still has to be reduced; paths do it themselves. */
const MAY_GIVE_SEQUENCE: ReadonlySet<string> = new Set(['binary', 'name', 'wildcard', 'descendant', 'function', 'apply', 'parent']);

function tupleNamesOf(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: SyntaxNode): void => {
    if (node.focus !== undefined) names.add(node.focus);
    if (node.index !== undefined) names.add(node.index);
    for (const stage of node.stages ?? []) if (stage.type === 'index' && stage.value !== undefined) names.add(stage.value);
    childrenOf(node).forEach(visit);
  };
  visit(root);
  return names;
}

/** Names assigned directly in a node: not those inside a block or lambda below it, which have frames of their own. */
export function assignedNames(node: SyntaxNode): string[] {
  const names: string[] = [];
  const visit = (child: SyntaxNode): void => {
    if (isBind(child)) names.push(child.lhs.value);
    if (child.type === 'block' || (child.type === 'lambda' && child.thunk !== true)) {
      // Predicates and groupings stand outside the braces.
      for (const stage of child.predicate ?? []) if (stage.expr) visit(stage.expr);
      for (const pair of child.group?.lhs ?? []) for (const side of pair) visit(side);
      return;
    }
    childrenOf(child).forEach(visit);
  };
  visit(node);
  return names;
}

/** The same for the inside of a block or lambda. */
export function assignedNamesOfAll(nodes: readonly SyntaxNode[]): string[] {
  return nodes.flatMap(assignedNames);
}
