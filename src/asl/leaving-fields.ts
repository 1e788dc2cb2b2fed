import type { ChoiceRule } from './states/choice';
import type { Catcher, Retrier } from './states/common-fields';

/** The fields that say where an execution goes from a state, of whichever kind it is. */
export interface LeavingFields {
  readonly Next?: string;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Choices?: readonly ChoiceRule[];
  readonly Default?: string;
}
