import 'drystep/jest';
import { Template } from 'aws-cdk-lib/assertions';
import { testApp, testMachine } from 'drystep/testing';
import { RefundStack as OneState } from './one-state-stack';
import { RefundStack as Plain } from './plain-stack';
import { RefundStack as Typed } from './typed-stack';
import { RefundStack as WithWorkflow } from './workflow-stack';

const stages = { 'plain aws-cdk-lib': Plain, 'one typed state': OneState, 'a Workflow': WithWorkflow, 'every state typed': Typed };

describe.each(Object.entries(stages))('With %s', (_stage, RefundStack) => {
  const refunds = testMachine(new RefundStack(testApp(), 'Refunds'));

  test('gives back what was paid', async () => {
    const sent = jest.fn((_message: unknown) => ({ MessageId: 'm-1' }));
    refunds.mock('Load Order').returnsPayload({ total: 40 });
    refunds.mock('Give Back').returnsPayload({ refundId: 'r-1' });
    refunds.mock('Notify').returns(sent);

    const execution = await refunds.execute({ orderId: 'o-1' });

    expect(execution).toSucceedWith({ orderId: 'o-1', order: { total: 40 }, refund: { refundId: 'r-1' } });
    expect(sent.mock.calls[0]?.[0]).toMatchObject({ Message: 'refunded r-1' });
  });

  test('sends the functions and the topic what they need', async () => {
    refunds.mock('Load Order').returnsPayload({ total: 1 });
    refunds.mock('Give Back').returnsPayload({ refundId: 'r-1' });
    refunds.mock('Notify').returns({ MessageId: 'm-1' });

    await refunds.execute({ orderId: 'o-1' });

    const called = (name: string) => expect.stringMatching(new RegExp(`function:.*${name}$`));
    expect(refunds.calls().map(({ input }) => input)).toEqual([
      { FunctionName: called('LoadOrder'), Payload: { orderId: 'o-1' } },
      { FunctionName: called('Refund'), Payload: { orderId: 'o-1', amount: 1 } },
      { TopicArn: expect.stringMatching(/:sns:.*Topic$/), Message: 'refunded r-1' },
    ]);
  });

  test('refunds nothing where nothing was paid', async () => {
    refunds.mock('Load Order').returnsPayload({ total: 0 });

    expect(await refunds.execute({ orderId: 'o-1' })).toHaveVisitedExactly('Load Order', 'Paid?', 'Nothing To Refund');
  });

  test('fails when the money cannot be given back', async () => {
    refunds.mock('Load Order').returnsPayload({ total: 40 });
    refunds.mock('Give Back').fails('BankClosed', 'come back tomorrow');

    const execution = await refunds.execute({ orderId: 'o-1' });

    expect(execution).toFailWith('NotRefunded');
    expect(execution).toHaveStateInput('Not Refunded', expect.objectContaining({ orderId: 'o-1', order: { total: 40 } }));
  });

  test.each(['Load Order', 'Give Back'])('asks "%s" again, six times, while Lambda is in trouble', async (state) => {
    refunds.mock('Load Order').returnsPayload({ total: 40 });
    refunds.mock(state).fails('Lambda.ServiceException', 'try later');

    expect(await refunds.execute({ orderId: 'o-1' })).toHaveRetried(state, 6);
  });

  test('CloudFormation updates the machine and its role, and replaces nothing', () => {
    const kept = (stack: Plain) =>
      Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(
        ([id, { Type }]) => `${Type} ${id}`,
      );

    expect(kept(new RefundStack(testApp(), 'Refunds'))).toEqual(kept(new Plain(testApp(), 'Refunds')));
  });
});
