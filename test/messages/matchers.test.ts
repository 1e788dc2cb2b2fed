import 'drystep/jest';
import { answer, testApp, testMachine } from 'drystep/testing';
import { call, callback, chain } from '../testing/fixtures/asl';
import { OrdersStack } from '../testing/fixtures/orders-stack';
import { messageOf } from './message-of';

const orders = testMachine(new OrdersStack(testApp(), 'Shop'));
const ORDER = { orderId: 'o-1', total: 40 };
orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
orders.mock('Ship').returnsPayload({ shipped: true, carrier: { name: 'ACME', days: 3 } });
orders.mock('Refund Card').returnsPayload({ refunded: true });

const shipped = () => orders.execute(ORDER);
const rejected = () => orders.with({ Ship: answer.fails('NoCarrier', 'nobody delivers there') }).execute(ORDER);

test('toSucceed on a failure', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).toSucceed())).toMatchInlineSnapshot(`
"Expected the execution to succeed, but it failed with OrderRejected: the card was refunded.

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
   3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
>  5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Reject" is Shop/Reject, test/testing/fixtures/orders-stack.ts:35:32"
`);
});

test('toSucceedWith on another output', async () => {
  const execution = await shipped();

  expect(
    await messageOf(() => expect(execution).toSucceedWith({ shipped: true, carrier: { name: 'Acme' }, tracked: true })),
  ).toMatchInlineSnapshot(`
"Expected the execution to succeed with {"shipped":true,"carrier":{"name":"Acme"},"tracked":true}, but its output was {"shipped":true,"carrier":{"name":"ACME","days":3}}.
  /carrier/name: expected "Acme", received "ACME"
  /carrier/days: expected nothing, received 3
  /tracked: expected true, received nothing

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) SUCCEEDED after 0 s of virtual time
output {"shipped":true,"carrier":{"name":"ACME","days":3}}

   #  state        kind    time  tries  input                         what it did
   1  Charge Card  Task    0 s       1  {"orderId":"o-1","total":40}  + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                        → Ship
>  3  Ship         Task    0 s       1                                {"shipped":true,"carrier":{"name":"ACME","days":3}}

   "Ship" is Shop/Ship, test/testing/fixtures/orders-stack.ts:36:41"
`);
});

test('a cause that is a sentence has one full stop', async () => {
  const execution = await orders
    .with({ Ship: answer.fails('NoCarrier', 'Nobody delivers there.'), 'Refund Card': answer.fails('Late', 'Too late.') })
    .execute(ORDER);

  expect((await messageOf(() => expect(execution).toSucceed())).split('\n')[0]).toBe(
    'Expected the execution to succeed, but it failed with Late: Too late.',
  );
});

test('toSucceedWith names asymmetric matchers as their runner does', async () => {
  const execution = await shipped();
  const firstLines = async (output: unknown) => (await messageOf(() => expect(execution).toSucceedWith(output))).split('\n\n')[0];

  expect(
    await firstLines(expect.objectContaining({ shipped: true, carrier: expect.objectContaining({ days: 4 }) })),
  ).toMatchInlineSnapshot(`
"Expected the execution to succeed with ObjectContaining {"shipped":true,"carrier":ObjectContaining {"days":4}}, but its output was {"shipped":true,"carrier":{"name":"ACME","days":3}}.
  /carrier/days: expected 4, received 3"
`);
  expect(
    await firstLines({ shipped: expect.any(String), carrier: { name: expect.stringContaining('A'), days: 4 } }),
  ).toMatchInlineSnapshot(`
"Expected the execution to succeed with {"shipped":Any<String>,"carrier":{"name":StringContaining "A","days":4}}, but its output was {"shipped":true,"carrier":{"name":"ACME","days":3}}.
  /shipped: expected Any<String>, received true
  /carrier/days: expected 4, received 3"
`);
  expect(await firstLines(expect.not.objectContaining({ shipped: true }))).toMatchInlineSnapshot(`
"Expected the execution to succeed with ObjectNotContaining {"shipped":true}, but its output was {"shipped":true,"carrier":{"name":"ACME","days":3}}.
  the top: expected ObjectNotContaining {"shipped":true}, received {"shipped":true,"carrier":{"name":"ACME","days":3}}"
`);
  expect(await firstLines({ shipped: true, carrier: expect.arrayContaining([expect.anything()]) })).toMatchInlineSnapshot(`
"Expected the execution to succeed with {"shipped":true,"carrier":ArrayContaining [Anything]}, but its output was {"shipped":true,"carrier":{"name":"ACME","days":3}}.
  /carrier: expected ArrayContaining [Anything], received {"name":"ACME","days":3}"
`);
});

test('toFailWith on a success', async () => {
  const execution = await shipped();

  expect(await messageOf(() => expect(execution).toFailWith('OrderRejected'))).toMatchInlineSnapshot(`
"Expected the execution to fail with "OrderRejected", but it succeeded.

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) SUCCEEDED after 0 s of virtual time
output {"shipped":true,"carrier":{"name":"ACME","days":3}}

   #  state        kind    time  tries  input                         what it did
   1  Charge Card  Task    0 s       1  {"orderId":"o-1","total":40}  + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                        → Ship
>  3  Ship         Task    0 s       1                                {"shipped":true,"carrier":{"name":"ACME","days":3}}

   "Ship" is Shop/Ship, test/testing/fixtures/orders-stack.ts:36:41"
`);
});

test('toFailWith on another cause', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).toFailWith('OrderRejected', 'nobody ships'))).toMatchInlineSnapshot(`
"Expected the execution to fail with "OrderRejected" and cause "nobody ships", but its cause was "the card was refunded".

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
   3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
>  5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Reject" is Shop/Reject, test/testing/fixtures/orders-stack.ts:35:32"
`);
});

test('toHaveVisited on another way', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).toHaveVisited('Charge Card', 'Ask Manager', 'Ship'))).toMatchInlineSnapshot(`
"Expected the execution to visit "Charge Card" → "Ask Manager" → "Ship", but it did not visit "Ask Manager" after "Charge Card" (visit 1).

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
>  1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
   3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
   5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Charge Card" is Shop/Charge Card, test/testing/fixtures/orders-stack.ts:43:47"
`);
});

test('not.toHaveVisited on the same way', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).not.toHaveVisited('Refund Card'))).toMatchInlineSnapshot(`
"Expected the execution not to visit "Refund Card", but it did.

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
   3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
>  4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
   5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Refund Card" is Shop/Refund Card, test/testing/fixtures/orders-stack.ts:30:43"
`);
});

test('not.toHaveVisited on several states', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).not.toHaveVisited('Ship', 'Refund Card'))).toMatchInlineSnapshot(
    `".not.toHaveVisited() expected one claim, received several. Hint: write .not.toHaveVisited("Ship") and .not.toHaveVisited("Refund Card"), or what was visited: .toHaveVisitedExactly(…)."`,
  );
});

test('toHaveVisitedExactly on one state more', async () => {
  const execution = await rejected();

  expect(
    await messageOf(() => expect(execution).toHaveVisitedExactly('Charge Card', 'Large?', 'Ship', 'Refund Card')),
  ).toMatchInlineSnapshot(`
"Expected the execution to visit exactly "Charge Card" → "Large?" → "Ship" → "Refund Card", but it went on to "Reject" (visit 5).

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
   3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
>  5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Reject" is Shop/Reject, test/testing/fixtures/orders-stack.ts:35:32"
`);
});

test('toHaveRetried on another number', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).toHaveRetried('Ship', 3))).toMatchInlineSnapshot(`
"Expected "Ship" to be retried 3 times, but it was retried 2 times (3 attempts; it failed with NoCarrier, NoCarrier, NoCarrier).

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
>  3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
   5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Ship" is Shop/Ship, test/testing/fixtures/orders-stack.ts:36:41"
`);
});

test('toHaveCaught on another error', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).toHaveCaught('Ship', 'Busy'))).toMatchInlineSnapshot(`
"Expected "Ship" to catch "Busy", but it caught NoCarrier: nobody delivers there.

Shop-Orders (Shop/Orders, test/testing/fixtures/orders-stack.ts:61:20) FAILED after 3 s of virtual time
error OrderRejected: the card was refunded

   #  state        kind    time  took  tries  input                                 what it did
   1  Charge Card  Task    0 s             1  {"orderId":"o-1","total":40}          + receipt: {"receiptId":"r-1"}
   2  Large?       Choice  0 s                                                      → Ship
>  3  Ship         Task    0 s   3 s       3                                        ✗ NoCarrier: nobody delivers there, caught → Refund Card
   4  Refund Card  Task    3 s             1  + failure: {"Error":"NoCarrier","Ca…  + refund: {"refunded":true}
   5  Reject       Fail    3 s                                                      ✗ OrderRejected: the card was refunded

   "Ship" is Shop/Ship, test/testing/fixtures/orders-stack.ts:36:41"
`);
});

test('items and branches, one of which fails', async () => {
  const machine = testMachine(
    chain({
      'Each Parcel': {
        Type: 'Map',
        ItemProcessor: chain({
          Weigh: call('weigh', { Retry: [{ ErrorEquals: ['Busy'] }] }),
          Both: { Type: 'Parallel', Branches: [chain({ Label: call('label') }), chain({ Print: { Type: 'Wait', Seconds: 5 } })] },
        }),
      },
    }),
    'Parcels',
  );
  machine.mock('Weigh').fails('Busy').returns(3);
  machine
    .mock('Label')
    .returns('l-1')
    .fails('NoPaper', '{"errorType":"NoPaper","errorMessage":"the tray is empty","trace":["NoPaper: the tray is empty"]}');
  const execution = await machine.execute([{ id: 1 }, { id: 2 }]);

  expect(await messageOf(() => expect(execution).toSucceed())).toMatchInlineSnapshot(`
"Expected the execution to succeed, but it failed with NoPaper: the tray is empty.

Parcels FAILED after 1 s of virtual time
error NoPaper: the tray is empty

   #  state          kind      time  took  tries  input                what it did
   1  Each Parcel    Map       0 s   1 s          [{"id":1},{"id":2}]  ✗ NoPaper: the tray is empty
   2    [0] Weigh    Task      0 s   1 s       2  {"id":1}             3  (retried 1×: Busy)
   3    [1] Weigh    Task      0 s             1  {"id":2}             3
   4    [1] Both     Parallel  0 s                                     aborted
   5      [0] Label  Task      0 s             1  3                    "l-1"
   6      [1] Print  Wait      0 s                3                    aborted
   7    [0] Both     Parallel  1 s                                     ✗ NoPaper: the tray is empty
>  8      [0] Label  Task      1 s             1  3                    ✗ NoPaper: the tray is empty
   9      [1] Print  Wait      1 s                3                    aborted"
`);
});

test('an execution of many visits, the middle left out', async () => {
  const machine = testMachine({
    StartAt: 'Poll',
    States: {
      Poll: call('poll', { Next: 'Ready?' }),
      'Ready?': { Type: 'Choice', Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: 'Done' }], Default: 'Poll' },
      Done: { Type: 'Succeed' },
    },
  });
  machine.mock('Poll').returns({ ready: false }).times(60).returns({ ready: true });
  const execution = await machine.execute();

  expect(await messageOf(() => expect(execution).toHaveVisitedExactly('Poll', 'Ready?', 'Done'))).toMatchInlineSnapshot(`
"Expected the execution to visit exactly "Poll" → "Ready?" → "Done", but visit 3 was "Poll" instead of "Done".

StateMachine SUCCEEDED after 0 s of virtual time
output {"ready":true}

     #  state   kind     time  tries  input  what it did
     1  Poll    Task     0 s       1  {}     {"ready":false}
     2  Ready?  Choice   0 s                 → Poll
>    3  Poll    Task     0 s       1
     4  Ready?  Choice   0 s                 → Poll
     5  Poll    Task     0 s       1
     6  Ready?  Choice   0 s                 → Poll
     7  Poll    Task     0 s       1
     8  Ready?  Choice   0 s                 → Poll
     9  Poll    Task     0 s       1
    10  Ready?  Choice   0 s                 → Poll
    11  Poll    Task     0 s       1
    12  Ready?  Choice   0 s                 → Poll
    13  Poll    Task     0 s       1
    14  Ready?  Choice   0 s                 → Poll
    15  Poll    Task     0 s       1
    16  Ready?  Choice   0 s                 → Poll
    17  Poll    Task     0 s       1
    18  Ready?  Choice   0 s                 → Poll
    19  Poll    Task     0 s       1
    20  Ready?  Choice   0 s                 → Poll
   … 93 more visits …
   114  Ready?  Choice   0 s                 → Poll
   115  Poll    Task     0 s       1
   116  Ready?  Choice   0 s                 → Poll
   117  Poll    Task     0 s       1
   118  Ready?  Choice   0 s                 → Poll
   119  Poll    Task     0 s       1
   120  Ready?  Choice   0 s                 → Poll
   121  Poll    Task     0 s       1         + ready: true
   122  Ready?  Choice   0 s                 → Done
   123  Done    Succeed  0 s"
`);
});

test('a matcher on a promise', async () => {
  expect(await messageOf(() => expect(shipped()).toSucceed())).toMatchInlineSnapshot(
    `"toSucceed() expected an execution, received a promise. Hint: await it: expect(await machine.execute(input)).toSucceed(…)."`,
  );
});

test('a matcher on something else', async () => {
  expect(await messageOf(() => expect({ statusCode: 200 }).toHaveVisited('Ship'))).toMatchInlineSnapshot(
    `"toHaveVisited() expected an execution, received an object with the keys statusCode. Hint: pass what machine.execute(), machine.start() or the interpreter's execute() gives."`,
  );
});

test('a matcher with a misspelt state', async () => {
  const execution = await shipped();

  expect(await messageOf(() => expect(execution).toHaveVisited('Chip'))).toMatchInlineSnapshot(
    `"Shop-Orders has no state "Chip". Hint: did you mean "Ship"?"`,
  );
});

test('not.toSucceed on an execution that still waits', async () => {
  const execution = testMachine(chain({ Ask: callback() }), 'Orders').start();

  expect(await messageOf(() => expect(execution).not.toSucceed())).toMatchInlineSnapshot(
    `".not.toSucceed() cannot be judged yet: the execution is still running in "Ask". Hint: await execution.result(), or let time pass until it is there."`,
  );
});

test('a matcher on calls of a state that calls nothing', async () => {
  const execution = await rejected();

  expect(await messageOf(() => expect(execution).not.toHaveCalled('Large?'))).toMatchInlineSnapshot(
    `"toHaveCalled() expected a state of type Task, received "Large?", a Choice state: it calls nothing. Hint: name another state, or look at its visits: execution.state(name)."`,
  );
});

test('a matcher on an execution that still waits', async () => {
  const execution = testMachine(chain({ 'Ask Manager': callback({ TimeoutSeconds: 60 }) }), 'Approval').start({ total: 9000 });

  expect(await messageOf(() => expect(execution).toSucceed())).toMatchInlineSnapshot(`
"Expected the execution to succeed, but it is still running in "Ask Manager".

Approval RUNNING for 0 s of virtual time

   #  state        kind  time  tries  input           what it did
>  1  Ask Manager  Task  0 s       1  {"total":9000}  … waits for its task token, at most until 1 min"
`);
});

test('an execution whose branches wait for all sorts of things', async () => {
  const branch = (name: string, state: object) => chain({ [name]: state as never });
  const machine = testMachine(
    chain({
      All: {
        Type: 'Parallel',
        Branches: [
          branch('Pause', { Type: 'Wait', Seconds: 90 }),
          branch('Ask', callback({ TimeoutSeconds: 3600 })),
          branch('Ask For Ever', callback()),
          branch('Work', { Type: 'Task', Resource: 'arn:aws:states:us-east-1:111111111111:activity:work', HeartbeatSeconds: 30 }),
          branch('Ship', call('ship', { Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 5 }] })),
        ],
      },
    }),
    'Patience',
  );
  machine.mock('Ship').fails('Busy', 'later');

  expect(String(machine.start())).toMatchInlineSnapshot(`
"Patience RUNNING for 0 s of virtual time

   #  state               kind      time  tries  input  what it did
   1  All                 Parallel  0 s          {}     …
   2    [0] Pause         Wait      0 s          {}     … waits until 1 min 30 s
   3    [1] Ask           Task      0 s       1  {}     … waits for its task token, at most until 1 h
   4    [2] Ask For Ever  Task      0 s       1  {}     … waits for its task token
   5    [3] Work          Task      0 s       1  {}     … waits for a worker
   6    [4] Ship          Task      0 s       1  {}     … waits to try again at 5 s after Busy: later"
`);
});
