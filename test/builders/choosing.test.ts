import { choice, choiceOn, parallel, pass, steps, workflow } from 'drystep';
import { eq, gt, neq } from 'drystep/expressions';
import { languages, runFlow, visitedStates } from './run-flow';
import { placed } from './synthesized';

type Payment = { kind: 'card'; number: string } | { kind: 'invoice'; address: string };

interface Order {
  orderId: string;
  note?: string;
}

describe.each(languages)('a choice in %s', (language) => {
  const paying = workflow<Payment>()
    .next(
      choiceOn('kind', {
        card: (payment) => payment.next(pass('By Card', { value: ({ input }) => input.number, into: 'paid' })),
        invoice: pass('By Invoice', { value: ({ input }) => input.address, into: 'paid' }),
      }),
    )
    .next(pass('Done'));

  test.each([
    [{ kind: 'card', number: '1' }, ['Kind?', 'By Card', 'Done'], { kind: 'card', number: '1', paid: '1' }],
    [{ kind: 'invoice', address: 'x' }, ['Kind?', 'By Invoice', 'Done'], { kind: 'invoice', address: 'x', paid: 'x' }],
  ])('goes by the value of a key: %j', async (input, path, output) => {
    const result = await runFlow(paying, language, input);

    expect(visitedStates(result)).toEqual(path);
    expect(result.output).toEqual(output);
  });

  test('fails for a value that its type does not know', async () => {
    expect(await runFlow(paying, language, { kind: 'barter' })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test.each([
    [{ orderId: 'o' }, ['Noted?', 'Plain']],
    [{ orderId: 'o', note: 'x' }, ['Noted?', 'Print']],
  ])('goes by whether a key is there: %j', async (input, path) => {
    const flow = workflow<Order>().next(
      choice('Noted?', (c) =>
        c.whenPresent('note', pass('Print', { output: ({ input }) => ({ text: input.note }) })).otherwise(pass('Plain')),
      ),
    );

    expect(visitedStates(await runFlow(flow, language, input))).toEqual(path);
  });

  test.each([
    [{ customer: { name: 'Ada' } }, ['Reachable?', 'Plain']],
    [{}, ['Reachable?', 'Plain']],
    [{ customer: { name: 'Ada', contact: { mail: null } } }, ['Reachable?', 'Write']],
    [{ customer: { name: 'Ada', contact: { mail: 'a@b' } } }, ['Reachable?', 'Write']],
  ])('goes by whether a field inside others is there: %j', async (input, path) => {
    const flow = workflow<{ customer?: { name: string; contact?: { mail?: string | null } } }>().next(
      choice('Reachable?', (c) =>
        c
          .whenPresent('customer.contact.mail', pass('Write', { output: ({ input }) => ({ to: input.customer.contact.mail }) }))
          .otherwise(pass('Plain')),
      ),
    );

    expect(visitedStates(await runFlow(flow, language, input))).toEqual(path);
  });

  test('stands on a branch of a parallel that is a callback', async () => {
    const flow = workflow<{ total: number }>().next(
      parallel('Both', {
        left: (order) =>
          order
            .next(pass('Count', { value: ({ input }) => input.total, into: 'count' }))
            .next(choice('Large?', (c) => c.when(({ input }) => gt(input.count, 10), pass('Large')).otherwise(pass('Small')))),
        right: pass('Right'),
      }),
    );

    expect((await runFlow(flow, language, { total: 12 })).output).toEqual({ left: { total: 12, count: 12 }, right: { total: 12 } });
  });
});

test('a choice over cases takes a name, and steps stand-alone offer it', () => {
  expect(steps<Payment>().choiceOn('kind', { card: pass('A'), invoice: pass('B') }, { name: 'Which Way' }).name).toBe('Which Way');
});

test('a choice over no cases is refused', () => {
  expect(placed(() => steps<{ kind: never }>().choiceOn('kind' as never, {} as never))).toThrow(
    'Test/Flow: step "Kind?": The choice has no cases. Hint: give a step for each value of "kind"',
  );
});

// A Choice in JSONPath fails where its variable is absent; in JSONata it goes on as TypeScript does, where `undefined !== 'urgent'`.
describe.each([
  ['eq', eq, 'Wait'],
  ['neq', neq, 'Hurry'],
] as const)('a comparison by %s with a field that is absent', (_name, compare, way) => {
  const flow = workflow<Order>().next(
    choice('Urgent?', (c) => c.when(({ input }) => compare(input.note, 'urgent'), pass('Hurry')).otherwise(pass('Wait'))),
  );

  test('decides in JSONata as TypeScript does', async () => {
    expect(visitedStates(await runFlow(flow, 'JSONata', { orderId: '1' }))).toEqual(['Urgent?', way]);
  });

  test('fails the execution in JSONPath', async () => {
    expect(await runFlow(flow, 'JSONPath', { orderId: '1' })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });
});
