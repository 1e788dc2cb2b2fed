import type { OptionKind } from '../asl';
import { requireValue } from './require-value';

/** Throws a BuilderError for a number of the program that the function does not take; what is known when the workflow runs passes. */
export function requireConstant(call: string, value: unknown, kind: OptionKind, name: string, hint: string): void {
  if (isConstant(value)) requireValue(call, value, kind, name, hint);
}

/** Whether a value is a number of the program, and none that aws-cdk-lib fills in later, which are far below all others. */
export function isConstant(value: unknown): value is number {
  return typeof value === 'number' && !(value < -1e280);
}
