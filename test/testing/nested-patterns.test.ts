import 'drystep/jest';
import { type TestMachine, testApp, testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

/** Parent and child together, in both places that a test may have them from; the rules are those of test/interpreter/nested-patterns.test.ts. */
const PATTERNS = [
  'states:startExecution',
  'states:startExecution.sync',
  'states:startExecution.sync:2',
  'states:startExecution.waitForTaskToken',
  'aws-sdk:sfn:startExecution',
  'aws-sdk:sfn:startExecution.waitForTaskToken',
  'aws-sdk:sfn:startSyncExecution',
] as const;
type Pattern = (typeof PATTERNS)[number];
const CALLBACKS = PATTERNS.filter((pattern) => pattern.endsWith('.waitForTaskToken'));
const REQUESTS: readonly Pattern[] = ['states:startExecution', 'aws-sdk:sfn:startExecution'];
const JOBS: readonly Pattern[] = ['states:startExecution.sync', 'states:startExecution.sync:2'];

const resource = (name: string, definition: object, type: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { StateMachineName: name, DefinitionString: JSON.stringify(definition), StateMachineType: type },
});
const parentOf = (pattern: Pattern, more: object = {}) =>
  chain({
    Start: {
      Type: 'Task',
      Resource: `arn:aws:states:::${pattern}`,
      Parameters: {
        StateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:child',
        Input: { 'order.$': '$.id', ...(pattern.endsWith('.waitForTaskToken') && { 'token.$': '$$.Task.Token' }) },
      },
      ...more,
    },
  });
const childDefinition = chain({ Rest: { Type: 'Wait', Seconds: 60 }, Work: call('work') });

/** Two machines that know each other, and nothing is mocked yet. */
type Pair = (pattern: Pattern, more?: object) => { readonly parent: TestMachine; readonly child: TestMachine };
const inApp: Pair = (pattern, more) => {
  const type = pattern.includes('Sync') ? 'EXPRESS' : 'STANDARD';
  const app = testApp({
    Resources: { Parent: resource('parent', parentOf(pattern, more), 'STANDARD'), Child: resource('child', childDefinition, type) },
  });
  return { parent: app.machine('parent'), child: app.machine('child') };
};
const asMock: Pair = (pattern, more) => {
  const type = pattern.includes('Sync') ? 'EXPRESS' : 'STANDARD';
  const parent = testMachine(parentOf(pattern, more), 'Parent');
  const child = testMachine({ Resources: { Child: resource('child', childDefinition, type) } }, 'child');
  parent.mock('Start', child);
  return { parent, child };
};
const input = { id: 'o-1' };

describe.each([
  ['testApp(source)', inApp],
  ['testMachine(source).mock(state, machine)', asMock],
])('Machines that start each other in %s', (_title, pair) => {
  test.each(REQUESTS)('%s: the task is done at once, the child runs to its end', async (pattern) => {
    const { parent, child } = pair(pattern);
    child.mock('Work').returnsPayload({ done: true });

    const execution = await parent.execute(input);

    expect(execution).toSucceed();
    expect(execution.output).toMatchObject({ ExecutionArn: expect.stringContaining(':execution:child:') });
    expect(execution).toHaveTaken({ seconds: 0 });
    expect(execution.started[0]).toSucceedWith({ done: true });
  });

  test.each(REQUESTS)('%s: a failure of the child is its own', async (pattern) => {
    const { parent, child } = pair(pattern);
    child.mock('Work').fails('OutOfStock');

    const execution = await parent.execute(input);

    expect(execution).toSucceed();
    expect(execution.started[0]).toFailWith('OutOfStock');
  });

  test.each(JOBS)('%s: the task waits for the child', async (pattern) => {
    const { parent, child } = pair(pattern);
    child.mock('Work').returnsPayload({ done: true });

    const execution = await parent.execute(input);

    expect(execution).toHaveTaken({ minutes: 1 });
    expect(execution.output).toMatchObject({ Output: pattern.endsWith(':2') ? { done: true } : '{"done":true}' });
  });

  test.each(JOBS)('%s: the task fails with the child', async (pattern) => {
    const { parent, child } = pair(pattern);
    child.mock('Work').fails('OutOfStock', 'none left');

    const execution = await parent.execute(input);

    expect(execution).toFailWith('States.TaskFailed');
    expect(JSON.parse(execution.cause as string)).toMatchObject({ Error: 'OutOfStock', Cause: 'none left' });
  });

  test('startSyncExecution waits for the child and tells how it ended', async () => {
    const { parent, child } = pair('aws-sdk:sfn:startSyncExecution');
    child.mock('Work').returnsPayload({ done: true }).fails('OutOfStock').times(1);

    const first = await parent.execute(input);
    const second = await parent.execute(input);

    expect(first).toHaveTaken({ minutes: 1 });
    expect(first.output).toMatchObject({ Status: 'SUCCEEDED', Output: '{"done":true}' });
    expect(second.output).toMatchObject({ Status: 'FAILED', Error: 'OutOfStock' });
  });

  describe.each(CALLBACKS)('%s', (pattern) => {
    test('waits though the child succeeds, and fails the run where nobody answers', async () => {
      const { parent, child } = pair(pattern);
      child.mock('Work').returnsPayload({ done: true });

      await expect(parent.execute(input)).rejects.toThrow('State "Start" waits for its task token');
    });

    test('waits though the child fails, until its timeout', async () => {
      const { parent, child } = pair(pattern, { TimeoutSeconds: 600 });
      child.mock('Work').fails('OutOfStock');

      const execution = await parent.execute(input);

      expect(execution).toFailWith('States.Timeout');
      expect(execution).toHaveTaken({ minutes: 10 });
      expect(execution.started[0]).toFailWith('OutOfStock');
    });

    test('goes on when a mock of the child answers the token it was handed', async () => {
      const { parent, child } = pair(pattern);
      child.mock('Work').run((event: { token: string }) => {
        execution.sendTaskSuccess(event.token, { approved: true });
        return { done: true };
      });

      const execution = parent.start(input);
      const result = await execution.result();

      expect(result).toSucceedWith({ approved: true });
      expect(result).toHaveTaken({ minutes: 1 });
      expect(execution.started[0]).toSucceedWith({ done: true });
    });

    test('goes on when an asynchronous mock of the child fails the token', async () => {
      const { parent, child } = pair(pattern);
      child.mock('Work').run(async (event: { token: string }) => {
        await Promise.resolve();
        execution.sendTaskFailure(event.token, 'Refused', 'too much');
        return {};
      });

      const execution = parent.start(input);

      expect(await execution.result()).toFailWith('Refused', 'too much');
    });

    test('can be answered by the test, as any callback', async () => {
      const { parent, child } = pair(pattern);
      child.mock('Work').returnsPayload({});
      const execution = parent.start(input);
      await execution.waitingFor('Start');
      await execution.until(({ started }) => started[0]?.status === 'SUCCEEDED');

      expect(execution.status).toBe('RUNNING');
      execution.pending[0]?.succeed({ approved: true });
      expect(await execution.result()).toSucceedWith({ approved: true });
    });

    test('the child that is too late hears that the task timed out', async () => {
      const { parent, child } = pair(pattern, { TimeoutSeconds: 30 });
      const refused: string[] = [];
      child.mock('Work').run((event: { token: string }) => {
        try {
          execution.sendTaskSuccess(event.token, {});
        } catch (error) {
          refused.push((error as Error).name);
        }
        return {};
      });

      const execution = parent.start(input);
      expect(await execution.result()).toFailWith('States.Timeout');
      await execution.advance({ minutes: 1 });

      expect(refused).toEqual(['TaskTimedOut']);
    });

    test('a mock of the starting task answers in the place of both', async () => {
      const { parent } = pair(pattern);

      const execution = await parent.with({ Start: { approved: 'mocked' } }).execute(input);

      expect(execution).toSucceedWith({ approved: 'mocked' });
      expect(execution.started).toEqual([]);
    });
  });
});

describe('A machine that calls back with SendTaskSuccess', () => {
  const answering = chain({
    Answer: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      Parameters: { 'TaskToken.$': '$.token', Output: '{"approved":true}' },
    },
  });
  const shop = () =>
    testApp({
      Resources: {
        Parent: resource('parent', parentOf('states:startExecution.waitForTaskToken', { TimeoutSeconds: 60 }), 'STANDARD'),
        Child: resource('child', answering, 'STANDARD'),
      },
    });

  test('needs no mock: its call answers the task that waits', async () => {
    expect(await shop().machine('parent').execute(input)).toSucceedWith({ approved: true });
  });

  test('answers nothing where its call is mocked', async () => {
    const app = shop();
    app.machine('child').mock('Answer').returns({});

    expect(await app.machine('parent').execute(input)).toFailWith('States.Timeout');
  });

  test('fails, when it runs alone, for want of a mock', async () => {
    await expect(shop().machine('child').execute({ token: 'from elsewhere' })).rejects.toThrow('State "Answer"');
  });
});
