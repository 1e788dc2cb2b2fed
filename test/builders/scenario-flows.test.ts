import { Duration } from 'aws-cdk-lib';
import {
  choice,
  fail,
  fanOut,
  handler,
  invoke,
  loop,
  map,
  parallel,
  pass,
  pollUntil,
  retry,
  saga,
  succeed,
  tryCatch,
  wait,
  workflow,
} from 'drystep';
import { add, eq, field, format, gt, isPresent, lt } from 'drystep/expressions';
import type { JsonObject, JsonValue } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { type AnyFlow, acceptedDefinition, languages, visitedStates } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

const stack = emptyStack();
const fn = (id: string) => (stack.node.tryFindChild(id) as never) ?? importedFunction(stack, id);

type Answer = JsonValue | ((payload: never) => JsonValue);
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};

async function run(definition: JsonObject, input: unknown, answers: Readonly<Record<string, Answer>> = {}, objects?: object) {
  const calls: [string, JsonValue][] = [];
  const result = await execute(definition, {
    input: input as JsonValue,
    ...(objects === undefined ? {} : { objects: objects as never }),
    tasks: ({ state, input: given, resource }) => {
      const sent = resource.endsWith('lambda:invoke') ? ((given as JsonObject).Payload ?? null) : given;
      calls.push([state, sent]);
      const answer = answers[state];
      if (answer === undefined) throw new Error(`nothing answers "${state}"`);
      const value = typeof answer === 'function' ? answer(sent as never) : answer;
      return resource.endsWith('lambda:invoke') ? { StatusCode: 200, Payload: value } : value;
    },
  });
  return { status: result.status, output: result.output, error: result.error, cause: result.cause, calls, visited: visitedStates(result) };
}

describe.each(languages)('flows in %s', (language) => {
  const defined = (flow: AnyFlow, unknownOutside?: string) => acceptedDefinition(flow, language, emptyStack(), unknownOutside);

  test('three tries inside each other keep the variables of each of them', async () => {
    const work = handler<{ n: number }, { y: number }>(fn('Work'));
    const definition = defined(
      workflow<{ n: number }>()
        .next(pass('Start', { assign: ({ input }) => ({ seen: input.n }) }))
        .next(
          tryCatch('Outer', (o) =>
            o
              .try((a) =>
                a.next(pass('A', { assign: ({ vars }) => ({ a: add(vars.seen, 1) }) })).next(
                  tryCatch('Middle', (m) =>
                    m
                      .try((b) =>
                        b.next(pass('B', { assign: ({ vars }) => ({ b: add(vars.a, 1) }) })).next(
                          tryCatch('Inner', (i) =>
                            i
                              .try((c) =>
                                c
                                  .next(pass('C', { assign: ({ vars }) => ({ c: add(vars.b, 1) }) }))
                                  .next(
                                    invoke('Work', work, { payload: ({ vars }) => ({ n: vars.c }), into: 'worked', retry: retry.never() }),
                                  ),
                              )
                              .on('Small', (f) =>
                                f.next(fail('Raise', { error: 'Raised', cause: ({ vars }) => format('b is {}', vars.b) })),
                              )
                              .finally(invoke('Inner Last', work, { payload: ({ vars }) => ({ n: vars.b }) })),
                          ),
                        ),
                      )
                      .finally(invoke('Middle Last', work, { payload: ({ vars }) => ({ n: vars.a }) })),
                  ),
                ),
              )
              .on('Raised', (f) =>
                f.next(pass('Handled', { output: ({ input, vars }) => ({ n: input.n, why: input.error.Cause, seen: vars.seen }) })),
              )
              .finally(invoke('Outer Last', work, { payload: ({ vars }) => ({ n: vars.seen }) })),
          ),
        )
        .next(pass('End', { assign: ({ vars }) => ({ twice: vars.seen }) })),
    );
    const answers = (first: Answer) => {
      const all: Record<string, Answer> = { Work: first };
      for (const level of ['Inner', 'Middle', 'Outer']) for (const end of ['', ' After Failure']) all[`${level} Last${end}`] = { y: 0 };
      return all;
    };

    const fine = await run(definition, { n: 1 }, answers({ y: 9 }));
    expect(fine).toMatchObject({ status: 'SUCCEEDED', output: { n: 1, worked: { y: 9 } } });
    expect(fine.calls).toEqual([
      ['Work', { n: 4 }],
      ['Inner Last', { n: 3 }],
      ['Middle Last', { n: 2 }],
      ['Outer Last', { n: 1 }],
    ]);
    const handledOne = await run(definition, { n: 1 }, answers(broken('Small')));
    expect(handledOne).toMatchObject({ status: 'SUCCEEDED', output: { n: 1, why: 'b is 3', seen: 1 } });
    expect(handledOne.calls.map(([state]) => state)).toEqual([
      'Work',
      'Inner Last After Failure',
      'Middle Last After Failure',
      'Outer Last',
    ]);
    const other = await run(definition, { n: 1 }, answers(broken('Big')));
    expect(other).toMatchObject({ status: 'FAILED', error: 'Big', cause: 'cause of Big' });
    expect(other.calls.map(([state]) => state)).toEqual([
      'Work',
      'Inner Last After Failure',
      'Middle Last After Failure',
      'Outer Last After Failure',
    ]);
  });

  test('a saga in a map in a saga undoes each trip and then the whole, and says what could not be undone', async () => {
    const book = handler<{ id: string }, { ref: string }>(fn('Book'));
    const definition = defined(
      workflow<{ tour: string; legs: { id: string }[] }>().next(
        saga('Tour', (s) =>
          s
            .step(invoke('Hold', book, { payload: ({ input }) => ({ id: input.tour }), into: 'hold', retry: retry.never() }), {
              compensate: invoke('Release', book, { payload: ({ input }) => ({ id: input.hold.ref }), retry: retry.never() }),
            })
            .step((t) =>
              t.next(
                map('Legs', { items: ({ input }) => input.legs, into: 'booked', maxConcurrency: 1 }, (leg) =>
                  leg.next(
                    saga('Leg', (l) =>
                      l
                        .step(invoke('Seat', book, { payload: ({ input }) => ({ id: input.id }), into: 'seat', retry: retry.never() }), {
                          compensate: invoke('Free Seat', book, { payload: ({ input }) => ({ id: input.seat.ref }), retry: retry.never() }),
                        })
                        .step(
                          invoke('Meal', book, { payload: ({ input }) => ({ id: input.seat.ref }), into: 'meal', retry: retry.never() }),
                        ),
                    ),
                  ),
                ),
              ),
            ),
        ),
      ),
    );
    const ref = ({ id }: { id: string }) => ({ ref: `r-${id}` });
    const noSecondMeal = ({ id }: { id: string }) => (id === 'r-b' ? broken('NoMeal')() : { ref: `m-${id}` });

    const done = await run(definition, { tour: 't', legs: [{ id: 'a' }] }, { Hold: ref, Seat: ref, Meal: ref });
    expect(done.output).toEqual({
      tour: 't',
      legs: [{ id: 'a' }],
      hold: { ref: 'r-t' },
      booked: [{ id: 'a', seat: { ref: 'r-a' }, meal: { ref: 'r-r-a' } }],
    });
    expect((await run(definition, { tour: 't', legs: [] }, { Hold: ref })).output).toEqual({
      tour: 't',
      legs: [],
      hold: { ref: 'r-t' },
      booked: [],
    });
    const undone = await run(
      definition,
      { tour: 't', legs: [{ id: 'a' }, { id: 'b' }] },
      { Hold: ref, Seat: ref, Meal: noSecondMeal, 'Free Seat': broken('Closed'), Release: broken('Gone') },
    );
    expect(undone).toMatchObject({ status: 'FAILED', error: 'NoMeal' });
    expect(undone.cause).toBe('cause of NoMeal [not undone: Free Seat] [not undone: Release]');
    expect(undone.calls.at(-2)).toEqual(['Free Seat', { id: 'r-b' }]);
    expect(undone.calls.at(-1)).toEqual(['Release', { id: 'r-t' }]);
  });

  test('a saga in a loop undoes only the turn that failed', async () => {
    const book = handler<{ page: number }, { ref: number }>(fn('Book'));
    const definition = defined(
      workflow<{ page: number }>().next(
        loop('Pages', { while: ({ input }) => lt(input.page, 3) }, (p) =>
          p
            .next(
              saga('Page', (s) =>
                s
                  .step(invoke('Write', book, { payload: ({ input }) => ({ page: input.page }), into: 'row', retry: retry.never() }), {
                    compensate: invoke('Erase', book, { payload: ({ input }) => ({ page: input.row.ref }) }),
                  })
                  .step(invoke('Index', book, { payload: ({ input }) => ({ page: input.row.ref }), discard: true, retry: retry.never() })),
              ),
            )
            .next(pass('Next Page', { output: ({ input }) => ({ page: add(input.page, 1) }) })),
        ),
      ),
    );
    const write = ({ page }: { page: number }) => ({ ref: page * 10 });
    expect((await run(definition, { page: 0 }, { Write: write, Index: { ref: 0 } })).output).toEqual({ page: 3 });
    const failed = await run(
      definition,
      { page: 0 },
      {
        Write: write,
        Index: ({ page }: { page: number }) => (page === 20 ? broken('Full')() : { ref: 0 }),
        Erase: { ref: 0 },
      },
    );
    expect(failed).toMatchObject({ status: 'FAILED', error: 'Full', cause: 'cause of Full' });
    expect(failed.calls.filter(([state]) => state === 'Erase')).toEqual([['Erase', { page: 20 }]]);
  });

  test.each(['a.b', 'say "x"', '$', '$x', 'x.$y', 'größe', '日本', '😀', 'back\\slash', '*', '@', '{}', '%}', '`'])(
    'the key %s stays what it is where it is read and written',
    async (key) => {
      const echo = handler<JsonValue, JsonObject>(fn('Echo'));
      const flow = workflow<Record<string, number>>()
        .next(pass('Keep', { assign: ({ input }) => ({ kept: { [key]: field(input, key) } }) }))
        .next(invoke('Send', echo, { payload: ({ input, vars }) => ({ [key]: field(input, key), kept: vars.kept }) }));

      const result = await run(defined(flow), { [key]: 5 }, { Send: (payload: JsonValue) => payload });

      expect(result.output).toEqual({ [key]: 5, kept: { [key]: 5 } });
    },
  );

  test('steps in a map and in branches inside of it read variables of the outer scope', async () => {
    const work = handler<{ n: number; by: number }, { y: number }>(fn('Work'));
    const flow = workflow<{ list: number[]; by: number }>()
      .next(pass('Keep', { assign: ({ input }) => ({ by: input.by, list: input.list }) }))
      .next(
        map(
          'Each',
          {
            items: ({ vars }) => vars.list,
            itemSelector: ({ item, index, vars }) => ({ n: item, at: index, outer: vars.by }),
            into: 'done',
          },
          (one) =>
            one
              .next(pass('Own', { assign: ({ input, vars }) => ({ mine: add(input.n, vars.by) }) }))
              .next(
                parallel(
                  'Both',
                  [
                    (l) => l.next(pass('L', { output: ({ vars }) => ({ l: vars.mine }) })),
                    (r) => r.next(pass('R', { output: ({ vars, input }) => ({ r: add(vars.by, input.at) }) })),
                  ],
                  { into: 'both' },
                ),
              )
              .next(invoke('Work', work, { payload: ({ vars }) => ({ n: vars.mine, by: vars.by }), into: 'w' })),
        ),
      )
      .next(pass('Clear', { output: ({ input, vars }) => ({ done: input.done, by: vars.by }) }));
    const result = await run(defined(flow), { list: [1, 2], by: 10 }, { Work: ({ n, by }: { n: number; by: number }) => ({ y: n * by }) });
    expect(result.output).toEqual({
      by: 10,
      done: [
        { n: 1, at: 0, outer: 10, both: [{ l: 11 }, { r: 10 }], w: { y: 110 } },
        { n: 2, at: 1, outer: 10, both: [{ l: 12 }, { r: 11 }], w: { y: 120 } },
      ],
    });
    expect((await run(defined(flow), { list: [], by: 10 })).output).toEqual({ done: [], by: 10 });
  });

  test('a fanOut tells polls that gave up and fanOuts that failed from those that came through', async () => {
    const ask = handler<{ id: string }, { state: string }>(fn('Ask'));
    const flow = workflow<{ jobs: { id: string; parts: number[] }[] }>().next(
      fanOut('Jobs', { items: ({ input }) => input.jobs, toleratedFailures: 'all', into: 'jobs2', maxConcurrency: 1 }, (job) =>
        job
          .next(
            pollUntil(
              'Done?',
              (p) =>
                p.next(
                  invoke('Ask', ask, {
                    payload: ({ input }) => ({ id: input.id }),
                    assign: ({ result }) => ({ state: result.state }),
                    discard: true,
                  }),
                ),
              { until: ({ vars }) => eq(vars.state, 'done'), every: Duration.seconds(1), attempts: 2 },
            ),
          )
          .next(
            fanOut('Parts', { items: ({ input }) => input.parts, toleratedFailures: { count: 1 }, into: 'out' }, (part) =>
              part.next(
                choice('Big', (c) =>
                  c.when(({ input }) => gt(input as never, 1), fail('TooBig', { error: 'TooBig', cause: 'big' })).otherwise(pass('Fine')),
                ),
              ),
            ),
          ),
      ),
    );
    const result = await run(
      defined(flow as never),
      {
        jobs: [
          { id: 'a', parts: [1, 2] },
          { id: 'b', parts: [] },
          { id: 'c', parts: [2, 3] },
        ],
      },
      {
        Ask: ({ id }: { id: string }) => ({ state: id === 'b' ? 'running' : 'done' }),
      },
    );
    expect((result.output as JsonObject).jobs2).toEqual({
      succeeded: [{ id: 'a', parts: [1, 2], out: { succeeded: [1], failed: [{ item: 2, error: { Error: 'TooBig', Cause: 'big' } }] } }],
      failed: [
        { item: { id: 'b', parts: [] }, error: { Error: 'DeadlineExceeded', Cause: '"Done?" was not done after 2 attempts.' } },
        { item: { id: 'c', parts: [2, 3] }, error: { Error: 'FanOutFailed', Cause: '"Parts" tolerates 1 failures, and 2 items failed.' } },
      ],
    });
  });

  test('what is null or empty is present, and what is absent is not', async () => {
    const flow = workflow<{ a?: string | null; n: number; text: string }>()
      .next(
        choice('Has', (c) =>
          c
            .when(({ input }) => isPresent(input.a), pass('P', { value: () => 'present', into: 'was' }))
            .otherwise(pass('Q', { value: () => 'absent', into: 'was' })),
        ),
      )
      .next(wait('W', { seconds: 0 }))
      .next(succeed('S'));
    for (const [input, was] of [
      [{ n: 1, text: '' }, 'absent'],
      [{ n: 1, text: '', a: null }, 'present'],
      [{ n: 1, text: '', a: '' }, 'present'],
    ] as const)
      expect((await run(defined(flow), input)).output).toEqual({ ...input, was });
  });

  test('whole numbers of 16 digits stay exact', async () => {
    const work = handler<JsonValue, JsonValue>(fn('Echo'));
    const big = 9007199254740991;
    const numbers = workflow<{ n: number }>().next(
      invoke('W', work, { payload: ({ input }) => ({ n: input.n, c: big, d: 1234567890123456 }) }),
    );
    const result = await run(defined(numbers), { n: big }, { W: ((p: JsonValue) => p) as never });
    expect(result.output).toEqual({ n: big, c: big, d: 1234567890123456 });
  });

  test('fails when what comes next is over 256 KiB', async () => {
    const long = 'x'.repeat(200_000);
    expect(
      await run(
        defined(
          workflow<{ n: number }>()
            .next(pass('Long', { output: ({ input }) => ({ n: input.n, t: long }) }))
            .next(pass('Twice', { output: ({ input }) => ({ a: input.t, b: input.t }) })),
        ),
        { n: 1 },
      ),
    ).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});
