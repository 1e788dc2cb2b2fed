import type { HistoryEvent } from '../../../interpreter';
import type { MachineFacts } from '../../machine-view/machine-facts';
import type { CollectedRun } from '../../report/run-collector';
import type { UnreadChildren } from '../../visits/unread-children';
import type { DeployedDefinition } from './deployed-states';
import type { DeployedOutcome } from './outcome';
import type { FetchedMapRun } from './read-history';

interface EndedExecution {
  readonly outcome: DeployedOutcome;
  readonly history: readonly HistoryEvent[];
  readonly mapRuns: readonly FetchedMapRun[];
}

/** An execution on AWS for the report, drawn over the definition that ran, which may be another than the one under test. */
export function deployedRun(
  facts: MachineFacts,
  definition: DeployedDefinition | undefined,
  { outcome, history, mapRuns }: EndedExecution,
  unread: UnreadChildren | undefined,
): CollectedRun {
  const ran = definition?.machine;
  const notes = [
    'It ran on AWS.',
    ...(ran === undefined ? ['The definition that ran could not be read: the one under test is shown.'] : []),
    ...(unread === undefined ? [] : [`${unread.why}: what they did is not shown.`]),
  ];
  return {
    facts: ran === undefined ? facts : (Object.create(facts, { machine: { value: ran } }) as MachineFacts),
    execution: { result: outcome, history, mapRuns },
    started: () => [],
    note: notes.join(' '),
  };
}
