import 'drystep/jest';
import { Duration } from 'aws-cdk-lib';
import { choice, choiceOn, map, parallel, pass, type Ref, type Step, steps, succeed, wait, workflow } from 'drystep';
import { eq, format, gt } from 'drystep/expressions';
import { testMachine } from 'drystep/testing';
import { type AnyFlow, acceptedDefinition, type Language, languages } from './run-flow';
import { emptyStack, placed } from './synthesized';

interface Order {
  id: string;
  total: number;
  kind: 'gift' | 'plain';
  lines: { sku: string }[];
}

const order: Order = { id: 'o-1', total: 40, kind: 'gift', lines: [{ sku: 'a' }] };

const ended = steps<Order>().succeed('End');

async function run(flow: AnyFlow, language: Language, input: Order = order) {
  const stack = emptyStack();
  acceptedDefinition(flow, language, stack);
  return testMachine(stack).execute({ ...input });
}

describe.each(languages)('a flow in %s', (language) => {
  test('collects what a succeed ends an iteration with, as the type of the result says', async () => {
    const each = { items: ({ input }: { input: Ref<Order> }) => input.lines };
    const flow = workflow<Order>().next(
      map('Each', each, (line) =>
        line
          .next(
            choice('Known?', (c) =>
              c.when(({ input }) => eq(input.sku, 'a'), succeed('Skip', { output: ({ input }) => ({ skipped: input.sku }) })).otherwise(),
            ),
          )
          .next(pass('Pack', { output: ({ input }) => ({ packed: input.sku }) })),
      ),
    );
    const result: ({ skipped: string } | { packed: string })[] = [{ skipped: 'a' }, { packed: 'b' }];
    const typed: Step<Order, typeof result> = flow;

    expect(await run(typed as typeof flow, language, { ...order, lines: [{ sku: 'a' }, { sku: 'b' }] })).toSucceedWith(result);
  });

  test('waits, and hands on and stores what it is told', async () => {
    const flow = workflow<Order>()
      .next(wait('Pause', { duration: Duration.hours(1), output: ({ input }) => input.lines, assign: ({ input }) => ({ id: input.id }) }))
      .next(pass('Show', { output: ({ input, vars }) => ({ first: input[0]!.sku, id: vars.id }) }));

    expect(await run(flow, language)).toSucceedWith({ first: 'a', id: 'o-1' });
  });

  test('stores what its rules and its default say', async () => {
    const flow = workflow<Order>()
      .next(
        choice('Large?', (c) =>
          c
            .rule({ when: ({ input }) => gt(input.total, 1000), assign: ({ input }) => ({ size: 'large', of: input.id }) }, (large) =>
              large.next(pass('Large', { output: ({ vars }) => ({ size: vars.size }) })),
            )
            .rule({ when: ({ input }) => gt(input.total, 100), assign: ({ input }) => ({ size: 'medium', of: input.id }) })
            .default({ assign: ({ input }) => ({ size: 'small', of: input.id }) }, (small) =>
              small.next(pass('Small', { output: ({ vars }) => ({ size: vars.size }) })),
            ),
        ),
      )
      .next(pass('Show', { output: ({ vars }) => ({ size: vars.size, of: vars.of }) }));

    for (const [total, size] of [
      [2000, 'large'],
      [200, 'medium'],
      [20, 'small'],
    ] as const) {
      expect(await run(flow, language, { ...order, total })).toSucceedWith({ size, of: 'o-1' });
    }
  });

  test('goes on where a rule has no step', async () => {
    const flow = workflow<Order>()
      .next(
        choice('Which?', (c) =>
          c
            .when(({ input }) => gt(input.total, 1000), pass('Large'))
            .when(({ input }) => gt(input.total, 100))
            .when(({ input }) => gt(input.total, 50), pass('Medium'))
            .otherwise(pass('Small')),
        ),
      )
      .next(pass('After'));

    for (const [total, way] of [
      [2000, ['Which?', 'Large', 'After']],
      [200, ['Which?', 'After']],
      [60, ['Which?', 'Medium', 'After']],
      [20, ['Which?', 'Small', 'After']],
    ] as const) {
      const execution = await run(flow, language, { ...order, total });

      expect(execution.history.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? [])).toEqual(way);
    }
  });

  test('ends where a rule has no step and nothing comes after the choice', async () => {
    const flow = workflow<Order>().next(choice('Which?', (c) => c.when(({ input }) => gt(input.total, 1)).otherwise(pass('Small'))));

    expect(await run(flow, language)).toSucceedWith({ ...order });
  });

  test('carries the comments of its steps', () => {
    const from = steps<Order>();
    const flow = workflow<Order>()
      .next(pass('Pass', { comment: 'a pass' }))
      .next(wait('Wait', { seconds: 1, comment: 'a wait' }))
      .next(parallel('Parallel', [from.pass('One')], { discard: true, comment: 'a parallel' }))
      .next(map('Map', { items: ({ input }) => input.lines, discard: true, comment: 'a map' }, (line) => line.next(pass('Line'))))
      .next(
        choiceOn('kind', { gift: succeed('Succeed', { comment: 'a succeed' }), plain: pass('Plain') }, { comment: 'a choice of cases' }),
      )
      .next(
        choice(
          'Choice',
          (c) => c.rule({ when: ({ input }) => gt(input.total, 1), comment: 'a rule' }).otherwise(from.fail('Fail', { comment: 'a fail' })),
          { comment: 'a choice' },
        ),
      );

    expect(acceptedDefinition(flow, language).States).toMatchObject({
      Pass: { Comment: 'a pass' },
      Wait: { Comment: 'a wait' },
      Parallel: { Comment: 'a parallel' },
      Map: { Comment: 'a map' },
      'Kind?': { Comment: 'a choice of cases' },
      Succeed: { Comment: 'a succeed' },
      Choice: { Comment: 'a choice', Choices: [{ Comment: 'a rule' }] },
      Fail: { Comment: 'a fail' },
    });
  });
});

test('hands on what its rules and its default say', async () => {
  const flow = workflow<Order>()
    .next(
      choice('Large?', (c) =>
        c
          .rule({ when: ({ input }) => gt(input.total, 100), output: ({ input }) => ({ text: format('large {}', input.id) }) }, (large) =>
            large.next(pass('Large', { output: ({ input }) => ({ text: format('{}!', input.text) }) })),
          )
          .rule({ when: ({ input }) => gt(input.total, 50), output: ({ input }) => ({ text: format('medium {}', input.id) }) })
          .default({ output: ({ input }) => ({ text: format('small {}', input.id) }) }),
      ),
    )
    .next(pass('After', { output: ({ input }) => input.text }));

  expect(await run(flow, 'JSONata', { ...order, total: 200 })).toSucceedWith('large o-1!');
  expect(await run(flow, 'JSONata', { ...order, total: 60 })).toSucceedWith('medium o-1');
  expect(await run(flow, 'JSONata', { ...order, total: 20 })).toSucceedWith('small o-1');
});

describe('fails when a branch', () => {
  test('has a step that is undefined', () => {
    const missing = undefined as unknown as typeof ended;

    expect(placed(() => steps<Order>().choice('Which?', (c) => c.when(({ input }) => gt(input.total, 1), missing).otherwise()))).toThrow(
      'Expected a step, received undefined.',
    );
  });

  test('has an option that there is not', () => {
    const rule = { when: (() => true) as never, ...{ asign: () => ({ a: 1 }) } } as { when: never };

    expect(placed(() => steps<Order>().choice('Which?', (c) => c.rule(rule).otherwise()))).toThrow('step "Which?": choice.rule(): ');
  });
});

describe('fails when JSONPath is asked', () => {
  test('for an output of a rule', () => {
    const flow = workflow<Order>().next(
      choice('Large?', (c) =>
        c.rule({ when: ({ input }) => gt(input.total, 100), output: ({ input }) => input.lines }).otherwise(pass('P')),
      ),
    );

    expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(
      'step "Large?": JSONPath cannot express an output of a choice in "output". Hint: reshape the data in a pass on that branch.',
    );
  });

  test('for an output of a wait that is not a path', () => {
    const flow = workflow<Order>().next(wait('Pause', { seconds: 1, output: ({ input }) => ({ id: input.id }) }));

    expect(() => acceptedDefinition(flow, 'JSONPath')).toThrow(
      'step "Pause": JSONPath cannot express an output that is not a path in "output". Hint: reshape the data in a pass after it.',
    );
  });
});
