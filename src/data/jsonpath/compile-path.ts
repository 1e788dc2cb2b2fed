import type { JsonValue } from '../../asl';
import type { CompiledPath } from '../compiled';
import type { EvaluationScope } from '../scope';
import { compileDefiniteReader } from './definite-reader';
import { explainMissing } from './explain-missing';
import { compileEvaluator } from './path-evaluator';
import { INDEX_OUT_OF_BOUNDS, PATH_NOT_FOUND, PathFailure } from './path-failure';
import type { DocumentModel, Step } from './path-step';
import { type PathRoot, parseStatesPath, type StatesPath } from './path-text';
import { isPathDefinite } from './path-token';

type Selector = (document: JsonValue) => JsonValue | undefined;

/**
 * A path compiled once: `$…` reads the scope's input, `$$…` its context object, `$name…` a workflow variable.
 * An indefinite path gives an array, empty when nothing is found. Throws {@link ExpressionSyntaxError}.
 */
export function compilePath(text: string): CompiledPath {
  return compileStatesPath(parseStatesPath(text), 'collections');
}

/** The same for a path read before; `model` says over which Java values AWS evaluates it. */
export function compileStatesPath(path: StatesPath, model: DocumentModel): CompiledPath {
  const { root, syntax, text } = path;
  const definite = isPathDefinite(syntax.tokens);
  const reader = model === 'nodes' && syntax.tokens.some(({ kind }) => kind === 'index') ? undefined : compileDefiniteReader(syntax.tokens);
  const select = reader ?? selectorOf(compileEvaluator(syntax, model), definite);
  return {
    text,
    definite,
    isRoot: root.kind === 'input' && syntax.tokens.length === 0,
    select: fromRoot(root, select),
    explainMissing: (scope) => {
      const document = readRoot(root, scope);
      return document === undefined ? `No results for path: ${text}` : explainMissing(syntax, document);
    },
  };
}

function selectorOf(evaluate: Step, definite: boolean): Selector {
  return (document) => {
    const results: JsonValue[] = [];
    try {
      evaluate(document, { root: document, results, requireProperties: false });
    } catch (error) {
      if (error !== PATH_NOT_FOUND && error !== INDEX_OUT_OF_BOUNDS && !(error instanceof PathFailure)) throw error;
      // AWS answers an indefinite path that leads nowhere with an empty array (recorded: json_path_array_wildcard_or_slice_with_no_input).
      return definite ? undefined : [];
    }
    return definite ? results[results.length - 1] : results;
  };
}

function fromRoot(root: PathRoot, select: Selector): (scope: EvaluationScope) => JsonValue | undefined {
  if (root.kind === 'input') return (scope) => select(scope.input);
  if (root.kind === 'context') return (scope) => select(scope.context());
  const { name } = root;
  return (scope) => {
    const value = scope.variable(name);
    return value === undefined ? undefined : select(value);
  };
}

function readRoot(root: PathRoot, scope: EvaluationScope): JsonValue | undefined {
  if (root.kind === 'input') return scope.input;
  return root.kind === 'context' ? scope.context() : scope.variable(root.name);
}
