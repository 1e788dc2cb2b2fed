import { execute, type HistoryEvent } from '../../src/interpreter';
import { type OwnCase, ownCases, tasksOf } from './own-case';

for (const { topic, cases } of ownCases()) {
  describe(topic, () => {
    test.each(cases.map((own) => [own.title, own] as const))('%s', async (_title, own) => {
      const { status, output, error, cause, history } = await execute(own.definition, {
        input: own.input ?? {},
        tasks: tasksOf(own),
        ...own.options,
      });

      expect({ status, output, error, cause }).toEqual(expectedOutcome(own, cause));
      if (own.history !== undefined) expect(history.map(inWords(own.history))).toEqual(own.history);
      if (own.seconds !== undefined) expect(secondsOf(history)).toBe(own.seconds);
    });
  });
}

test('every case names its rule and expects either an output or an error', () => {
  const all = ownCases().flatMap(({ cases }) => cases);

  const faulty = all.filter((own) => !own.spec || !own.title || (own.output === undefined) === (own.error === undefined));

  expect(faulty.map((own) => own.file)).toEqual([]);
  expect(new Set(all.map((own) => own.title)).size).toBe(all.length);
});

/** The cause counts only where the case gives it. */
function expectedOutcome({ output, error }: OwnCase, producedCause: string | undefined) {
  if (error === undefined) return { status: 'SUCCEEDED', output, error: undefined, cause: undefined };
  const cause = error.name === undefined ? error.cause : (error.cause ?? producedCause);
  return { status: error.status ?? 'FAILED', output: undefined, error: error.name, cause };
}

/** `Type`, or `Type Name` where the case gives names. */
function inWords(wanted: readonly string[]) {
  return (event: HistoryEvent, index: number): string => {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] as { name?: string } | undefined;
    const named = wanted[index]?.includes(' ') ?? false;
    return named && details?.name !== undefined ? `${event.type} ${details.name}` : event.type;
  };
}

function secondsOf(history: readonly HistoryEvent[]): number {
  const first = history[0] as HistoryEvent;
  const last = history[history.length - 1] as HistoryEvent;
  return (last.timestamp.getTime() - first.timestamp.getTime()) / 1000;
}
