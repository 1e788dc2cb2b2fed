import 'drystep/jest';
import { DefinitionBody, Pass, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import { testApp, testMachine } from 'drystep/testing';
import { callback, chain } from '../testing/fixtures/asl';
import { OrdersStack } from '../testing/fixtures/orders-stack';
import { messageOf } from './message-of';

const approval = testMachine(chain({ 'Ask Manager': callback(), Pause: { Type: 'Wait', Seconds: 60 } }), 'Approval');

describe('time', () => {
  test('waits for a state that does not exist', async () => {
    expect(await messageOf(() => approval.start().waitingFor('Ask Manger'))).toMatchInlineSnapshot(
      `"Approval has no state "Ask Manger". Hint: did you mean "Ask Manager"?"`,
    );
  });

  test('waits for a state that is never reached', async () => {
    expect(await messageOf(() => approval.start().waitingFor('Pause'))).toMatchInlineSnapshot(
      `"The execution never waited in state "Pause". State "Ask Manager" waits for its task token (arn:aws:states:::sqs:sendMessage.waitForTaskToken) and has no timeout: nobody answers it. Hint: mock it with machine.mock("Ask Manager").returns({ … }), or machine.start(input) and answer it with execution.pending[0].succeed({ … })."`,
    );
  });

  test('waits for a state behind the end', async () => {
    const execution = approval.start();
    execution.pending[0]?.fail('Refused', 'too much');

    expect(await messageOf(() => execution.waitingFor('Pause'))).toMatchInlineSnapshot(
      `"The execution ended FAILED with Refused: too much before it waited in state "Pause". Hint: print it with console.log(execution) to see its steps."`,
    );
  });

  test('moves backwards', async () => {
    expect(await messageOf(() => approval.start().advance({ days: -7 }))).toMatchInlineSnapshot(
      `"advance() expected a duration of 0 or more, received {"days":-7}. Hint: virtual time only moves forward; start another execution to look at an earlier time."`,
    );
  });

  test('moves by an unknown unit', async () => {
    expect(await messageOf(() => approval.start().advance({ day: 7 } as never))).toMatchInlineSnapshot(
      `"advance() does not know the unit "day". Hint: use weeks, days, hours, minutes, seconds, milliseconds."`,
    );
  });

  test('a token is answered twice', async () => {
    const [ask] = approval.start().pending;
    ask?.succeed({ approved: true });

    expect(await messageOf(() => ask?.succeed({ approved: true }))).toMatchInlineSnapshot(
      `"State "Ask Manager": succeed() came too late: the task had been answered, had timed out or was stopped. Hint: answer each entry of execution.pending once."`,
    );
  });
});

describe('sources', () => {
  const machine = (stack: Stack, id: string) =>
    new StateMachine(stack, id, { definitionBody: DefinitionBody.fromChainable(new Pass(stack, `${id} Pass`)) });

  test('a stack of several machines', async () => {
    const stack = new Stack(testApp(), 'Shop');
    machine(stack, 'Orders');
    machine(stack, 'Returns');

    expect(await messageOf(() => testMachine(stack))).toMatchInlineSnapshot(`
"Expected one state machine, found 2:
  - Shop/Orders (logical id OrdersA9B65338, name Shop-Orders)
  - Shop/Returns (logical id Returns425A41DA, name Shop-Returns)
Hint: name the one you mean as the second argument, for example "Orders"."
`);
    expect(await messageOf(() => testMachine(stack, 'Retruns'))).toMatchInlineSnapshot(`
"State machine "Retruns": expected a name, logical id, construct id or construct path of one of these:
  - Shop/Orders (logical id OrdersA9B65338, name Shop-Orders)
  - Shop/Returns (logical id Returns425A41DA, name Shop-Returns)
Hint: did you mean "Returns"?"
`);
  });

  test('a stack without a machine', async () => {
    const app = testApp();
    machine(new Stack(app, 'Shop'), 'Orders');

    expect(await messageOf(() => testMachine(new Stack(app, 'Network')))).toMatchInlineSnapshot(
      `"Network holds no state machine. Hint: choose from Shop/Orders."`,
    );
  });

  test('a folder that does not exist', async () => {
    expect(await messageOf(() => testMachine('/no/such/cdk.out'))).toMatchInlineSnapshot(
      `"testMachine() found no folder or file /no/such/cdk.out, and the text is not JSON. Hint: pass a path that exists, such as cdk.out or template.yaml, or the definition itself."`,
    );
  });

  test('JSON that is not a machine', async () => {
    expect(await messageOf(() => testMachine({ hello: 'world' }))).toMatchInlineSnapshot(`
"The definition has 3 problems:
- Definition at the top level: expected the field "States" in a state machine.
- Definition at the top level: expected the field "StartAt" in a state machine.
- Definition at /hello: expected a field of a state machine, received "hello". Hint: remove it, or use one of States, StartAt, Comment, Version, TimeoutSeconds, QueryLanguage."
`);
  });

  test('a dangling target', async () => {
    expect(
      await messageOf(() => testMachine({ StartAt: 'Ship', States: { Ship: { Type: 'Pass', Next: 'Bill' }, Bil: { Type: 'Succeed' } } })),
    ).toMatchInlineSnapshot(
      `"State "Ship" at /States/Ship/Next: expected the name of a state beside it, received "Bill". Hint: did you mean "Bil"?"`,
    );
  });

  test('a task without a mock names its construct', async () => {
    expect(
      await messageOf(() => testMachine(new OrdersStack(testApp(), 'Shop')).execute({ orderId: 'o-1', total: 40 })),
    ).toMatchInlineSnapshot(
      `"State "Charge Card" at /States/Charge Card (Shop/Charge Card, test/testing/fixtures/orders-stack.ts:43:47) called arn:aws:states:::lambda:invoke for arn:aws:lambda:us-east-1:111111111111:function:Shop-ChargeFn, and nobody mocked it. Hint: write machine.mock("Charge Card").returnsPayload({ … });"`,
    );
  });
});
