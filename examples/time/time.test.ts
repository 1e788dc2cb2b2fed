import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
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

test.each([
  ['Remind', 'Lambda.ServiceException', 6],
  ['Decide', 'Lambda.ServiceException', 6],
  ['Renew', 'Busy', 3],
])('tries "%s" again while it fails with %s, %i times', async (state, error, retries) => {
  renewal.mock('Decide').returnsPayload({ renew: true });
  renewal.mock(state).fails(error);

  const execution = await renewal.execute();

  expect(execution).toFailWith(error);
  expect(execution).toHaveRetried(state, retries);
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
