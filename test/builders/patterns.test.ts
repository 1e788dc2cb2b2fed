import { createHash } from 'node:crypto';
import { Duration } from 'aws-cdk-lib';
import { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { dedupe, fail, handler, invoke, loop, pass, retry, steps, succeed, tryCatch, Workflow, waitForApproval, workflow } from 'drystep';
import { add, gt, lt } from 'drystep/expressions';
import type { JsonValue } from '../../src/asl';
import { execute, TaskError } from '../../src/interpreter';
import { lambdaTasks } from './lambda-tasks';
import { acceptedDefinition, languages, runFlow, visitedStates } from './run-flow';
import { emptyStack, importedFunction } from './synthesized';

interface Order {
  orderId: string;
  total: number;
}

const order = { orderId: 'o-1', total: 40 };
const stack = emptyStack();
const charge = handler<{ orderId: string }, { receiptId: string }>(importedFunction(stack, 'Charge'));
const unlock = handler<{ orderId: string }, null>(importedFunction(stack, 'Unlock'));
const broken = (error: string) => () => {
  throw new TaskError(error, `cause of ${error}`);
};

describe.each(languages)('finally in %s', (language) => {
  const flow = workflow<Order>()
    .next(
      tryCatch('Attempt', (t) =>
        t
          .try(invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId }), into: 'receipt', retry: retry.never() }))
          .on('CardDeclined', pass('Declined', { output: ({ input }) => ({ declined: input.error.Error }) }))
          .on('Fraud', fail('Refuse', { error: 'Refused', cause: 'fraud' }))
          .finally(invoke('Unlock', unlock, { payload: ({ input }) => ({ orderId: input.orderId }) })),
      ),
    )
    .next(pass('Done'));
  // JSONPath hands on what was kept in a state of its own.
  const kept = language === 'JSONata' ? [] : ['Attempt Result'];
  const run = (answer: () => never | { receiptId: string }) =>
    runFlow(flow, language, order, lambdaTasks(language, { Charge: answer, Unlock: () => null, 'Unlock After Failure': () => null }));

  test('runs after success, and hands on what the tried steps gave', async () => {
    const result = await run(() => ({ receiptId: 'r' }));

    expect(visitedStates(result)).toEqual(['Attempt Guard', 'Attempt', 'Charge', 'Unlock', ...kept, 'Done']);
    expect(result.output).toEqual({ ...order, receipt: { receiptId: 'r' } });
  });

  test('runs after a failure that was handled, and hands on what the handler gave', async () => {
    const result = await run(broken('CardDeclined'));

    expect(visitedStates(result)).toEqual(['Attempt Guard', 'Attempt', 'Charge', 'Declined', 'Unlock', ...kept, 'Done']);
    expect(result.output).toEqual({ declined: 'CardDeclined' });
  });

  test.each([
    ['Other', 'Other', 'cause of Other'],
    ['Fraud', 'Refused', 'fraud'],
  ])('runs after the failure %s that ends the workflow, which fails with it all the same', async (given, error, cause) => {
    const result = await run(broken(given));

    expect(
      visitedStates(result)
        .filter((state) => !state.endsWith('?'))
        .slice(-2),
    ).toEqual(['Unlock After Failure', 'Attempt Failed']);
    expect(result).toMatchObject({ status: 'FAILED', error, cause });
  });
});

test.each(languages)('finally in %s fails with the error alone when the failure has no cause', async (language) => {
  const flow = workflow<Order>().next(
    tryCatch('Attempt', (t) =>
      t
        .try(invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId }), discard: true, retry: retry.never() }))
        .finally(pass('Unlock')),
    ),
  );
  const fails = () => {
    throw new TaskError('Silent');
  };

  const result = await runFlow(flow, language, order, lambdaTasks(language, { Charge: fails }));

  expect([result.status, result.error, result.cause]).toEqual(['FAILED', 'Silent', undefined]);
});

test('loop repeats a step while a condition holds', async () => {
  const flow = workflow<Order>()
    .next(
      loop(
        'More?',
        { while: ({ input }) => lt(input.total, 43) },
        pass('Step', { value: ({ input }) => add(input.total, 1), replace: 'total' }),
      ),
    )
    .next(pass('After'));

  const result = await runFlow(flow, 'JSONata', order);

  expect(result.output).toEqual({ ...order, total: 43 });
  expect(visitedStates(result)).toEqual(['More?', 'Step', 'More?', 'Step', 'More?', 'Step', 'More?', 'After']);
});

describe.each(languages)('waitForApproval in %s', (language) => {
  const ask = handler<{ token: string }, void>(importedFunction(emptyStack(), `Ask${language}`));
  const plain = workflow<Order>()
    .next(waitForApproval('Ask', ask, { payload: ({ taskToken }) => ({ token: taskToken }), into: 'approval', timeout: Duration.days(7) }))
    .next(pass('Go On'));
  const handled = workflow<Order>()
    .next(
      waitForApproval('Ask', ask, {
        payload: ({ taskToken }) => ({ token: taskToken }),
        into: 'approval',
        timeout: Duration.days(7),
        rejected: pass('Say No'),
        expired: pass('Escalate'),
      }),
    )
    .next(pass('Go On'));
  const run = (flow: typeof plain | typeof handled, answer: () => JsonValue) =>
    execute(acceptedDefinition(flow as typeof plain, language), { input: order, tasks: { Ask: answer } });

  test('goes on once somebody says yes', async () => {
    const result = await run(plain, () => ({ approved: true, by: 'Ada' }));

    expect(result.output).toEqual({ ...order, approval: { approved: true, by: 'Ada' } });
  });

  test('fails when somebody says no, or nobody says anything', async () => {
    expect(await run(plain, () => ({ approved: false }))).toMatchObject({ status: 'FAILED', error: 'Rejected' });
    expect(await run(plain, broken('States.Timeout'))).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test('goes where it is told on no, and without an answer', async () => {
    expect(visitedStates(await run(handled, () => ({ approved: false })))).toEqual(['Ask', 'Ask Approved?', 'Say No', 'Go On']);
    expect(visitedStates(await run(handled, broken('States.Timeout')))).toEqual(['Ask', 'Escalate', 'Go On']);
    expect(visitedStates(await run(handled, () => ({ approved: true })))).toEqual(['Ask', 'Ask Approved?', 'Go On']);
  });
});

test.each(languages)('dedupe in %s names the execution by its key, and goes on when there is one already', async (language) => {
  const own = emptyStack();
  const shipping = StateMachine.fromStateMachineArn(own, 'Shipping', 'arn:aws:states:us-east-1:123456789012:stateMachine:Shipping');
  const flow = workflow<Order>()
    .next(dedupe('Ship Once', shipping, { key: ({ input }) => input.orderId, input: ({ input }) => ({ id: input.orderId }) }))
    .next(pass('After'));
  const definition = acceptedDefinition(flow, language, own);
  const names: JsonValue[] = [];
  const run = (known: boolean) =>
    execute(definition, {
      input: order,
      tasks: {
        'Ship Once': ({ input }) => {
          names.push((input as { Name: string }).Name);
          if (known) throw new TaskError('StepFunctions.ExecutionAlreadyExistsException', '');
          return { ExecutionArn: 'arn', StartDate: '2026-01-01T00:00:00Z' };
        },
      },
    });

  const [first, second] = [await run(false), await run(true)];

  expect(names).toEqual(Array(2).fill(createHash('sha256').update('o-1').digest('hex')));
  expect([first.output, second.output]).toEqual([order, order]);
  expect(visitedStates(second)).toEqual(['Ship Once', 'After']);
});

describe('a succeed in a tryCatch', () => {
  const deciding = steps<Order>().choice('Cheap?', (c) => c.when(({ input }) => gt(100, input.total), succeed('Cheap')).otherwise());
  const placed = (flow: unknown) => () => new Workflow(emptyStack(), 'Flow', { definition: flow as typeof plain });
  const plain = workflow<Order>()
    .next(
      tryCatch('Attempt', (t) =>
        t.try(invoke('Charge', charge, { payload: ({ input }) => ({ orderId: input.orderId }), discard: true })).catch(succeed('Stop')),
      ),
    )
    .next(pass('Done'));

  test('ends the workflow in a handler', async () => {
    expect(visitedStates(await runFlow(plain, 'JSONata', order, lambdaTasks('JSONata', { Charge: broken('Busy') })))).toEqual([
      'Attempt',
      'Charge',
      'Stop',
    ]);
  });

  test('is refused where it would end a Parallel of the pattern, and go on', () => {
    const tried = workflow<Order>().next(tryCatch('Attempt', (t) => t.try(deciding).catch(pass('Failed'))));
    const handled = workflow<Order>().next(tryCatch('Attempt', (t) => t.try(pass('Work')).catch(succeed('Stop')).finally(pass('Last'))));
    const last = workflow<Order>().next(tryCatch('Attempt', (t) => t.try(pass('Work')).finally(deciding)));

    expect(placed(tried)).toThrow(
      'Test/Flow: step "Cheap": It is part of the tried steps of a tryCatch, whose states run inside a Parallel',
    );
    expect(placed(handled)).toThrow('step "Stop": It is part of a tryCatch with finally, whose');
    expect(placed(last)).toThrow('step "Cheap": It is part of the finally of a tryCatch, whose');
  });
});

test.each(languages)('an approval is a no where the answer does not say (%s)', async (language) => {
  const ask = handler<{ token: string }, void>(importedFunction(emptyStack(), 'Ask'));
  const flow = workflow<Order>().next(
    waitForApproval('Ask', ask, { payload: ({ taskToken }) => ({ token: taskToken }), into: 'approval', timeout: Duration.days(1) }),
  );

  const refusals: readonly JsonValue[] = [null, {}, { approved: null }, { approved: 'yes' }, { approved: false }];
  for (const answer of refusals)
    expect(await runFlow(flow, language, order, () => answer)).toMatchObject({ status: 'FAILED', error: 'Rejected' });
  expect(await runFlow(flow, language, order, () => ({ approved: true }))).toMatchObject({ status: 'SUCCEEDED' });
});

test.each(languages)(
  'a fail with the cause of a failure that has none fails with the error that its author gave (%s)',
  async (language) => {
    const flow = workflow<Order>().next(
      invoke('Charge', charge, {
        payload: ({ input }) => ({ orderId: input.orderId }),
        retry: retry.never(),
        catch: (failure) => failure.all(fail('Reject', { error: 'Rejected', cause: ({ error }) => error.Cause })),
      }),
    );
    const charged = (cause?: string) =>
      runFlow(
        flow,
        language,
        order,
        lambdaTasks(language, {
          Charge: () => {
            throw new TaskError('Declined', cause);
          },
        }),
      );

    expect(await charged('no money')).toMatchObject({ error: 'Rejected', cause: 'no money' });
    // JSONPath has no fallback: its text of null is "null".
    expect([(await charged()).error, (await charged()).cause ?? '']).toEqual(['Rejected', language === 'JSONata' ? '' : 'null']);
  },
);
