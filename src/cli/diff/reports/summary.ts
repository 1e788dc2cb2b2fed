import type { ComparedMachine } from '../compared-machine';
import type { DiffContents } from './report';

/** What a comparison comes to, in numbers. */
export interface DiffSummary {
  readonly machines: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
  readonly changes: number;
  readonly breaking: number;
}

/** Counts machines, changes and what breaks. */
export function summaryOf(machines: readonly ComparedMachine[]): DiffSummary {
  const count = (status: ComparedMachine['status']): number => machines.filter((machine) => machine.status === status).length;
  return {
    machines: machines.length,
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    same: count('same'),
    changes: machines.reduce((sum, { changes }) => sum + changes.length, 0),
    breaking: machines.reduce((sum, { notices }) => sum + notices.filter(({ breaking }) => breaking).length, 0),
  };
}

/** The numbers as a sentence: `1 state machine changed, 2 the same: 3 changes, 1 breaking`. */
export function summaryText({ machines }: Pick<DiffContents, 'machines'>): string {
  const { added, removed, changed, same, changes, breaking } = summaryOf(machines);
  const counts = [
    [changed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [same, 'the same'],
  ] as const;
  const [first, ...rest] = counts
    .filter(([number]) => number > 0)
    .map(([number, word], index) => {
      const noun = index > 0 ? '' : number === 1 ? 'state machine ' : 'state machines ';
      return `${number} ${noun}${word}`;
    });
  const found = [
    ...(changes > 0 ? [`${changes} ${changes === 1 ? 'change' : 'changes'}`] : []),
    ...(breaking > 0 ? [`${breaking} breaking`] : []),
  ];
  return `${[first, ...rest].join(', ')}${found.length > 0 ? `: ${found.join(', ')}` : ''}`;
}

/** What became of the recorded executions, in sentences; none where there were none. */
export function recordedTexts({ recorded }: Pick<DiffContents, 'recorded'>): readonly string[] {
  if (recorded === undefined) return [];
  const { replayed, unmatched } = recorded;
  return [
    `${replayed} recorded ${replayed === 1 ? 'execution' : 'executions'} replayed`,
    ...unmatched.map((file) => `${file} was not compared: no state machine before the change does what it did`),
  ];
}
