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
export type TemplateFunction = (argument: JsonValue, context: IntrinsicContext) => JsonValue | undefined;

/** What a function could not use, as a message says it. */
export interface IntrinsicMistake {
  readonly expected: string;
  readonly received?: JsonValue | undefined;
  readonly hint: string;
}

/** Reports what only an account knows, and gives the readable label that stands in its place. */
export function unresolved(
  { pointer, report }: IntrinsicContext,
  label: string,
  { received = null, ...mistake }: IntrinsicMistake,
): string {
  report({ code: 'TEMPLATE_UNRESOLVED', pointer, ...mistake, received });
  return label;
}

/** Reports what CloudFormation refuses, such as a name that the template does not have, and gives a label in its place. */
export function broken({ pointer, report }: IntrinsicContext, label: string, { received = null, ...mistake }: IntrinsicMistake): string {
  report({ code: 'TEMPLATE_BROKEN_REFERENCE', pointer, ...mistake, received });
  return label;
}

/** The readable label of something that is known once it is deployed: nothing is wrong with the template. */
export function invented({ scope }: IntrinsicContext, label: string): string {
  scope.inventions.add(label);
  return label;
}

/** A scalar as text, the way CloudFormation joins it; undefined for lists and objects. */
export function scalarText(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
