import type { WaitingBranch, WaitingReason } from '../../interpreter';
import { durationText } from '../time/duration';
import type { StateVisit } from '../visits/state-visit';

const REASONS: Readonly<Record<WaitingReason, { readonly waits: string; readonly until: string }>> = {
  wait: { waits: 'waits', until: 'until' },
  retry: { waits: 'waits', until: 'to try again at' },
  callback: { waits: 'waits for its task token,', until: 'at most until' },
  activity: { waits: 'waits for a worker,', until: 'at most until' },
  task: { waits: 'waits for its handler,', until: 'at most until' },
};

/** What a visit waits for and until when, as far as the execution tells. */
export function waitingText(visit: StateVisit, waiting: readonly WaitingBranch[], start: number): string {
  const branch = waiting.find(
    ({ state, branch: path }) => state === visit.state && (path.at(-1)?.index ?? -1) === (visit.branch?.index ?? -1),
  );
  if (branch === undefined) return '…';
  const { waits, until } = REASONS[branch.reason];
  return branch.dueAt === undefined ? `… ${waits.replace(/,$/, '')}` : `… ${waits} ${until} ${durationText(branch.dueAt - start)}`;
}
