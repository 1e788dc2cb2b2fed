import type { State } from 'aws-cdk-lib/aws-stepfunctions';

/** A way out of lowered states that still leads nowhere. */
export interface OpenEnd {
  /** Leads it to that state. */
  link(next: State): void;
  /** Whether ASL lets the way end here; the Default of a choice has to lead somewhere. */
  readonly mayEnd: boolean;
  /** Name of the state it leaves. */
  readonly from: string;
  /** Whether a handler of failures leaves by it. */
  readonly handled?: true;
}

/** States that a step became: where they start and the ways out. */
export interface Fragment {
  readonly start: State;
  readonly ends: readonly OpenEnd[];
}
