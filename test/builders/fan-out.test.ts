import { fanOut, handler, invoke, pass, retry, steps, tryCatch, workflow } from 'drystep';
import type { JsonValue } from '../../src/asl';
import { TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { languages, runFlow, visitedStates } from './run-flow';
import { emptyStack, importedFunction, placed } from './synthesized';

interface News {
  title: string;
  readers: string[];
}

const news = { title: 'Rain', readers: ['ada', 'bob', 'eve'] };
const stack = emptyStack();
const notify = handler<{ to: string; title: string }, string[]>(importedFunction(stack, 'Notify'));

/** Tells readers, save those who cannot be reached. */
const tell =
  (...lost: readonly string[]) =>
  (payload: JsonValue): JsonValue => {
    const { to } = payload as { to: string };
    if (lost.includes(to)) throw new TaskError('Unreachable', `nobody called ${to}`);
    return [to];
  };

describe.each(languages)('fanOut in %s', (language) => {
  const notifyAll = (toleratedFailures?: 'all' | { count: number }) =>
    workflow<News>()
      .next(
        fanOut(
          'Notify All',
          {
            items: ({ input }) => input.readers,
            itemSelector: ({ item, input }) => ({ to: item, title: input.title }),
            maxConcurrency: 2,
            into: 'told',
            ...(toleratedFailures === undefined ? {} : { toleratedFailures }),
          },
          (reader) => reader.next(invoke('Notify', notify, { retry: retry.never() })),
        ),
      )
      .next(pass('After'));
  const run = (flow: ReturnType<typeof notifyAll>, ...lost: readonly string[]) =>
    runFlow(flow, language, news, lambdaTasks(language, { Notify: tell(...lost) }));
  const failed = (to: string) => ({ item: { to, title: 'Rain' }, error: { Error: 'Unreachable', Cause: `nobody called ${to}` } });

  test('hands on what each item gave, arrays as they are', async () => {
    const result = await run(notifyAll());

    expect(result.output).toEqual({ ...news, told: { succeeded: [['ada'], ['bob'], ['eve']], failed: [] } });
  });

  test('lets the others come to their end when one fails, and hands on both lists', async () => {
    const result = await run(notifyAll({ count: 1 }), 'bob');

    expect(result.output).toEqual({ ...news, told: { succeeded: [['ada'], ['eve']], failed: [failed('bob')] } });
    expect(visitedStates(result).at(-1)).toBe('After');
  });

  test.each([
    [undefined, ['ada'], 0, 1],
    [{ count: 1 }, ['ada', 'eve'], 1, 2],
  ])('fails once all items are through when more than %j failed', async (tolerated, lost, allowed, found) => {
    const result = await run(notifyAll(tolerated), ...lost);

    expect(visitedStates(result).filter((state) => state === 'Notify')).toHaveLength(3);
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'FanOutFailed',
      cause: `"Notify All" tolerates ${allowed} failures, and ${found} items failed.`,
    });
  });

  test('never fails where all failures are tolerated', async () => {
    const result = await run(notifyAll('all'), 'ada', 'bob', 'eve');

    expect(result.output).toEqual({ ...news, told: { succeeded: [], failed: [failed('ada'), failed('bob'), failed('eve')] } });
  });

  test('gives its lists to output and assign', async () => {
    const flow = workflow<News>()
      .next(
        fanOut(
          'Notify All',
          { items: ({ input }) => input.readers, toleratedFailures: 'all' },
          (reader) =>
            reader.next(invoke('Notify', notify, { payload: ({ input }) => ({ to: input, title: 'Sun' }), retry: retry.never() })),
          { output: ({ result }) => result.failed, assign: ({ result }) => ({ told: result.succeeded }) },
        ),
      )
      .next(pass('Show', { output: ({ input, vars }) => ({ told: vars.told, lost: input }) }));

    const result = await runFlow(flow, language, news, lambdaTasks(language, { Notify: tell('bob') }));

    expect(result.output).toEqual({
      told: [['ada'], ['eve']],
      lost: [{ item: 'bob', error: { Error: 'Unreachable', Cause: 'nobody called bob' } }],
    });
  });

  test('works on steps of several states, and its failure can be handled', async () => {
    const flow = workflow<News>().next(
      tryCatch('Try', (t) =>
        t
          .try((start) =>
            start.next(
              fanOut('Notify All', { items: ({ input }) => input.readers, discard: true, error: 'SomebodyMissed' }, (reader) =>
                reader
                  .next(pass('Address', { output: ({ input }) => ({ to: input, title: 'Sun' }) }))
                  .next(invoke('Notify', notify, { retry: retry.never() })),
              ),
            ),
          )
          .on('SomebodyMissed', pass('Print Instead')),
      ),
    );

    const result = await runFlow(flow, language, news, lambdaTasks(language, { Notify: tell('eve') }));

    expect(visitedStates(result).at(-1)).toBe('Print Instead');
    expect(result.output).toEqual({
      ...news,
      error: { Error: 'SomebodyMissed', Cause: '"Notify All" tolerates 0 failures, and 1 items failed.' },
    });
  });
});

test('a number of failures that is none is refused at once', () => {
  expect(
    placed(() =>
      steps<News>().fanOut('Notify All', { items: ({ input }) => input.readers, toleratedFailures: { count: -1 } }, (reader) =>
        reader.next(pass('Skip')),
      ),
    ),
  ).toThrow(
    'Test/Flow: step "Notify All": It tolerates -1 failures, and only whole numbers of 0 or more can be counted. Hint: write toleratedFailures',
  );
});
