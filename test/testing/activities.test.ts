import 'drystep/jest';
import { Activity, DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StepFunctionsInvokeActivity } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Stack } from 'aws-cdk-lib/core';
import { parked, testApp, testMachine } from 'drystep/testing';
import { callback, chain } from './fixtures/asl';

const arn = 'arn:aws:states:us-east-1:111111111111:activity:picking';
const pick = (fields: object = {}) => ({ Type: 'Task', Resource: arn, ...fields });
const order = testMachine(chain({ Pick: pick({ HeartbeatSeconds: 60 }) }), 'Order');

describe('execution.activity', () => {
  test.each(['picking', arn, 'Pick'])('is found by %s', (key) => {
    expect(order.start().activity(key).arn).toBe(arn);
  });

  test('is found by its construct and by the state that waits for it', () => {
    const stack = new Stack(testApp(), 'Warehouse');
    const activity = new Activity(stack, 'Picking');
    const state = new StepFunctionsInvokeActivity(stack, 'Pick', { activity });
    new StateMachine(stack, 'Order', { definitionBody: DefinitionBody.fromChainable(state) });
    const execution = testMachine(stack).start({ shelf: 7 });

    const task = execution.activity(activity).poll();

    expect(task?.input).toEqual({ shelf: 7 });
    expect(execution.activity(state).arn).toBe(execution.activity(activity).arn);
  });

  test('gives a worker the task, and goes on with its answer', async () => {
    const execution = order.start({ shelf: 7 });
    const worker = execution.activity('picking');

    const task = worker.poll({ workerName: 'robot 3' });

    expect(task?.input).toEqual({ shelf: 7 });
    expect(worker.poll()).toBeNull();
    task?.succeed({ picked: true });
    expect(await execution.result()).toSucceedWith({ picked: true });
    expect(execution.history.find(({ type }) => type === 'ActivityStarted')?.activityStartedEventDetails).toEqual({
      workerName: 'robot 3',
    });
  });

  test('lives as long as its worker beats', async () => {
    const execution = order.start();
    const task = execution.activity('picking').poll();

    for (let beats = 0; beats < 3; beats++) {
      await execution.advance({ seconds: 50 });
      task?.heartbeat();
    }
    expect(execution.status).toBe('RUNNING');
    await execution.advance({ minutes: 1 });

    expect(execution).toFailWith('States.Timeout');
  });

  test('refuses late and double answers as the service does', async () => {
    const execution = order.start();
    const task = execution.activity('picking').poll();
    task?.fail('Jam', 'the belt stands');

    const late = expect.objectContaining({ name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" });
    expect(() => task?.succeed({})).toThrow(late);
    expect(() => task?.heartbeat()).toThrow(late);
    expect(await execution.result()).toFailWith('Jam', 'the belt stands');
  });

  test('is one of a machine that was started, too', async () => {
    const machine = (name: string, definition: object) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition) },
    });
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync:2',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:inner' },
      OutputPath: '$.Output',
    };
    const application = testApp({
      Resources: { Outer: machine('outer', chain({ Start: start })), Inner: machine('inner', chain({ Pick: pick() })) },
    });
    const execution = application.machine('outer').start();

    execution.activity('picking').poll()?.succeed('picked');

    expect(await execution.result()).toSucceedWith('picked');
  });

  test('fails for an activity that nothing waits for: with the nearest name', () => {
    expect(() => order.start().activity('pickin')).toThrow(
      'No task of Order waits for an activity "pickin". Hint: did you mean "picking"?',
    );
    expect(() =>
      testMachine(chain({ Done: { Type: 'Pass' } }), 'Idle')
        .start()
        .activity('x'),
    ).toThrow('Hint: it has no task whose Resource is the ARN of an activity.');
  });
});

describe('Answers by token', () => {
  const ask = testMachine(chain({ Ask: callback({ TimeoutSeconds: 3600 }) }));

  test('end the callback that sent it', async () => {
    const sent: string[] = [];
    const execution = ask.start(
      {},
      { mocks: { Ask: ({ input }: { input: { MessageBody: { token: string } } }) => sent.push(input.MessageBody.token) > 0 && parked() } },
    );

    execution.sendTaskHeartbeat(sent[0] as string);
    execution.sendTaskSuccess(sent[0] as string, { yes: true });

    expect(await execution.result()).toSucceedWith({ yes: true });
  });

  test('fail it', async () => {
    const execution = ask.start();

    execution.sendTaskFailure(execution.pending[0]?.taskToken as string, 'No');

    expect(await execution.result()).toFailWith('No');
  });

  test.each([
    ['InvalidToken', 'no token', "Invalid Token: 'Invalid token'"],
    ['TaskTimedOut', undefined, "Task Timed Out: 'Provided task does not exist anymore'"],
  ])('are refused with %s', async (name, token, message) => {
    const execution = ask.start();
    const sent = token ?? (execution.pending[0]?.taskToken as string);
    await execution.advance({ hours: 1 });

    expect(execution).toFailWith('States.Timeout');
    expect(() => execution.sendTaskSuccess(sent, {})).toThrow(expect.objectContaining({ name, message }));
  });
});
