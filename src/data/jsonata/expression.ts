import type { JsonValue } from '../../asl';
import type { EvaluationScope } from '../scope';
import { workMeter } from '../work-meter';
import { compileTree } from './compile';
import { Evaluation, type EvaluationLimits, OUT_OF_MEMORY, OUT_OF_STACK, PARTS_A_STEP, SERVICE_LIMITS } from './evaluation';
import { EMPTY_FRAME } from './frame';
import { INTERNAL, JsonataError } from './jsonata-error';
import { parseExpression } from './parse';
import { toPlain } from './plain';
import { childrenOf, type SyntaxNode } from './syntax-tree';
import { isRefusedRead, topLevelReads } from './top-level-reads';
import { sequenceOf, type Value } from './values';

/** Steps of an evaluation that takes no longer than the state around it. */
const UNCOUNTED_STEPS = 100;

/** A JSONata expression compiled once. */
export interface JsonataExpression {
  /** The text, without delimiters and surrounding blanks. */
  readonly text: string;
  /** True when it never reads the scope and gives the same value each time. */
  readonly constant: boolean;
  /** What it reads of an input document, for which the service refuses a definition. */
  readonly refusedReads: readonly string[];
  /**
   * Evaluates the expression: JSON, undefined for nothing, or a function value.
   * Throws {@link JsonataError}.
   *
   * @param input the input document, `$` at the top level. Step Functions has none, and so has the default.
   */
  evaluate(scope: EvaluationScope, input?: JsonValue): unknown;
}

/**
 * Compiles the text between `{%` and `%}`. Throws `ExpressionSyntaxError`.
 *
 * @param limits what one evaluation may use; by default what Step Functions allows.
 */
export function compileJsonata(expression: string, limits: EvaluationLimits = SERVICE_LIMITS): JsonataExpression {
  const text = expression.trim();
  const tree = parseExpression(text);
  const closure = compileTree(tree);
  const thorough = mayBuildDeeply(tree);
  const counted = (limits.steps - UNCOUNTED_STEPS) * PARTS_A_STEP;
  return {
    text,
    constant: tree.type === 'string' || tree.type === 'number' || tree.type === 'value',
    refusedReads: topLevelReads(tree).filter(isRefusedRead),
    evaluate(scope, input) {
      const run = new Evaluation(scope, limits, input);
      let value: unknown;
      try {
        value = toPlain(closure(contextOf(input), EMPTY_FRAME, run), run, thorough);
      } catch (error) {
        workMeter.spend(run.used);
        throw settled(error);
      }
      // Most expressions take a step or two, and to count those would cost as much.
      if (!(run.parts > counted)) workMeter.spend(run.used);
      return value;
    },
  };
}

/** An input document that is an array is one document, not many items. */
function contextOf(input: Value): Value {
  if (!Array.isArray(input)) return input;
  const wrapper = sequenceOf(input);
  wrapper.outerWrapper = true;
  return wrapper;
}

/** What an expression does wrong is an error of the expression: nothing of it may reach whoever runs the workflow. */
function settled(error: unknown): unknown {
  if (error instanceof JsonataError) return error.settle();
  const { name, message } = (error ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  // By name: an error of the engine may belong to another realm, as it does under jest.
  if (name === 'RangeError' && /call stack/.test(String(message))) return new JsonataError('U1001', { text: OUT_OF_STACK }).settle();
  if (name === 'RangeError' && /invalid (string|array) length/i.test(String(message))) {
    return new JsonataError('U1001', { text: OUT_OF_MEMORY }).settle();
  }
  if (typeof name === 'string' && ENGINE_ERRORS.includes(name)) return new JsonataError(INTERNAL).settle();
  return error;
}

const ENGINE_ERRORS = ['TypeError', 'RangeError', 'SyntaxError', 'URIError'];

/** True for an expression that could nest values deeper than its own text, by building them in a function. */
function mayBuildDeeply(root: SyntaxNode): boolean {
  const builds = (node: SyntaxNode): boolean =>
    (node.type === 'unary' && node.value !== '-') || node.group !== undefined || childrenOf(node).some(builds);
  const visit = (node: SyntaxNode): boolean =>
    (node.type === 'lambda' && node.thunk !== true && builds(node)) || childrenOf(node).some(visit);
  return visit(root);
}
