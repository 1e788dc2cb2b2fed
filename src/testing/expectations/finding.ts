import type { StateVisit } from '../visits/state-visit';
import type { Subject } from './subject';

/** What an expectation found in an execution, as data: wording and throwing are done elsewhere. */
export interface MatcherFinding {
  readonly pass: boolean;
  /** What was expected and what came instead; for a pass, what came, which is why `.not` fails. */
  readonly reason: string;
  /** Differences and the like, a line each. */
  readonly details?: readonly string[];
  /** Visits to point at. */
  readonly marked?: readonly StateVisit[];
}

/** What a runner lends to expectations. */
export interface Tools {
  /** Deep equality that knows asymmetric matchers. */
  readonly equals: (received: unknown, expected: unknown) => boolean;
}

/** Looks for what a matcher expects. Throws a usage error when it was called wrongly. */
export type Expectation<Parameters extends readonly unknown[] = readonly never[]> = (
  subject: Subject,
  tools: Tools,
  ...parameters: Parameters
) => MatcherFinding;
