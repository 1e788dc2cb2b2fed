import type { JsonObject } from '../../asl';

/** How a definition was broken. */
export type MutationKind =
  | 'catcher dropped'
  | 'retrier dropped'
  | 'attempts changed'
  | 'rule dropped'
  | 'rule negated'
  | 'comparison moved'
  | 'transition retargeted'
  | 'wait changed'
  | 'field dropped'
  | 'field constant'
  | 'fields swapped'
  | 'result moved'
  | 'error dropped'
  | 'error changed'
  | 'interval changed'
  | 'timeout changed'
  | 'concurrency changed'
  | 'failure changed'
  | 'bound moved';

/** A definition with one defect. */
export interface Mutant {
  readonly kind: MutationKind;
  readonly state: string;
  /** JSON pointer of what was changed. */
  readonly pointer: string;
  /** For a person: `"Ship": Catch/0 (NoCarrier) dropped`. */
  readonly text: string;
  readonly definition: JsonObject;
}
