import { Duration } from 'aws-cdk-lib';
import { Pass, QueryLanguage } from 'aws-cdk-lib/aws-stepfunctions';
import { fanOut, fromState, handler, invoke, map, pass, pollUntil, retry, saga, steps, tryCatch, workflow } from 'drystep';
import { add, eq, format, mapItems, sortBy } from 'drystep/expressions';
import { TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { acceptedDefinition, languages, runFlow } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Job {
  id: string;
  job: { status: string };
}

const job: Job = { id: 'j-1', job: { status: 'NEW' } };
const stack = emptyStack();
const check = handler<{ id: string }, { status: string }>(importedFunction(stack, 'Check'));
const unlock = handler<{ id: string }, null>(importedFunction(stack, 'Unlock'));
const every = Duration.seconds(1);
const asking = (name: string) =>
  steps<Job>().invoke(name, check, { payload: ({ input }) => ({ id: input.id }), replace: 'job', retry: retry.never() });
const broken = () => {
  throw new TaskError('Broken', 'for good');
};

describe.each(languages)('variables of patterns in %s', (language) => {
  test('polls inside of each other count apart when their names differ in punctuation only', async () => {
    const inner = pollUntil('Done!', asking('Check'), { until: ({ input }) => eq(input.job.status, 'DONE'), every, attempts: 3 });
    const flow = workflow<Job>().next(
      pollUntil('Done?', (again) => again.next(inner), { until: ({ input }) => eq(input.job.status, 'NEVER'), every, attempts: 3 }),
    );
    let asked = 0;

    const result = await runFlow(
      flow,
      language,
      { ...job },
      lambdaTasks(language, {
        Check: () => {
          asked += 1;
          return { status: asked % 2 === 0 ? 'DONE' : 'BUSY' };
        },
      }),
    );

    expect(result).toMatchObject({ status: 'FAILED', cause: '"Done?" was not done after 3 attempts.' });
    expect(asked).toBe(6);
  });

  test('a variable of the author keeps its value beside a poll that wants its name', async () => {
    const flow = workflow<Job>()
      .next(pass('Keep', { assign: () => ({ doneRuns: 70, doneRuns2: 7 }) }))
      .next(pollUntil('Done?', asking('Check'), { until: ({ input }) => eq(input.job.status, 'DONE'), every, attempts: 3 }))
      .next(pass('Read', { output: ({ vars }) => ({ mine: vars.doneRuns, too: vars.doneRuns2 }) }));

    const result = await runFlow(flow, language, { ...job }, lambdaTasks(language, { Check: () => ({ status: 'DONE' }) }));

    expect(result.output).toEqual({ mine: 70, too: 7 });
  });

  test('a poll that is there twice, once in a map, counts apart', async () => {
    const poll = pollUntil('Done?', asking('Check'), { until: ({ input }) => eq(input.job.status, 'DONE'), every, attempts: 3 });
    const flow = workflow<Job & { jobs: Job[] }>()
      .next(map('All', { items: ({ input }) => input.jobs, discard: true }, (one) => one.next(poll)))
      .next(pass('First', { output: ({ input }) => ({ id: input.id, job: input.job }) }))
      .next(poll);
    const answers = { Check: () => ({ status: 'DONE' }), 'Check (2)': () => ({ status: 'DONE' }) };

    const result = await runFlow(flow, language, { ...job, jobs: [{ ...job }] }, lambdaTasks(language, answers));

    expect(result.output).toEqual({ id: 'j-1', job: { status: 'DONE' } });
  });

  test('failures of a fanOut are counted beside a variable of the author and another fanOut', async () => {
    const flow = workflow<{ jobs: Job[] }>()
      .next(pass('Keep', { assign: () => ({ askAllFailures: 'mine' }) }))
      .next(
        fanOut('Ask All', { items: ({ input }) => input.jobs, toleratedFailures: { count: 1 }, discard: true }, (one) =>
          one.next(asking('Check')),
        ),
      )
      .next(fanOut('Ask-All', { items: ({ input }) => input.jobs, discard: true }, (one) => one.next(asking('Ask'))))
      .next(pass('Read', { output: ({ vars }) => ({ mine: vars.askAllFailures }) }));
    const run = (ask: () => { status: string }) =>
      runFlow(flow, language, { jobs: [{ ...job }] }, lambdaTasks(language, { Check: broken, Ask: ask }));

    expect((await run(() => ({ status: 'DONE' }))).output).toEqual({ mine: 'mine' });
    expect(await run(broken)).toMatchObject({ error: 'FanOutFailed', cause: '"Ask-All" tolerates 0 failures, and 1 items failed.' });
  });

  test('what tried steps give and how they fail stays apart, inside each other and beside variables of the author', async () => {
    const tried = (name: string, task: string, last: string) =>
      steps<Job>().tryCatch(name, (t) =>
        t.try(asking(task)).finally(invoke(last, unlock, { payload: ({ input }) => ({ id: input.id }), retry: retry.never() })),
      );
    const flow = workflow<Job>()
      .next(pass('Keep', { assign: () => ({ attemptResult: 'mine', attemptFailure: 'too' }) }))
      .next(
        tryCatch('Attempt', (t) =>
          t
            .try(tried('Attempt!', 'Check', 'Unlock'))
            .finally(invoke('Unlock All', unlock, { payload: ({ input }) => ({ id: input.id }), retry: retry.never() })),
        ),
      )
      .next(pass('Read', { output: ({ vars }) => ({ mine: vars.attemptResult, too: vars.attemptFailure }) }));
    const unlocked = ['Unlock', 'Unlock All'].flatMap((name) => [name, `${name} After Failure`].map((state) => [state, () => null]));
    const run = (answer: () => { status: string }) =>
      runFlow(flow, language, { ...job }, lambdaTasks(language, { ...Object.fromEntries(unlocked), Check: answer }));

    expect((await run(() => ({ status: 'DONE' }))).output).toEqual({ mine: 'mine', too: 'too' });
    expect(await run(broken)).toMatchObject({ status: 'FAILED', error: 'Broken', cause: 'for good' });
  });

  test('a saga leaves a variable of the author alone, also where a compensation reads it', async () => {
    const flow = workflow<Job>()
      .next(pass('Keep', { assign: () => ({ tripFailure: 'mine' }) }))
      .next(
        saga('Trip', (s) =>
          s
            .step(asking('Check'), {
              compensate: (undo) =>
                undo.next(invoke('Unlock', unlock, { payload: ({ vars }) => ({ id: vars.tripFailure }), retry: retry.never() })),
            })
            .step(asking('Stop')),
        ),
      );
    const ids: unknown[] = [];
    const note = (payload: unknown) => {
      ids.push(payload);
      return null;
    };

    const result = await runFlow(
      flow,
      language,
      { ...job },
      lambdaTasks(language, { Check: () => ({ status: 'DONE' }), Stop: broken, Unlock: note }),
    );

    expect(result).toMatchObject({ error: 'Broken', cause: 'for good' });
    expect(ids).toEqual([{ id: 'mine' }]);
  });

  test('a variable that a state of aws-cdk-lib assigns counts as well', () => {
    const own = emptyStack();
    const foreign =
      language === 'JSONata'
        ? new Pass(own, 'Foreign', { queryLanguage: QueryLanguage.JSONATA, assign: { doneRuns: 1 } })
        : new Pass(own, 'Foreign', { assign: { doneRuns: 1 } });
    const flow = workflow<Job>()
      .next(fromState<Job, Job>(foreign))
      .next(pollUntil('Done?', asking('Check'), { until: ({ input }) => eq(input.job.status, 'DONE'), every, attempts: 3 }));

    const { States } = acceptedDefinition(flow, language, own) as unknown as Record<'States', Record<string, unknown>>;

    expect(States).toMatchObject({ 'Done? Start': { Assign: { doneRuns2: 1 } } });
  });
});

test('the item of a function hides no variable of its name', async () => {
  interface Sizes {
    sizes: number[];
  }
  const flow = workflow<Sizes>()
    .next(pass('Keep', { assign: () => ({ item1: 100, item2: 1000, by: 10 }) }))
    .next(
      pass('Read', {
        output: ({ input, vars }) => ({
          added: mapItems(input.sizes, (size) => add(size, vars.item1)),
          nested: mapItems(input.sizes, (size) => ({ all: mapItems(input.sizes, (other) => format('{} {} {}', size, other, vars.item2)) })),
          sorted: sortBy(input.sizes, (size) => add(size, vars.by)),
        }),
      }),
    );

  const result = await runFlow(flow, 'JSONata', { sizes: [2, 1] });

  expect(result.output).toEqual({
    added: [102, 101],
    nested: [{ all: ['2 2 1000', '2 1 1000'] }, { all: ['1 2 1000', '1 1 1000'] }],
    sorted: [1, 2],
  });
});
