import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
import { call, callback, chain, invoke } from '../testing/fixtures/asl';
import { messageOf } from './message-of';

const orders = testMachine(
  chain({
    'Charge Card': invoke('ChargeFn'),
    Ship: invoke('ShipFn'),
    Store: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:putItem', Parameters: { TableName: 'orders' } },
  }),
  'Orders',
);

describe('what is mocked', () => {
  test('a state that does not exist', async () => {
    expect(await messageOf(() => orders.mock('Charge Cart'))).toMatchInlineSnapshot(
      `"Orders has no state "Charge Cart". Hint: did you mean "Charge Card"?"`,
    );
  });

  test('a state that resembles none', async () => {
    expect(await messageOf(() => orders.mock('Something Else Entirely'))).toMatchInlineSnapshot(
      `"Orders has no state "Something Else Entirely". Hint: name a task, or what it calls: "Charge Card" (ChargeFn), "Ship" (ShipFn), "Store" (orders)."`,
    );
  });

  test('a resource that no task calls', async () => {
    expect(await messageOf(() => orders.mock('arn:aws:lambda:us-east-1:111111111111:function:Other'))).toMatchInlineSnapshot(
      `"No task of Orders calls arn:aws:lambda:us-east-1:111111111111:function:Other. Hint: name a task, or what it calls: "Charge Card" (ChargeFn), "Ship" (ShipFn), "Store" (orders)."`,
    );
  });

  test('a state that calls nothing', async () => {
    const machine = testMachine(chain({ Pause: { Type: 'Wait', Seconds: 1 }, Ship: call('ship') }));

    expect(await messageOf(() => machine.mock('Pause'))).toMatchInlineSnapshot(
      `"State "Pause" at /States/Pause is a Wait state: it calls nothing that could be mocked. Hint: mock a task: "Ship"."`,
    );
  });

  test('a payload for a service that has none', async () => {
    expect(await messageOf(() => orders.mock('Store').returnsPayload({}))).toMatchInlineSnapshot(
      `"State "Store": .returnsPayload() is for Lambda functions, activities and callbacks; this state calls arn:aws:states:::dynamodb:putItem. Hint: answer the service's raw response with .returns({ … })."`,
    );
  });

  test('a handler for a service that has none', async () => {
    expect(await messageOf(() => orders.mock('Store').run(() => ({})))).toMatchInlineSnapshot(
      `"State "Store": .run() is for Lambda functions, activities and callbacks; this state calls arn:aws:states:::dynamodb:putItem. Hint: answer the service's raw response with .returns({ … })."`,
    );
  });
});

describe('what is answered', () => {
  test('nothing, since nobody mocked the task', async () => {
    expect(await messageOf(() => orders.execute())).toMatchInlineSnapshot(
      `"State "Charge Card" at /States/Charge Card called arn:aws:states:::lambda:invoke for arn:aws:lambda:us-east-1:111111111111:function:ChargeFn, and nobody mocked it. Hint: write machine.mock("Charge Card").returnsPayload({ … });"`,
    );
  });

  test('nothing, since nobody mocked the service', async () => {
    const mocks = { 'Charge Card': answer.returnsPayload({}), Ship: answer.returnsPayload({}) };

    expect(await messageOf(() => orders.execute({}, { mocks }))).toMatchInlineSnapshot(
      `"State "Store" at /States/Store called arn:aws:states:::dynamodb:putItem, and nobody mocked it. Hint: write machine.mock("Store").returns({ … });"`,
    );
  });

  test('nothing, since the mock has no answer', async () => {
    orders.mock('Charge Card');

    expect(await messageOf(() => orders.execute())).toMatchInlineSnapshot(
      `"State "Charge Card": mock("Charge Card") has no answer. Hint: write mock("Charge Card").returns({ … })."`,
    );
  });

  test('nothing more, since the answers are used up', async () => {
    const machine = testMachine(chain({ Ship: call('ship', { Retry: [{ ErrorEquals: ['Busy'] }] }) }));
    machine.mock('Ship').fails('Busy').returns('never reached, the first is once').times(1);
    machine.mock('Ship').fails('Busy').times(2);

    expect(await messageOf(() => machine.execute())).toMatchInlineSnapshot(
      `"State "Ship": the answers of mock("Ship").fails("Busy").times(2) are used up; this is call 3. Hint: add an answer, or leave out the last .times(n) to repeat it."`,
    );
  });

  test('undefined', async () => {
    expect(await messageOf(() => orders.mock('Ship').returns(undefined as never))).toMatchInlineSnapshot(
      `"State "Ship": .returns() expected a JSON value, received undefined. Hint: answer null or {} when the task gives nothing."`,
    );
  });

  test('undefined by a function', async () => {
    orders.mock('Charge Card').returnsPayload(() => undefined);

    expect(await messageOf(() => orders.execute())).toMatchInlineSnapshot(
      `"State "Charge Card": the function in .returnsPayload() expected a JSON value, received undefined. Hint: answer null or {} when the task gives nothing."`,
    );
  });

  test('a Date deep inside', async () => {
    expect(await messageOf(() => orders.mock('Ship').returnsPayload({ parcels: [{ sentAt: new Date(0) }] }))).toMatchInlineSnapshot(
      `"State "Ship": .returnsPayload() expected a JSON value, received an object of Date at /parcels/0/sentAt. Hint: answer date.toISOString()."`,
    );
  });

  test('a cycle', async () => {
    const parcel: Record<string, unknown> = {};
    parcel.self = parcel;

    expect(await messageOf(() => orders.mock('Ship').returnsPayload(parcel))).toMatchInlineSnapshot(
      `"State "Ship": .returnsPayload() expected a JSON value, received an object that contains itself at /self. Hint: break the cycle."`,
    );
  });

  test('a BigInt by a real handler', async () => {
    orders.mock('Charge Card').run(() => ({ amount: 1n }));

    expect(await messageOf(() => orders.execute())).toMatchInlineSnapshot(
      `"State "Charge Card": the handler's result cannot be sent as JSON: Do not know how to serialize a BigInt. Hint: return plain data from the handler."`,
    );
  });

  test('something thrown that is not an Error', async () => {
    orders.mock('Charge Card').returns(() => {
      throw 'boom';
    });

    expect(await messageOf(() => orders.execute())).toMatchInlineSnapshot(
      `"Task "Charge Card" at /States/Charge Card: its handler threw "boom", which is not an Error. Hint: throw new TaskError(error, cause) to fail the attempt."`,
    );
  });

  test('never, by a promise', async () => {
    orders.mock('Charge Card').returns(() => new Promise(() => undefined));

    expect(await messageOf(() => orders.execute({}, { settleWithin: 10 }))).toMatchInlineSnapshot(
      `"State "Charge Card": the promise of its mock (arn:aws:states:::lambda:invoke) did not settle within 10 ms of real time. The answer is mock("Charge Card").returns(…). Hint: settle the promise or mock what it waits for; raise settleWithin for a slow handler; write .timesOut() or .after({ seconds: 30 }) for virtual time."`,
    );
  });

  test('never, by a callback that nobody answers', async () => {
    const machine = testMachine(chain({ 'Ask Manager': callback() }));

    expect(await messageOf(() => machine.execute())).toMatchInlineSnapshot(
      `"State "Ask Manager" waits for its task token (arn:aws:states:::sqs:sendMessage.waitForTaskToken) and has no timeout: nobody answers it. Hint: mock it with machine.mock("Ask Manager").returns({ … }), or machine.start(input) and answer it with execution.pending[0].succeed({ … })."`,
    );
  });
});

describe('times', () => {
  test('nothing', async () => {
    expect(await messageOf(() => orders.mock('Ship').times(2))).toMatchInlineSnapshot(
      `".times() has no answer before it. Hint: write .returns({ … }).times(2)."`,
    );
  });

  test('never', async () => {
    expect(await messageOf(() => orders.mock('Ship').fails('Busy').times(0))).toMatchInlineSnapshot(
      `"State "Ship": .times() expected a whole number of 1 or more, received 0. Hint: leave the answer out if it is never to be given."`,
    );
  });
});
