import type { HistoryEvent } from '../../src/interpreter';
import { visitsOf } from '../../src/testing';
import { describeShared, sharedContents } from '../shared-data';

interface Recording {
  readonly id: string;
  readonly definition: { readonly States: object };
  readonly history: readonly (HistoryEvent & { readonly timestamp: unknown })[] | null;
  readonly notes?: unknown;
  readonly tasks?: readonly { readonly state: string; readonly attempt: number }[];
}

describeShared('histories that AWS recorded', 'aws-recordings/executions', (folder) => {
  const cases = readRecordings(folder);

  test('give a visit for every state that was entered, in a branch of the state around it', () => {
    for (const { id, history } of cases) {
      const visits = visitsOf(history);
      expect([id, visits.length]).toEqual([id, history.filter((event) => event.type.endsWith('StateEntered')).length]);
      for (const visit of visits) {
        if (visit.branch !== undefined)
          expect([id, visit.state, visit.branch.visit.kind]).toEqual([id, visit.state, expect.stringMatching(/^(Map|Parallel)$/)]);
      }
    }
    expect(cases.length).toBeGreaterThan(200);
  });

  test('give every exit to the visit of its name', () => {
    for (const { id, history } of cases) {
      const exits = history.filter((event) => event.type.endsWith('StateExited')).length;
      expect([id, visitsOf(history).filter((visit) => visit.exitedAt !== undefined).length]).toEqual([id, exits]);
    }
  });

  test('give as many attempts as the recording counts', () => {
    for (const { id, history, tasks = [] } of cases) {
      const counted = new Map<string, number>();
      for (const { state } of tasks) counted.set(state, (counted.get(state) ?? 0) + 1);
      const read = new Map<string, number>();
      for (const visit of visitsOf(history)) {
        if (counted.has(visit.state)) read.set(visit.state, (read.get(visit.state) ?? 0) + visit.attempts);
      }
      expect([id, [...read].sort()]).toEqual([id, [...counted].sort()]);
    }
  });
});

/** Recordings with a whole history; those whose Parallel events were sorted have lost their order. */
function readRecordings(folder: string): { id: string; history: HistoryEvent[]; tasks: Recording['tasks'] }[] {
  return sharedContents<Recording>(folder)
    .filter(({ history, notes }) => history !== null && !JSON.stringify(notes ?? '').includes('parallelNormalised'))
    .map(({ id, history, tasks }) => ({ id, tasks, history: (history ?? []).map((event) => ({ ...event, timestamp: new Date(0) })) }));
}
