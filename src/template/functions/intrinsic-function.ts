import type { JsonValue, Problem } from '../../asl';
import type { StackScope } from '../stack-scope';

/** What an intrinsic function may use; `resolve` gives undefined for `AWS::NoValue`. */
export interface IntrinsicContext {
  readonly scope: StackScope;
  /** JSON pointer of the function's argument in the template. */
  readonly pointer: string;
  readonly resolve: (value: JsonValue, ...keys: readonly (string | number)[]) => JsonValue | undefined;
  readonly report: (problem: Problem) => void;
}

/** One CloudFormation function: its argument, unresolved, to its value; undefined is `AWS::NoValue`. */
export type IntrinsicFunction = (argument: JsonValue, context: IntrinsicContext) => JsonValue | undefined;

/** Reports an argument that the function cannot use, and gives the readable label that stands in its place. */
export function unresolved(
  context: IntrinsicContext,
  label: string,
  expected: string,
  received: JsonValue | undefined,
  hint: string,
): string {
  context.report({ code: 'TEMPLATE_UNRESOLVED', pointer: context.pointer, expected, received: received ?? null, hint });
  return label;
}

/** A scalar as text, the way CloudFormation joins it; undefined for lists and objects. */
export function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
