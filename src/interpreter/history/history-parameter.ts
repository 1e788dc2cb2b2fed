import { kinds, type Parameter } from '../../asl';

/** An event as GetExecutionHistory gives it. */
const EVENT = kinds.objectWith('an event of GetExecutionHistory', { id: kinds.wholeNumber(0), type: kinds.name, timestamp: kinds.date });

/** The history of an execution, as a parameter. */
export const HISTORY: Parameter = {
  name: 'the history',
  kind: { ...kinds.listOf(EVENT), expected: 'a list of events' },
  hint: 'pass execution.history.',
};
