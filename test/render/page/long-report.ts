import type { ReportData } from '../../../src/render';
import { chain } from '../../testing/fixtures/asl';

/** A history of so many events: a loop of two states. */
export function longReport(events: number): ReportData {
  const definition = chain({
    Count: { Type: 'Pass' },
    'Again?': { Type: 'Choice', Choices: [{ Variable: '$.n', IsNull: true, Next: 'Count' }], Default: 'Done' },
  });
  const start = Date.UTC(2026, 0, 1);
  const rounds = Math.ceil(events / 2);
  const steps = Array.from({ length: rounds }, (_, index) => ({
    number: index + 1,
    state: index % 2 === 0 ? 'Count' : 'Again?',
    kind: index % 2 === 0 ? 'Pass' : 'Choice',
    status: 'SUCCEEDED' as const,
    enteredAt: start + index * 10,
    exitedAt: start + index * 10 + 5,
    input: JSON.stringify({ n: null, index, payload: 'x'.repeat(40) }),
    output: JSON.stringify({ n: null, index, payload: 'x'.repeat(40) }),
  }));
  return {
    format: 'drystep report',
    version: 1,
    machines: [{ name: 'Loop', definition: { ...definition, States: { ...(definition.States as object), Done: { Type: 'Succeed' } } } }],
    runs: [
      {
        id: '1',
        machine: 0,
        status: 'SUCCEEDED',
        startedAt: start,
        endedAt: start + rounds * 10,
        steps,
        events: Array.from({ length: events }, (_, index) => {
          const step = steps[index >> 1] as (typeof steps)[number];
          return {
            id: index + 1,
            previous: index,
            type: `${step.kind}State${index % 2 === 0 ? 'Entered' : 'Exited'}`,
            at: start + index * 5,
            step: step.number,
            details: JSON.stringify({ name: step.state, input: step.input }),
          };
        }),
      },
    ],
  };
}
