import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListActivitiesCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  StartExecutionCommand,
  TagResourceCommand,
  TestStateCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn';
import { timeOf } from 'drystep/server';
import { account, closeAll, post, role, stage } from './calls';

afterEach(closeAll);

const pass = (Result: unknown) => ({ StartAt: 'Only', States: { Only: { Type: 'Pass', Result, End: true } } });

describe('a state machine', () => {
  it.each(['arn:aws:lamda:us-east-1:111111111111:function:f', 'arn:aws:sns:us-east-1:111111111111:topic', 'foo:bar', '$$'])(
    'is refused with a task that calls %s',
    async (Resource) => {
      const { create } = await stage();

      await expect(create('Orders', { StartAt: 'A', States: { A: { Type: 'Task', Resource, End: true } } })).rejects.toMatchObject({
        name: 'InvalidDefinition',
        message: expect.stringMatching(/^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: .* at \/States\/A\/Resource'$/),
      });
    },
  );

  it('is refused with a role that is not an ARN, in the words of the service', async () => {
    const { sfn } = await stage();

    // Quoted in public: aws/amazon-sagemaker-examples, issue 2432.
    await expect(
      sfn.send(new CreateStateMachineCommand({ name: 'Orders', definition: JSON.stringify(pass(1)), roleArn: '<execution-role-arn>' })),
    ).rejects.toMatchObject({ name: 'InvalidArn', message: "Invalid Role Arn: '<execution-role-arn>'" });
  });

  // API reference: each "fails with ValidationException" for the ARN of a distributed Map.
  it.each(['StartExecution', 'DescribeStateMachine', 'UpdateStateMachine', 'DeleteStateMachine'])(
    'is refused by %s where the ARN names a Map in it',
    async (operation) => {
      const { server, create } = await stage();
      const stateMachineArn = `${await create('Orders', pass(1))}/Label`;

      const { body } = await post(server.url, `AWSStepFunctions.${operation}`, JSON.stringify({ stateMachineArn, roleArn: role }));

      expect(body).toMatchObject({
        __type: 'com.amazon.coral.validate#ValidationException',
        message: `'${stateMachineArn}' is the ARN of a Map state. Hint: the ARN of its state machine ends before the slash.`,
      });
    },
  );

  it('that is created again the same is the same, and another of its name is refused', async () => {
    const { sfn } = await stage();
    const request = { name: 'Orders', definition: JSON.stringify(pass(1)), roleArn: role, tags: [{ key: 'a', value: 'b' }] };

    const first = await sfn.send(new CreateStateMachineCommand(request));
    const again = await sfn.send(new CreateStateMachineCommand({ ...request, roleArn: `${role}2`, tags: [] }));

    expect(again.stateMachineArn).toBe(first.stateMachineArn);
    expect(again.creationDate).toEqual(first.creationDate);
    await expect(sfn.send(new CreateStateMachineCommand({ ...request, type: 'EXPRESS' }))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
      message: `State Machine Already Exists: '${account}:stateMachine:Orders'`,
    });
  });

  it('that was published since is still the one that was created', async () => {
    const { sfn } = await stage();
    const request = { name: 'Orders', definition: JSON.stringify(pass(1)), roleArn: role };
    const { stateMachineArn } = await sfn.send(new CreateStateMachineCommand(request));
    await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));

    const again = await sfn.send(new CreateStateMachineCommand(request));

    expect([again.stateMachineArn, again.stateMachineVersionArn]).toEqual([stateMachineArn, undefined]);
    await expect(sfn.send(new CreateStateMachineCommand({ ...request, publish: true }))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  it('that does not parse is refused in the words of the service', async () => {
    const { sfn } = await stage();

    await expect(
      sfn.send(new CreateStateMachineCommand({ name: 'Bad', definition: '{"StartAt":"A","States":{}}', roleArn: role })),
    ).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringContaining('SCHEMA_VALIDATION_FAILED'),
    });
    expect(await sfn.send(new ValidateStateMachineDefinitionCommand({ definition: '{}' }))).toMatchObject({ result: 'FAIL' });
  });

  it('that is updated leaves running executions as they are', async () => {
    const { server, sfn, create, ended } = await stage({ time: 'virtual', startTime: '2030-01-01T00:00:00Z' });
    const waits = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Only' }, Only: { Type: 'Pass', Result: 'old', End: true } },
    };
    const stateMachineArn = await create('Orders', waits);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));

    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(pass('new')) }));
    const other = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await timeOf(server).advance(60);

    expect((await ended(executionArn)).output).toBe('"old"');
    expect((await ended(other.executionArn)).output).toBe('"new"');
  });

  it('routes an alias by weights to versions, and tells which one ran', async () => {
    const { sfn, create, ended } = await stage();
    const stateMachineArn = await create('Orders', pass(1), { publish: true });
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(pass(2)), publish: true }));
    const routingConfiguration = [1, 2].map((number) => ({ stateMachineVersionArn: `${stateMachineArn}:${number}`, weight: 50 }));
    const { stateMachineAliasArn } = await sfn.send(new CreateStateMachineAliasCommand({ name: 'live', routingConfiguration }));

    const ran = [];
    for (let count = 0; count < 40; count++) {
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }));
      const { output, stateMachineVersionArn, stateMachineAliasArn: by } = await ended(executionArn);
      expect([by, stateMachineVersionArn]).toEqual([stateMachineAliasArn, `${stateMachineArn}:${output}`]);
      ran.push(output);
    }

    const first = ran.filter((output) => output === '1').length;
    expect(first).toBeGreaterThan(8);
    expect(first).toBeLessThan(32);
  });

  it('publishes again only what has changed', async () => {
    const { sfn, create } = await stage();
    const stateMachineArn = await create('Orders', pass(1), { publish: true });
    const again = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: JSON.stringify(pass(2)) }));
    const next = await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn, description: 'second' }));

    expect(again.stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
    expect(next.stateMachineVersionArn).toBe(`${stateMachineArn}:2`);
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: `${stateMachineArn}:2` }))).toMatchObject({
      description: 'second',
    });
    expect((await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn }))).stateMachineVersions).toHaveLength(2);
  });

  // AWS re:Post "stuck in DELETING"; the API reference says that executions end on their next transition.
  it('that is deleted lets its executions run until their next transition, and is gone with the last', async () => {
    const { server, sfn, create } = await stage({ time: 'virtual' });
    const definition = { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 60, Next: 'D' }, D: { Type: 'Pass', End: true } } };
    const stateMachineArn = await create('Orders', definition);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    const describe = () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const execution = () => sfn.send(new DescribeExecutionCommand({ executionArn }));

    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));

    expect((await describe()).status).toBe('DELETING');
    expect((await execution()).status).toBe('RUNNING');
    const refused = { name: 'StateMachineDeleting' };
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject(refused);
    await expect(sfn.send(new UpdateStateMachineCommand({ stateMachineArn, roleArn: role }))).rejects.toMatchObject(refused);
    await expect(sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }))).rejects.toMatchObject(refused);
    await expect(create('Orders', definition)).rejects.toMatchObject(refused);
    await timeOf(server).advance(60);
    expect(await execution()).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause: 'State machine Orders has been deleted.' });
    await expect(describe()).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
    expect(await create('Orders', definition)).toBe(stateMachineArn);
  });

  it('that is deleted is gone at once where nothing runs, or where it is Express', async () => {
    const { sfn, create } = await stage();
    for (const type of ['STANDARD', 'EXPRESS'] as const) {
      const stateMachineArn = await create(type, pass(1), { type });
      await sfn.send(new StartExecutionCommand({ stateMachineArn }));

      await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));

      await expect(sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).rejects.toMatchObject({
        name: 'StateMachineDoesNotExist',
      });
    }
  });
});

describe('lists', () => {
  it('come in pages, whatever is added or deleted meanwhile', async () => {
    const { sfn, create } = await stage();
    for (const name of ['a', 'b', 'c', 'd', 'e']) await create(name, pass(name));

    const first = await sfn.send(new ListStateMachinesCommand({ maxResults: 2 }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: `${account}:stateMachine:d` }));
    await create('f', pass('f'));
    const second = await sfn.send(new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken as string }));

    expect(first.stateMachines?.map(({ name }) => name)).toEqual(['e', 'd']);
    expect(second.stateMachines?.map(({ name }) => name)).toEqual(['c', 'b']);
    await expect(sfn.send(new ListActivitiesCommand({ nextToken: first.nextToken as string }))).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });
});

describe('tags', () => {
  it('are added, overwritten and removed, at most fifty', async () => {
    const { sfn, create } = await stage();
    const resourceArn = await create('Orders', pass(1));
    const fifty = Array.from({ length: 50 }, (_, index) => ({ key: `k${index}`, value: '' }));

    await sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'k0', value: 'first' }] }));
    await sfn.send(new TagResourceCommand({ resourceArn, tags: fifty }));
    await expect(sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'more', value: '' }] }))).rejects.toMatchObject({
      name: 'TooManyTags',
      resourceName: resourceArn,
    });
    await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: fifty.slice(1).map(({ key }) => key) }));

    expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([{ key: 'k0', value: '' }]);
    await expect(sfn.send(new TagResourceCommand({ resourceArn: `${resourceArn}2`, tags: [] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
    });
  });
});

describe('TestState', () => {
  it('runs one state with a mock', async () => {
    const { sfn } = await stage();
    const definition = JSON.stringify({
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn: 't', Message: 'm' },
      Next: 'After',
    });

    expect(await sfn.send(new TestStateCommand({ definition, mock: { result: '{"MessageId":"1"}' } }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"MessageId":"1"}',
      nextState: 'After',
    });
  });
});

describe('activities', () => {
  it('are refused with a key of the customer that is not named, as state machines are', async () => {
    const { sfn } = await stage();
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY' } as const;

    await expect(sfn.send(new CreateActivityCommand({ name: 'Confirm', encryptionConfiguration }))).rejects.toMatchObject({
      name: 'InvalidEncryptionConfiguration',
    });
  });

  it('of one name are one', async () => {
    const { sfn } = await stage();
    const first = await sfn.send(new CreateActivityCommand({ name: 'Pick' }));
    const again = await sfn.send(new CreateActivityCommand({ name: 'Pick' }));

    expect(again).toMatchObject({ activityArn: first.activityArn, creationDate: first.creationDate });
  });
});
