import 'drystep/jest';
import { stateData, testApp, testMachine } from 'drystep/testing';
import { RenewalStack } from './renewal-stack';

const renewal = testMachine(new RenewalStack(testApp(), 'Contracts'));
renewal.mock('Remind').returnsPayload('sent');
renewal.mock('Renew').returnsPayload({ renewed: true });

const HOUR = 3_600_000;

test('reminds after two weeks, not earlier', async () => {
  const execution = renewal.start({}, { startTime: '2026-03-01T09:00:00Z' });

  await execution.advance({ days: 13, hours: 23 });
  expect(execution.state('Remind')).toHaveLength(0);

  await execution.advance({ hours: 1 });
  expect(execution.state('Remind')).toHaveLength(1);
  expect(execution.now).toEqual(new Date('2026-03-15T09:00:00Z'));
});

test('does not remind whoever has decided, but waits for both branches', async () => {
  const execution = renewal.start();

  await execution.waitingFor('Decide');
  execution.pending[0]?.succeed({ renew: true });

  expect(execution.waiting.map(({ state, reason }) => [state, reason])).toEqual([['Two Weeks', 'wait']]);
  expect(await execution.result()).toSucceedWith({ renewed: true });
});

test('waits longer before each attempt', async () => {
  renewal.mock('Decide').returnsPayload({ renew: true });
  renewal.mock('Renew').fails('Busy').times(2).returnsPayload({ renewed: true });

  const execution = await renewal.execute();

  const [renew] = execution.state('Renew');
  expect(renew?.retries).toBe(2);
  expect((renew?.exitedAt ?? 0) - (renew?.enteredAt ?? 0)).toBe(3 * 60_000); // one minute, then two
});

const LAMBDA_IS_BUSY = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];

test.each([
  ...LAMBDA_IS_BUSY.map((error) => ['Remind', error, [2, 4, 8, 16, 32, 64]] as const),
  ...LAMBDA_IS_BUSY.map((error) => ['Decide', error, [2, 4, 8, 16, 32, 64]] as const),
  ['Renew', 'Busy', [60, 120, 240]] as const,
])('tries "%s" again while it fails with %s, after %j seconds', async (state, error, delays) => {
  renewal.mock('Decide').returnsPayload({ renew: true });
  renewal.mock(state).fails(error);

  const execution = await renewal.execute();

  expect(execution).toFailWith(error);
  expect(stateData(execution, state)).toMatchObject({ [state]: [{ attempts: delays.length + 1, delays }] });
});

test('sends the contract to who reminds, the token to who decides, and what both said to who renews', async () => {
  const execution = renewal.start({ contract: 'c-1' });
  await execution.waitingFor('Decide');
  const [{ taskToken: token } = { taskToken: '' }] = execution.pending;
  execution.pending[0]?.succeed({ renew: true });
  await execution.result();

  const said = ['sent', { renew: true }];
  const lambda = (name: string) => expect.stringMatching(new RegExp(`:function:${name}$`));
  expect(stateData(execution, 'Remind', 'Decide', 'Both', 'Renew')).toEqual({
    Remind: [{ sent: { FunctionName: lambda('remind'), Payload: { contract: 'c-1' } }, output: 'sent' }],
    Decide: [{ sent: { FunctionName: lambda('decide'), Payload: { token } }, timeoutSeconds: 30 * 24 * 3600, output: { renew: true } }],
    Both: [{ output: said }],
    Renew: [{ sent: { FunctionName: lambda('renew'), Payload: said }, output: { renewed: true } }],
  });
});

test('goes to the moment that something holds', async () => {
  const execution = renewal.start();

  await execution.until(({ visits }) => visits.some(({ state }) => state === 'Remind'));

  expect(execution.now.getTime() - (execution.visits[0]?.enteredAt ?? 0)).toBe(14 * 24 * HOUR);
});

test('ends a month of silence at once', async () => {
  const execution = await renewal.execute();

  expect(execution).toFailWith('States.Timeout');
  expect(execution).toHaveVisited('Two Weeks', 'Remind');
});

test('goes on after a failure, when what was broken is repaired', async () => {
  renewal.mock('Decide').returnsPayload({ renew: true });
  renewal.mock('Renew').fails('OutOfPaper').returnsPayload({ renewed: true });
  const execution = renewal.start();
  expect(await execution.result()).toFailWith('OutOfPaper');

  await execution.advance({ days: 3 });
  execution.redrive();

  expect(await execution.result()).toSucceedWith({ renewed: true });
  expect(execution.state('Remind')).toHaveLength(1); // what had succeeded stays
});
