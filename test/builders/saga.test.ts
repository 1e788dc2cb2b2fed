import { Duration } from 'aws-cdk-lib';
import { StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { distributedMap, handler, invoke, pass, pollUntil, retry, saga, steps, succeed, Workflow, workflow } from 'drystep';
import { eq, fromJson, gt } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { acceptedDefinition, languages, runFlow, visitedStates } from './run-flow';
import { emptyStack, importedFunction, statesOf } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

type Answers = Record<string, (payload: JsonValue) => JsonValue>;

const order = { orderId: 'o-1', total: 40 };
const stack = emptyStack();
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};

/** In JSONPath a choice stands before the last state: it looks which parts of the failure are there. */
const withoutChoice = (states: readonly string[]) => states.filter((state) => !state.endsWith('?'));

describe.each(languages)('a saga in %s', (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `Book${language}`));
  const cancel = handler<{ id: string }, null>(importedFunction(stack, `Cancel${language}`));
  const payload = { retry: retry.never() };
  const flow = workflow<Order>()
    .next(
      saga('Trip', (s) =>
        s
          .step(invoke('Book A', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a', ...payload }), {
            compensate: invoke('Cancel A', cancel, { payload: ({ input }) => ({ id: input.a.id }) }),
          })
          .step(pass('Note'))
          .step(
            (start) =>
              start
                .next(invoke('Book B', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'b', ...payload }))
                .next(pass('Note B')),
            {
              compensate: (undo) =>
                undo.next(invoke('Cancel B', cancel, { payload: ({ input }) => ({ id: input.b.id }), retry: retry.never() })),
            },
          )
          .step(invoke('Book C', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'c', ...payload })),
      ),
    )
    .next(pass('Booked'));
  const run = (given: Answers) => runFlow(flow, language, order, lambdaTasks(language, given));
  const answers: Answers = {
    'Book A': () => ({ id: 'a' }),
    'Book B': () => ({ id: 'b' }),
    'Book C': () => ({ id: 'c' }),
    'Cancel A': () => null,
    'Cancel B': () => null,
  };

  test('hands on what its steps give', async () => {
    const result = await run(answers);

    expect(visitedStates(result)).toEqual(['Book A', 'Note', 'Book B Guard', 'Book B', 'Note B', 'Book C', 'Booked']);
    expect(result.output).toEqual({ ...order, a: { id: 'a' }, b: { id: 'b' }, c: { id: 'c' } });
  });

  test('undoes in reverse what was done, with what each step gave, and fails with the error that started it', async () => {
    const undone: JsonValue[] = [];
    const note = (value: JsonValue) => {
      undone.push(value);
      return null;
    };

    const result = await run({ ...answers, 'Book C': broken('SoldOut'), 'Cancel A': note, 'Cancel B': note });

    expect(undone).toEqual([{ id: 'b' }, { id: 'a' }]);
    expect(withoutChoice(visitedStates(result)).slice(-4)).toEqual(['Book C', 'Cancel B', 'Cancel A', 'Trip Failed']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'SoldOut', cause: 'cause of SoldOut' });
  });

  test('undoes only what was done when a step of several states fails', async () => {
    const result = await run({ ...answers, 'Book B': broken('SoldOut') });

    expect(withoutChoice(visitedStates(result)).slice(-3)).toEqual(['Book B', 'Cancel A', 'Trip Failed']);
    expect(result.error).toBe('SoldOut');
  });

  test('fails plainly when the first step fails, for nothing has to be undone', async () => {
    const result = await run({ ...answers, 'Book A': broken('SoldOut') });

    expect(visitedStates(result)).toEqual(['Book A']);
    expect(result).toMatchObject({ status: 'FAILED', error: 'SoldOut' });
  });

  test('repeats a compensation until it works, Lambda faults included, and goes on past one that may fail', async () => {
    let attempts = 0;
    const stubborn = () => {
      attempts += 1;
      if (attempts < 20) throw new TaskError('Lambda.ServiceException', 'later');
      return null;
    };

    const result = await run({ ...answers, 'Book C': broken('SoldOut'), 'Cancel B': broken('Busy'), 'Cancel A': stubborn });

    expect(attempts).toBe(20);
    expect(withoutChoice(visitedStates(result)).slice(-3)).toEqual(['Cancel B', 'Cancel A', 'Trip Failed']);
    expect(result.error).toBe('SoldOut');
  });

  test.each([
    ['without a cause', new TaskError('SoldOut'), 'SoldOut'],
    ['without an error name', new TaskError(undefined, undefined), language === 'JSONata' ? 'UnknownError' : undefined],
  ])('fails with what there is when the step failed %s', async (_title, failure, error) => {
    const result = await run({
      ...answers,
      'Book C': () => {
        throw failure;
      },
    });

    expect(visitedStates(result)).toEqual(expect.arrayContaining(['Cancel B', 'Cancel A']));
    expect([result.status, result.error, result.cause]).toEqual(['FAILED', error, undefined]);
  });

  test('keeps the failure that started it when every compensation fails, too', async () => {
    const fatal = broken('States.QueryEvaluationError');

    const result = await run({ ...answers, 'Book C': broken('SoldOut'), 'Cancel B': broken('Busy'), 'Cancel A': fatal });

    expect(visitedStates(result).filter((state) => state === 'Cancel A')).toHaveLength(1);
    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'SoldOut',
      cause: 'cause of SoldOut [not undone: Cancel B] [not undone: Cancel A]',
    });
  });

  test('gives up a compensation that never works long before the history is full, runs the others, and tells which failed for good', async () => {
    let attempts = 0;
    const never = () => {
      attempts += 1;
      throw new TaskError('Down', 'still down');
    };
    const three = workflow<Order>().next(
      saga('Trip', (s) =>
        s
          .step(invoke('Book A', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a', ...payload }), {
            compensate: invoke('Cancel A', cancel, { payload: ({ input }) => ({ id: input.a.id }) }),
          })
          .step(invoke('Book B', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'b', ...payload }), {
            compensate: invoke('Cancel B', cancel, { payload: ({ input }) => ({ id: input.b.id }) }),
          })
          .step(invoke('Book C', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'c', ...payload })),
      ),
    );
    const tasks = lambdaTasks(language, { ...answers, 'Book C': broken('SoldOut'), 'Cancel B': never });

    const result = await runFlow(three, language, order, tasks);

    expect(attempts).toBe(21);
    expect(withoutChoice(visitedStates(result)).slice(-3)).toEqual(['Cancel B', 'Cancel A', 'Trip Failed']);
    expect(result.history.length).toBeLessThan(200);
    expect(result).toMatchObject({ status: 'FAILED', error: 'SoldOut', cause: 'cause of SoldOut [not undone: Cancel B]' });
  });
});

describe.each(languages)('a saga in %s with a pattern that keeps data in variables of its own', (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `BookOnce${language}`));
  const check = handler<{ id: string }, { status: string }>(importedFunction(stack, `Check${language}`));
  const cancel = handler<{ id: string }, { done: boolean }>(importedFunction(stack, `CancelOnce${language}`));
  const polling = { every: Duration.seconds(30), attempts: 3 };
  const flow = workflow<Order>()
    .next(
      saga('Trip', (s) =>
        s
          .step(invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'trip', retry: retry.never() }), {
            compensate: (undo) =>
              undo.next(
                pollUntil(
                  'Cancelled?',
                  (again) =>
                    again.next(
                      invoke('Cancel', cancel, {
                        payload: ({ input }) => ({ id: input.trip.id }),
                        output: ({ input, result }) => ({ ...input, cancelled: result.done }),
                        retry: retry.never(),
                      }),
                    ),
                  { until: ({ input }) => eq(input.cancelled, true), ...polling },
                ),
              ),
          })
          .step((next) =>
            next
              .next(pass('Asked', { value: () => ({ status: 'NEW' as string }), into: 'job' }))
              .next(
                pollUntil(
                  'Confirmed?',
                  (again) => again.next(invoke('Check', check, { payload: ({ input }) => ({ id: input.trip.id }), replace: 'job' })),
                  { until: ({ input }) => eq(input.job.status, 'DONE'), ...polling },
                ),
              ),
          )
          .step(pass('Note')),
      ),
    )
    .next(pass('Booked'));
  const run = (statuses: readonly string[]) => {
    let asked = 0;
    let undone = 0;
    return runFlow(
      flow,
      language,
      order,
      lambdaTasks(language, {
        Book: () => ({ id: 't' }),
        Check: () => ({ status: statuses[asked++] ?? 'BUSY' }),
        Cancel: () => ({ done: undone++ > 0 }),
      }),
    );
  };

  test('goes on once the poll is done', async () => {
    const result = await run(['BUSY', 'DONE']);

    expect(result.output).toEqual({ ...order, trip: { id: 't' }, job: { status: 'DONE' } });
    expect(visitedStates(result).filter((state) => state === 'Check')).toHaveLength(2);
  });

  test('undoes what was done when the poll gives up, by a poll', async () => {
    const result = await run([]);

    expect(result).toMatchObject({ status: 'FAILED', error: 'DeadlineExceeded', cause: '"Confirmed?" was not done after 3 attempts.' });
    expect(visitedStates(result).filter((state) => state === 'Cancel')).toHaveLength(2);
  });
});

test.each(languages)('a compensation that no failure can lead to becomes no state (%s)', async (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `Last${language}`));
  const flow = workflow<Order>().next(
    saga('Trip', (s) =>
      s
        .step(pass('Note'), { compensate: pass('Strike Out') })
        .step(invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a', retry: retry.never() }), {
          compensate: pass('Cancel'),
        })
        .step(pass('Booked')),
    ),
  );
  const tasks = lambdaTasks(language, { Book: broken('NoRoom') });

  const states = Object.keys(acceptedDefinition(flow, language).States as object);
  const result = await runFlow(flow, language, order, tasks);

  expect(states).toContain('Strike Out Guard');
  expect(states.filter((state) => state.startsWith('Cancel'))).toEqual([]);
  expect(result).toMatchObject({ status: 'FAILED', error: 'NoRoom' });
});

test.each(languages)('what a Pass cannot compute is compensated as well, though a Pass takes no catcher (%s)', async (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `Computed${language}`));
  const flow = workflow<Order & { readonly text: string }>().next(
    saga('Trip', (s) =>
      s
        .step(invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a', retry: retry.never() }), {
          compensate: pass('Cancel'),
        })
        .step(pass('Read', { value: ({ input }) => ({ parsed: fromJson<{ x: number }>(input.text) }), into: 'read' })),
    ),
  );
  const tasks = lambdaTasks(language, { Book: () => ({ id: 'b-1' }) });

  const bad = await runFlow(flow, language, { ...order, text: 'not JSON' }, tasks);
  const good = await runFlow(flow, language, { ...order, text: '{"x":1}' }, tasks);

  // What nothing catches nothing compensates: AWS fails such a Pass with States.Runtime in JSONPath (recorded).
  const [error, visited] =
    language === 'JSONata'
      ? ['States.QueryEvaluationError', ['Book', 'Read Guard', 'Read', 'Cancel Guard', 'Cancel', 'Trip Failed']]
      : ['States.Runtime', ['Book', 'Read']];
  expect([bad.status, bad.error, visitedStates(bad)]).toEqual(['FAILED', error, visited]);
  expect(good).toMatchObject({ status: 'SUCCEEDED', output: { a: { id: 'b-1' }, read: { parsed: { x: 1 } } } });
  expect(visitedStates(good)).not.toContain('Cancel');
});

test.each(languages)('what an end cannot compute is compensated as well, though a Succeed takes no catcher (%s)', async (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `Ended${language}`));
  const flow = workflow<Order & { readonly text: string }>().next(
    saga('Trip', (s) =>
      s
        .step(invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a', retry: retry.never() }), {
          compensate: pass('Cancel'),
        })
        .step(succeed('Done', { output: ({ input }) => ({ parsed: fromJson<{ x: number }>(input.text), id: input.a.id }) })),
    ),
  );
  const tasks = lambdaTasks(language, { Book: () => ({ id: 'b-1' }) });

  const bad = await runFlow(flow, language, { ...order, text: 'not JSON' }, tasks);
  const good = await runFlow(flow, language, { ...order, text: '{"x":1}' }, tasks);

  // In JSONPath the output is made by a Pass, whose States.Runtime nothing catches (recorded).
  const [error, visited] =
    language === 'JSONata'
      ? ['States.QueryEvaluationError', ['Book', 'Done Output Guard', 'Done Output', 'Cancel Guard', 'Cancel', 'Trip Failed']]
      : ['States.Runtime', ['Book', 'Done Output']];
  expect([bad.status, bad.error, visitedStates(bad)]).toEqual(['FAILED', error, visited]);
  expect(good).toMatchObject({ status: 'SUCCEEDED', output: { parsed: { x: 1 }, id: 'b-1' } });
  expect(visitedStates(good).at(-1)).toBe('Done');
});

test('an end that computes nothing stays one state', () => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, 'EndedPlainly'));
  const flow = workflow<Order>().next(
    saga('Trip', (s) =>
      s
        .step(invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'a' }), { compensate: pass('Cancel') })
        .step(succeed('Done', { output: ({ input }) => ({ id: input.a.id }) })),
    ),
  );

  expect(Object.keys(acceptedDefinition(flow, 'JSONata').States as object)).toEqual(['Book', 'Done']);
});

describe.each(languages)('a part of a saga that ends the workflow in %s', (language) => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, `Part${language}`));
  const booking = steps<Order>().invoke('Book', book, { payload: ({ input }) => ({ orderId: input.orderId }), discard: true });
  const deciding = steps<Order>().choice('Cheap?', (c) => c.when(({ input }) => gt(100, input.total), succeed('Cheap')).otherwise());

  test('is refused where it would end the Parallel that guards it, and go on', () => {
    const flow = workflow<Order>().next(saga('Trip', (s) => s.step(booking, { compensate: pass('Cancel') }).step(deciding)));

    expect(() => new Workflow(emptyStack(), 'Flow', { definition: flow, queryLanguage: language })).toThrow(
      'Test/Flow: step "Cheap": It is part of a saga, whose states run inside a Parallel: it would end only that Parallel, and the next step would run with its output. Hint: decide with a choice after it',
    );
  });

  test('ends it where nothing has to be undone before', async () => {
    const flow = workflow<Order>()
      .next(saga('Trip', (s) => s.step(deciding, { compensate: pass('Undecide') }).step(booking)))
      .next(pass('After'));

    expect(visitedStates(await runFlow(flow, language, order))).toEqual(['Cheap?', 'Cheap']);
  });
});

describe('compensations in Express executions', () => {
  const book = handler<{ orderId: string }, { id: string }>(importedFunction(stack, 'Quick'));
  const booking = (name: string) =>
    steps<Order>().invoke(name, book, { payload: ({ input }) => ({ orderId: input.orderId }), discard: true });
  const trip = steps<Order>().saga('Trip', (s) => s.step(booking('Book'), { compensate: booking('Cancel') }).step(booking('Pay')));
  const attempts = (states: unknown): unknown =>
    ((states as Record<string, { Retry: { MaxAttempts: number }[] }>).Cancel?.Retry ?? []).map(({ MaxAttempts }) => MaxAttempts);
  const childStates = (express: boolean) => {
    const flow = workflow<{ orders: Order[] }>().next(
      distributedMap('Trips', { items: ({ input }) => input.orders, express }, (one) => one.next(trip)),
    );
    const { States } = acceptedDefinition(flow, 'JSONata') as unknown as { States: { Trips: { ItemProcessor: { States: unknown } } } };
    return States.Trips.ItemProcessor.States;
  };

  test('give up within about a minute, before the execution dies after five', () => {
    const quick = statesOf(emptyStack(), { definition: workflow<Order>().next(trip), stateMachineType: StateMachineType.EXPRESS });

    expect([attempts(quick), attempts(childStates(true))]).toEqual([
      [0, 5],
      [0, 5],
    ]);
  });

  test('have an hour in Standard ones', () => {
    const slow = statesOf(emptyStack(), { definition: workflow<Order>().next(trip) });

    expect([attempts(slow), attempts(childStates(false))]).toEqual([
      [0, 20],
      [0, 20],
    ]);
  });
});
