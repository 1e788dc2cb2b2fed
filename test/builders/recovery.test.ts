import 'drystep/jest';
import { Duration } from 'aws-cdk-lib';
import { fail, handler, invoke, map, parallel, pass, retry, steps, workflow } from 'drystep';
import { testMachine } from 'drystep/testing';
import { acceptedDefinition, languages } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  readonly id: string;
  readonly lines: readonly { readonly sku: string }[];
}

const order: Order = { id: 'o-1', lines: [{ sku: 'a' }, { sku: 'b' }] };

const recovery = {
  into: 'done',
  assign: () => ({ tried: true }),
  retry: { errors: ['Busy'], interval: Duration.seconds(2), maxAttempts: 2 },
} as const;

describe.each(languages)('in %s', (language) => {
  test('branches are tried again, and their failure goes to its handler', async () => {
    const stack = emptyStack();
    const pack = handler<{ id: string }, { box: string }>(importedFunction(stack, 'Pack'));
    const packing = steps<Order>().invoke('Pack', pack, { payload: ({ input }) => ({ id: input.id }), retry: retry.never() });
    const flow = workflow<Order>()
      .next(
        parallel(
          'Both',
          { packed: packing, noted: steps<Order>().pass('Note') },
          {
            ...recovery,
            catch: (failure) =>
              failure.on('Torn', pass('Mend', { output: ({ input, error }) => ({ id: input.id, why: error.Error }) })).all(fail('Stop')),
          },
        ),
      )
      .next(pass('After'));
    acceptedDefinition(flow, language, stack);
    const machine = testMachine(stack);

    machine.mock('Pack').fails('Busy').times(2).returnsPayload({ box: 'x' });
    const late = await machine.execute({ ...order });
    expect(late).toSucceedWith({ ...order, done: { packed: { box: 'x' }, noted: { ...order } } });
    expect(late).toHaveRetried('Both', 2);
    expect(late).toHaveVariables({ tried: true });

    machine.mock('Pack').fails('Torn');
    const torn = await machine.execute({ ...order });
    expect(torn).toSucceedWith({ id: 'o-1', why: 'Torn' });
    expect(torn).toHaveVisited('Both', 'Mend', 'After');

    machine.mock('Pack').fails('Lost');
    expect(await machine.execute({ ...order })).toHaveVisited('Both', 'Stop');
  });

  test('items are tried again, and their failure goes to its handler', async () => {
    const stack = emptyStack();
    const pack = handler<{ sku: string }, { box: string }>(importedFunction(stack, 'Pack'));
    const flow = workflow<Order>()
      .next(
        map(
          'Each',
          {
            ...recovery,
            items: ({ input }) => input.lines,
            catch: (failure) =>
              failure.on('Torn', pass('Mend', { output: ({ input, error }) => ({ id: input.id, why: error.Error }) })).all(fail('Stop')),
          },
          (line) => line.next(invoke('Pack', pack, { payload: ({ input }) => ({ sku: input.sku }), retry: retry.never() })),
        ),
      )
      .next(pass('After'));
    acceptedDefinition(flow, language, stack);
    const machine = testMachine(stack);

    machine.mock('Pack').fails('Busy').times(2).returnsPayload({ box: 'x' });
    const late = await machine.execute({ ...order });
    expect(late).toSucceedWith({ ...order, done: [{ box: 'x' }, { box: 'x' }] });
    expect(late).toHaveRetried('Each');
    expect(late).toHaveVariables({ tried: true });

    machine.mock('Pack').fails('Torn');
    const torn = await machine.execute({ ...order });
    expect(torn).toSucceedWith({ id: 'o-1', why: 'Torn' });
    expect(torn).toHaveVisited('Each', 'Mend', 'After');

    machine.mock('Pack').fails('Lost');
    expect(await machine.execute({ ...order })).toHaveVisited('Each', 'Stop');
  });
});
