import { LAMBDA_FAULTS, WILDCARD_ERROR } from '../../asl';
import type { RetryPolicy, RetryRule } from './retry';

/** Whether a rule takes the faults of Lambda by a name that stands for every error of a task. */
function takesAll({ errors }: RetryRule): boolean {
  return errors === undefined || errors.includes(WILDCARD_ERROR) || errors.includes('States.TaskFailed');
}

/** Rules that were written one by one. The retrier of aws-cdk-lib stands before them all, so it goes where one of them takes every error. */
export function ownRules(rules: readonly RetryRule[]): RetryPolicy {
  return { rules, serviceFaults: !rules.some(takesAll) };
}

/**
 * The faults of Lambda itself that aws-cdk-lib's retrier keeps: those that no rule names. It is the first of the task, and a rule behind it that names
 * one of them would never act.
 */
export function keptFaults(policy: RetryPolicy | undefined): readonly string[] {
  if (policy === undefined) return LAMBDA_FAULTS;
  const named = new Set(policy.rules.flatMap(({ errors = [] }) => errors));
  return policy.serviceFaults ? LAMBDA_FAULTS.filter((name) => !named.has(name)) : [];
}
