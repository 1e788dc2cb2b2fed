import { Duration } from 'aws-cdk-lib';
import { fanOut, handler, invoke, pass, pollUntil, retry, saga, steps, tryCatch, workflow } from 'drystep';
import { count, eq } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { acceptedDefinition, type Language, languages, runFlow, visitedStates } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface News {
  title: string;
  readers: string[];
}

const news: News = { title: 'Rain', readers: ['ada', 'bob', 'eve'] };
const stack = emptyStack();
const notify = handler<string, string[]>(importedFunction(stack, 'Notify'));
const check = handler<News, { state: string }>(importedFunction(stack, 'Check'));

type States = Readonly<Record<string, JsonObject>>;
const statesIn = (definition: JsonObject) => definition.States as unknown as States;

/** Tells everybody but those who are lost. */
const tell =
  (...lost: readonly string[]) =>
  (to: JsonValue): JsonValue => {
    if (lost.includes(to as string)) throw new TaskError('Unreachable', `nobody called ${to}`);
    return [to];
  };

describe('fanOut', () => {
  const from = steps<News>();

  test('is a Map, its work with a Catch, and a Choice that reads what the Map handed on', () => {
    const flow = from.fanOut('All', { items: ({ input }) => input.readers, into: 'told' }, (reader) =>
      reader.next(invoke('Notify', notify)),
    );
    const states = statesIn(acceptedDefinition(flow, 'JSONata'));

    expect(Object.keys(states)).toEqual(['All', 'All Too Few?', 'All Too Few? Done', 'All Failed']);
    expect(Object.keys((states.All as { ItemProcessor: { States: States } }).ItemProcessor.States)).toEqual(['Notify', 'All Item Failed']);
    expect(states.All).not.toHaveProperty('Assign');
    expect(states.All).not.toHaveProperty('ItemSelector');
    expect(states.All?.Output).toBe(
      '{% $merge([$states.input, {"told": {"succeeded": [$states.result.done], "failed": [$states.result[$exists(error)]]}}]) %}',
    );
    expect(states['All Too Few?']).toMatchObject({ Choices: [{ Condition: '{% $count($states.input.told.failed) > 0 %}' }] });
  });

  test('counts in a variable where it hands on something else', async () => {
    const flow = workflow<News>().next(
      fanOut(
        'All',
        { items: ({ input }) => input.readers, toleratedFailures: { count: 1 } },
        (reader) => reader.next(invoke('Notify', notify, { retry: retry.never() })),
        {
          output: ({ result }) => ({ sent: count(result.succeeded), lost: result.failed }),
          assign: ({ result }) => ({ first: result.succeeded }),
        },
      ),
    );
    const { Output, Assign } = statesIn(acceptedDefinition(flow, 'JSONata')).All as JsonObject;
    const result = await runFlow(flow, 'JSONata', { ...news }, lambdaTasks('JSONata', { Notify: tell('bob') }));

    expect(Assign).toEqual({ first: '{% [$states.result.done] %}', allFailures: '{% $count($states.result.error) %}' });
    expect(Output).toEqual({ sent: '{% $count([$states.result.done]) %}', lost: '{% [$states.result[$exists(error)]] %}' });
    expect(result.output).toEqual({ sent: 2, lost: [{ item: 'bob', error: { Error: 'Unreachable', Cause: 'nobody called bob' } }] });
  });

  describe.each(languages)('in %s', (language) => {
    const told = (readers: readonly string[], lost: readonly string[], states: 'one' | 'several' = 'one') =>
      runFlow(
        workflow<News>().next(
          fanOut('All', { items: ({ input }) => input.readers, toleratedFailures: 'all' }, (reader) =>
            states === 'one'
              ? reader.next(invoke('Notify', notify, { retry: retry.never() }))
              : reader.next(pass('First')).next(invoke('Notify', notify, { retry: retry.never() })),
          ),
        ),
        language,
        { title: 'Rain', readers: [...readers] },
        lambdaTasks(language, { Notify: tell(...lost) }),
      );
    const failure = (item: string) => ({ item, error: { Error: 'Unreachable', Cause: `nobody called ${item}` } });

    test.each<[string, string[], string[]]>([
      ['nobody', [], []],
      ['one', ['ada'], []],
      ['one who is lost', ['ada'], ['ada']],
      ['one of two', ['ada', 'bob'], ['ada']],
      ['all', ['ada', 'bob', 'eve'], []],
    ])('gives two lists for %s, of work in one state as of work in several', async (_title, readers, lost) => {
      const expected = {
        succeeded: readers.filter((reader) => !lost.includes(reader)).map((reader) => [reader]),
        failed: lost.map(failure),
      };

      expect((await told(readers, lost)).output).toEqual(expected);
      expect((await told(readers, lost, 'several')).output).toEqual(expected);
    });
  });
});

describe.each(languages)('pollUntil in %s', (language: Language) => {
  const flow = workflow<News>()
    .next(
      pollUntil('Ready?', (asked) => asked.next(invoke('Check', check, { into: 'job' })), {
        until: ({ input }) => eq(input.job.state, 'DONE'),
        every: Duration.seconds(5),
        attempts: 3,
      }),
    )
    .next(pass('After'));

  test('counts where it decides, and leads to the next step from there', async () => {
    const answers = ['RUNNING', 'RUNNING', 'DONE'];
    const result = await runFlow(flow, language, { ...news }, lambdaTasks(language, { Check: () => ({ state: answers.shift() ?? '' }) }));

    expect(Object.keys(statesIn(acceptedDefinition(flow, language)))).toEqual([
      'Ready? Start',
      'Check',
      'Ready? Pause',
      'Ready?',
      'After',
      'Ready? Attempts',
    ]);
    expect(result.output).toEqual({ ...news, job: { state: 'DONE' } });
  });

  test('fails after its attempts', async () => {
    const result = await runFlow(flow, language, { ...news }, lambdaTasks(language, { Check: () => ({ state: 'RUNNING' }) }));

    expect(result).toMatchObject({ status: 'FAILED', error: 'DeadlineExceeded' });
    expect(visitedStates(result).filter((state) => state === 'Check')).toHaveLength(3);
  });
});

test('A Duration as deadline is kept in milliseconds, and compared as they are', () => {
  const flow = workflow<News>().next(
    pollUntil('Ready?', (asked) => asked.next(invoke('Check', check, { into: 'job' })), {
      until: ({ input }) => eq(input.job.state, 'DONE'),
      every: Duration.seconds(5),
      deadline: Duration.minutes(1),
    }),
  );
  const states = statesIn(acceptedDefinition(flow, 'JSONata'));

  expect(states['Ready? Start']).toMatchObject({ Assign: { readyDeadline: '{% $toMillis($states.context.State.EnteredTime) + 60000 %}' } });
  expect(states['Ready?']).toMatchObject({
    Choices: [
      { Condition: '{% $states.input.job.state = "DONE" %}', Next: 'Ready? Done' },
      { Condition: '{% $toMillis($states.context.State.EnteredTime) >= $readyDeadline %}', Next: 'Ready? Deadline' },
    ],
  });
});

test.each(languages)('What is last in a tryCatch in %s hands on what was tried, and its own result nowhere', async (language) => {
  const unlock = handler<News, { unlocked: boolean }>(importedFunction(emptyStack(), 'Unlock'));
  const flow = workflow<News>().next(
    tryCatch('Try', (t) => t.try(pass('Tried', { output: ({ input }) => ({ tried: input.title }) })).finally(invoke('Unlock', unlock))),
  );
  const result = await runFlow(flow, language, { ...news }, lambdaTasks(language, { Unlock: () => ({ unlocked: true }) }));

  expect(result.output).toEqual({ tried: 'Rain' });
});

test('A fanOut is a step of a saga in JSONata, where it counts in no variable', async () => {
  const undo = handler<News, void>(importedFunction(emptyStack(), 'Undo'));
  const flow = workflow<News>().next(
    saga('Order', (s) =>
      s
        .step((o) => o.next(pass('First')), { compensate: (o) => o.next(invoke('Undo First', undo)) })
        .step((o) =>
          o.next(
            fanOut('All', { items: ({ input }) => input.readers, into: 'told' }, (reader) =>
              reader.next(invoke('Notify', notify, { retry: retry.never() })),
            ),
          ),
        ),
    ),
  );
  const run = (...lost: readonly string[]) =>
    runFlow(flow, 'JSONata', { ...news }, lambdaTasks('JSONata', { Notify: tell(...lost), 'Undo First': () => null }));

  expect((await run()).output).toEqual({ ...news, told: { succeeded: [['ada'], ['bob'], ['eve']], failed: [] } });
  const failed = await run('bob');
  expect(failed).toMatchObject({ status: 'FAILED', error: 'FanOutFailed' });
  expect(visitedStates(failed)).toContain('Undo First');
});

test('A tryCatch that ends in a last step has at most 5 % more states and bytes than a definition written by hand', async () => {
  const place = emptyStack();
  const lambda = (name: string) => handler<{ file: string }, { rows: number }>(importedFunction(place, name));
  const of = steps<{ file: string }>();
  const call = (name: string) => of.invoke(name, lambda(name), { payload: ({ input }) => ({ file: input.file }), retry: retry.never() });
  const load = workflow<{ file: string }>()
    .next(call('Load'))
    .next(pass('Count', { output: ({ input }) => ({ rows: input.rows }) }));
  const flow = workflow<{ file: string }>().next(tryCatch('Import', (t) => t.try(load).finally(call('Unlock'))));
  const emitted = acceptedDefinition(flow, 'JSONata', place);
  const functionName = (name: string): string =>
    (emitted.States as never as { [state: string]: { Arguments: { FunctionName: string } } })[name]!.Arguments.FunctionName;
  const task = (name: string, rest: object) => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: functionName('Unlock').replace('Unlock', name), Payload: { file: '{% $states.input.file %}' } },
    ...rest,
  });
  const byHand = {
    QueryLanguage: 'JSONata',
    StartAt: 'Try',
    States: {
      Try: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Load',
            States: {
              Load: task('Load', { Output: '{% $states.result.Payload %}', Next: 'Count' }),
              Count: { Type: 'Pass', Output: { rows: '{% $states.input.rows %}' }, End: true },
            },
          },
        ],
        Assign: { importResult: '{% $states.result[0] %}' },
        Output: '{% $states.input %}',
        Catch: [
          {
            ErrorEquals: ['States.ALL'],
            Assign: { importFailure: '{% $states.errorOutput %}' },
            Output: '{% $states.input %}',
            Next: 'Unlock After Failure',
          },
        ],
        Next: 'Unlock',
      },
      Unlock: task('Unlock', { Output: '{% $importResult %}', End: true }),
      'Unlock After Failure': task('Unlock', { Output: '{% $states.input %}', Next: 'Failed' }),
      Failed: {
        Type: 'Fail',
        Error: '{% $exists($importFailure.Error) ? $importFailure.Error : "UnknownError" %}',
        Cause: '{% $exists($importFailure.Cause) ? $importFailure.Cause : "" %}',
      },
    },
  };

  const unlock = () => ({ rows: 0 });
  const failing = (): JsonValue => {
    throw new TaskError('Broken', 'no rows');
  };
  const outcomes = await Promise.all(
    [emitted, byHand].flatMap((definition) =>
      [() => ({ rows: 3 }), failing].map(async (load) => {
        const tasks = lambdaTasks('JSONata', { Load: load, Unlock: unlock, 'Unlock After Failure': unlock });
        const { status, output, error, cause } = await execute(definition, { input: { file: 'a.csv' }, tasks });
        return { status, output, error, cause };
      }),
    ),
  );

  expect(outcomes.slice(0, 2)).toEqual([
    { status: 'SUCCEEDED', output: { rows: 3 } },
    { status: 'FAILED', error: 'Broken', cause: 'no rows' },
  ]);
  expect(outcomes.slice(2)).toEqual(outcomes.slice(0, 2));
  expect(Object.keys(statesIn(emitted))).toHaveLength(Object.keys(byHand.States).length);
  expect(JSON.stringify(emitted).length).toBeLessThanOrEqual(JSON.stringify(byHand).length * 1.05);
});
