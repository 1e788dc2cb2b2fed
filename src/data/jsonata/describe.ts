import { assignedNames, assignedNamesOfAll } from './compiler';
import { builtInFunction } from './functions/registry';
import { parseExpression } from './parse';
import { childrenOf, isBind, isLambda, isVariable, type SyntaxNode } from './syntax-tree';
import { topLevelReads } from './top-level-reads';

/** What an expression does, as far as its text tells: material for a validator. */
export interface JsonataDescription {
  /** Workflow variables read, without `$`. */
  readonly variables: readonly string[];
  /** Fields of `$states` read; `*` when `$states` is used as a whole. */
  readonly statesFields: readonly string[];
  /** Built-in functions named, without `$`. */
  readonly functions: readonly string[];
  /** Names called as functions that neither the expression nor the language defines, `eval` among them. */
  readonly unknownFunctions: readonly string[];
  /** What is read of the input document, which Step Functions does not have: names, `$`, `$$`, `*` or `**`. */
  readonly topLevelReferences: readonly string[];
  /** Names assigned with `:=` anywhere. */
  readonly assigned: readonly string[];
}

/** Describes an expression (the text between `{%` and `%}`). Throws `ExpressionSyntaxError`. */
export function describeJsonata(expression: string): JsonataDescription {
  const tree = parseExpression(expression.trim());
  const found = new NamesInExpression();
  found.visit(tree, new Set(assignedNames(tree)));
  const sorted = (names: ReadonlySet<string>): string[] => [...names].sort();
  return {
    variables: sorted(found.variables),
    statesFields: sorted(found.statesFields),
    functions: sorted(found.functions),
    unknownFunctions: sorted(found.unknownFunctions),
    topLevelReferences: topLevelReads(tree).sort(),
    assigned: sorted(found.assigned),
  };
}

class NamesInExpression {
  readonly variables = new Set<string>();
  readonly statesFields = new Set<string>();
  readonly functions = new Set<string>();
  readonly unknownFunctions = new Set<string>();
  readonly assigned = new Set<string>();

  /** `declared` are the names that the expression itself defines here. */
  visit(node: SyntaxNode, declared: ReadonlySet<string>): void {
    this.note(node, declared);
    const inside = this.namesInside(node, declared);
    const followUps = new Set<SyntaxNode>();
    const addAll = (nodes: ReadonlyArray<SyntaxNode | undefined> | undefined): void => {
      for (const child of nodes ?? []) if (child) followUps.add(child);
    };
    // Predicates, sort terms and groupings see the items of what they follow; so does a transformation its matches.
    addAll(node.predicate?.map((stage) => stage.expr));
    addAll(node.stages?.map((stage) => stage.expr));
    addAll(node.group?.lhs.flat());
    addAll(node.terms?.map((term) => term.expression));
    addAll([node.pattern, node.update, node.delete]);
    if (node.type === 'path') addAll(node.steps?.slice(1));
    for (const child of childrenOf(node)) {
      if (node.type === 'bind' && child === node.lhs) continue;
      if (this.isStatesPath(node, declared) && child === node.steps?.[0]) continue;
      if (child === node.procedure && this.noteProcedure(child, declared)) continue;
      this.visit(child, followUps.has(child) ? withTupleNames(node, declared) : inside);
    }
  }

  private note(node: SyntaxNode, declared: ReadonlySet<string>): void {
    if (isBind(node)) this.assigned.add(node.lhs.value);
    if (this.isStatesPath(node, declared)) {
      const second = node.steps?.[1];
      this.statesFields.add(second?.type === 'name' ? (second.value as string) : '*');
      return;
    }
    if (isVariable(node)) this.noteVariable(node.value, declared);
  }

  private noteVariable(name: string, declared: ReadonlySet<string>): void {
    if (name === '' || name === '$' || declared.has(name)) return;
    if (name === 'states') this.statesFields.add('*');
    else if (builtInFunction(name) !== undefined) this.functions.add(name);
    else this.variables.add(name);
  }

  /** Notes a called name; true when there is nothing more to say about it. */
  private noteProcedure(procedure: SyntaxNode, declared: ReadonlySet<string>): boolean {
    const name = procedure.value;
    if (procedure.type !== 'variable' || typeof name !== 'string' || name === '' || name === '$' || declared.has(name)) return false;
    (builtInFunction(name) === undefined ? this.unknownFunctions : this.functions).add(name);
    return true;
  }

  private isStatesPath(node: SyntaxNode, declared: ReadonlySet<string>): boolean {
    const first = node.type === 'path' ? node.steps?.[0] : undefined;
    return (
      first?.type === 'variable' &&
      first.value === 'states' &&
      !declared.has('states') &&
      first.predicate === undefined &&
      first.stages === undefined
    );
  }

  private namesInside(node: SyntaxNode, declared: ReadonlySet<string>): ReadonlySet<string> {
    if (node.type === 'block') return new Set([...declared, ...assignedNamesOfAll(node.expressions ?? [])]);
    if (!isLambda(node) || node.thunk === true) return declared;
    const parameters = (node.arguments ?? []).map((parameter) => parameter.value);
    return new Set([...declared, ...parameters, ...assignedNames(node.body)]);
  }
}

/** The names bound by `@` and `#` on the way through a path. */
function withTupleNames(node: SyntaxNode, declared: ReadonlySet<string>): ReadonlySet<string> {
  const names: string[] = [];
  for (const step of [node, ...(node.steps ?? [])]) {
    if (step.focus !== undefined) names.push(step.focus);
    if (step.index !== undefined) names.push(step.index);
    for (const stage of step.stages ?? []) if (stage.type === 'index' && stage.value !== undefined) names.push(stage.value);
  }
  return names.length === 0 ? declared : new Set([...declared, ...names]);
}
