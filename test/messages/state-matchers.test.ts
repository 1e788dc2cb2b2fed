import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
import { call, chain, invoke } from '../testing/fixtures/asl';
import { messageOf } from './message-of';

const machine = testMachine(
  chain({
    Start: { Type: 'Pass', Assign: { 'id.$': '$.id' } },
    Charge: invoke('charge', {
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refund' }],
    }),
    'Cool Down': { Type: 'Wait', Seconds: 90, Next: 'Done' },
    Refund: call('refund'),
    Done: { Type: 'Pass', End: true },
  }),
  'Orders',
);
machine.mock('Charge').fails('Busy').times(2).returnsPayload('r-1');
machine.mock('Refund').returns(true);
const charged = () => machine.execute({ id: 'o-1', total: 40 });
const refunded = () => machine.with({ Charge: answer.fails('NoCarrier', 'nobody') }).execute({ id: 'o-1', total: 40 });

/** What a failure says before the table of steps. */
const reasonOf = async (fails: () => unknown): Promise<string> => (await messageOf(fails)).split('\n\n')[0] as string;

test('every reason reads like prose', async () => {
  const charge = await charged();
  const refund = await refunded();
  const reasons = [
    () => expect(charge).toHaveTransitioned('Charge', 'Refund'),
    () => expect(refund).toHaveTransitioned('Cool Down', 'Done'),
    () => expect(charge).not.toHaveTransitioned('Start', 'Charge'),
    () => expect(charge).toHaveRetried('Charge', 2, { delays: [{ seconds: 1 }, { seconds: 2 }] }),
    () => expect(charge).not.toHaveRetried('Charge', 2, { delays: [2000, 6000] }),
    () => expect(refund).toHaveCaught('Charge', 'NoCarrier', { next: 'Done' }),
    () => expect(charge).toHaveCaught('Charge', 'NoCarrier', { next: 'Refund' }),
    () => expect(charge).toHaveCalled('Charge', 1),
    () => expect(charge).toHaveCalled('Refund'),
    () => expect(charge).not.toHaveCalled('Charge', 3),
    () => expect(refund).toHaveCalledWith('Charge', { id: 'o-1', total: 41 }),
    () => expect(charge).toHaveCalledWith('Charge', { id: 'o-2' }),
    () => expect(charge).toHaveCalledWith('Refund', {}),
    () => expect(charge).not.toHaveCalledWith('Charge', { id: 'o-1', total: 40 }),
    () => expect(charge).toHaveWaited('Cool Down', { minutes: 2 }),
    () => expect(refund).toHaveWaited('Cool Down'),
    () => expect(charge).not.toHaveWaited('Cool Down'),
    () => expect(charge).toHaveTaken({ minutes: 1 }),
    () => expect(charge).toHaveStateInput('Charge', { id: 'o-1' }),
    () => expect(charge).toHaveStateOutput('Charge', 'r-2'),
    () => expect(refund).toHaveStateOutput('Cool Down', 1),
    () => expect(charge).toHaveVariables({ id: 'o-2' }),
    () => expect(charge).toHaveVariables({ id: 'o-2' }, 'Charge'),
    () => expect(charge).toHaveVariables({ total: 40 }, 'Charge'),
    () => expect(charge).not.toHaveVariables({ id: 'o-1' }),
    () => expect(charge).toStayWithin({ events: 10, transitions: 5, duration: { minutes: 1 } }),
    () => expect(charge).not.toStayWithin({ transitions: 50 }),
  ];
  const texts = [];
  for (const fails of reasons) texts.push(await reasonOf(fails));

  expect(texts.join('\n')).toMatchInlineSnapshot(`
"Expected the transition "Charge" → "Refund", but "Cool Down" followed it.
Expected the transition "Cool Down" → "Done", but "Cool Down" was never visited.
Expected no transition "Start" → "Charge", but it was made.
Expected "Charge" to be retried after 1 s, 2 s, but it was after 2 s, 6 s.
Expected "Charge" not to be retried after 2 s, 6 s, but it was.
Expected "Charge" to catch "NoCarrier" and go to "Done", but it caught NoCarrier: nobody and went to "Refund".
Expected "Charge" to catch "NoCarrier" and go to "Refund", but it did not fail.
Expected "Charge" to be called 1 time, but it was called 3 times.
Expected "Refund" to be called, but it was never called.
Expected "Charge" not to be called 3 times, but it was.
Expected "Charge" to be called with {"id":"o-1","total":41}, but it was called with {"id":"o-1","total":40}.
  /total: expected 41, received 40
Expected "Charge" to be called with {"id":"o-2"}, but it was called with {"id":"o-1","total":40}.
Expected "Refund" to be called with {}, but it was never called.
Expected "Charge" not to be called with {"id":"o-1","total":40}, but it was.
Expected "Cool Down" to wait for 2 min, but it took 1 min 30 s.
Expected "Cool Down" to wait, but it was never visited.
Expected "Cool Down" not to wait, but it did.
Expected the execution to take 1 min, but it took 1 min 38 s.
Expected "Charge" to have the input {"id":"o-1"}, but it was {"id":"o-1","total":40}.
  /total: expected nothing, received 40
  Hint: expect.objectContaining({ … }) compares the fields that it names, and no others.
Expected "Charge" to have the output "r-2", but it was "r-1".
  the top: expected "r-2", received "r-1"
Expected "Cool Down" to have the output 1, but it was never visited.
Expected the variables {"id":"o-2"}, but they were {"id":"o-1"}.
  /id: expected "o-2", received "o-1"
Expected "Charge" to have the variables {"id":"o-2"}, but they were {"id":"o-1"}.
  /id: expected "o-2", received "o-1"
No state of Orders assigns a variable "total". Hint: its variables are "id".
Expected the variables not to be {"id":"o-1"}, but they were.
Expected the execution to stay within 10 events and 5 state transitions and 1 min, but it used 19 events and 6 state transitions and 1 min 38 s.
Expected the execution to use more than 50 state transitions, but it stayed within."
`);
});

test('the table of steps follows, with the place marked', async () => {
  const execution = await charged();

  expect(await messageOf(() => expect(execution).toHaveWaited('Cool Down', { minutes: 2 }))).toMatchInlineSnapshot(`
"Expected "Cool Down" to wait for 2 min, but it took 1 min 30 s.

Orders SUCCEEDED after 1 min 38 s of virtual time
output "r-1"

   #  state      kind  time        took        tries  input                    what it did
   1  Start      Pass  0 s                            {"id":"o-1","total":40}
   2  Charge     Task  0 s         8 s             3                           "r-1"  (retried 2×: Busy)
>  3  Cool Down  Wait  8 s         1 min 30 s
   4  Done       Pass  1 min 38 s"
`);
});
