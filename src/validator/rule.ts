import type { Finding, Severity } from './diagnostic';
import type { RuleContext } from './rule-context';

/** One thing the validator looks for. */
export interface Rule {
  /** Its stable name; `docs/errors.md` has an entry for it. */
  readonly name: string;
  readonly severity: Severity;
  /** True when AWS makes the same check: then it takes part in `rules: 'aws'`. `partly`: with its findings that have AWS's words. */
  readonly aws: boolean | 'partly';
  /** True for a rule that is off unless `severities` switches it on. */
  readonly optional?: true;
  /** The code when AWS has one for it; the name otherwise. */
  readonly code?: string;
  check(context: RuleContext): Iterable<Finding>;
}
