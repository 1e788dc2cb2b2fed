import type { MachineFacts } from '../machine-view/machine-facts';
import type { ReadableVisits } from './readable-visits';

/** Where an execution of the harness keeps its insides: the same symbol in every copy of the package. */
export const EXECUTION_BRAND: unique symbol = Symbol.for('drystep.testExecution');

/** What a matcher finds behind an execution of the harness. */
export interface ExecutionInsides {
  readonly machine: MachineFacts;
  /** Throws what went wrong in the run when that is not an outcome of the workflow. */
  readonly check: () => void;
  readonly time: TimeKeeping;
  /** Visits as far as there are histories. */
  readonly readable: ReadableVisits;
  /** ARN of an execution that another one started here. */
  readonly arn: string | undefined;
}

/** What the times of an execution are: virtual and exact, real and therefore about right, or nothing that could be asked. */
export type TimeKeeping = { readonly kind: 'virtual' | 'real' } | { readonly kind: 'none'; readonly why: string };

/** What stands behind an execution of the harness, undefined for anything else. */
export function insidesOf(value: unknown): ExecutionInsides | undefined {
  return typeof value === 'object' && value !== null ? (value as { [EXECUTION_BRAND]?: ExecutionInsides })[EXECUTION_BRAND] : undefined;
}
