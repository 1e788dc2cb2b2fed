import 'drystep/jest';
import { Duration, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, Fail, IntegrationPattern, JsonPath, StateMachine, TaskInput, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Claims');
const review = new SqsSendMessage(stack, 'Review', {
  queue: new Queue(stack, 'Queue'),
  messageBody: TaskInput.fromObject({ claim: JsonPath.stringAt('$.claimId'), token: JsonPath.taskToken }),
  integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
  heartbeatTimeout: Timeout.duration(Duration.hours(1)),
  taskTimeout: Timeout.duration(Duration.days(3)),
});
review.addCatch(new Fail(stack, 'Nobody There', { error: 'NobodyThere' }), { errors: ['States.HeartbeatTimeout'] });
new StateMachine(stack, 'Claim', { definitionBody: DefinitionBody.fromChainable(review) });
const claim = testMachine(stack);

test('waits for the token, and goes on with the answer', async () => {
  const execution = claim.start({ claimId: 'c-1' });
  await execution.waitingFor('Review');

  const [task] = execution.pending;
  expect(task?.input).toMatchObject({ MessageBody: { claim: 'c-1', token: task?.taskToken } });
  task?.succeed({ accepted: true });

  expect(await execution.result()).toSucceedWith({ accepted: true });
});

test('fails with the error that the worker sends', async () => {
  const execution = claim.start({ claimId: 'c-1' });
  await execution.waitingFor('Review');

  execution.pending[0]?.fail('Fraud', 'the photo is from 2009');

  expect(await execution.result()).toFailWith('Fraud', 'the photo is from 2009');
});

test('lives as long as heartbeats come', async () => {
  const execution = claim.start({ claimId: 'c-1' });
  await execution.waitingFor('Review');
  await execution.advance({ minutes: 50 });
  execution.pending[0]?.heartbeat();
  await execution.advance({ minutes: 50 });
  expect(execution.status).toBe('RUNNING');

  await execution.advance({ minutes: 10 });

  expect(await execution.result()).toFailWith('NobodyThere');
});

test('needs no steps where one answer will do', async () => {
  claim.mock('Review').returnsPayload({ accepted: true });

  expect(await claim.execute({ claimId: 'c-1' })).toSucceedWith({ accepted: true });
});

test('asks by the queue, and gives up after three days, however often somebody is heard of', async () => {
  const execution = claim.start({ claimId: 'c-1' });
  await execution.waitingFor('Review');
  expect(execution.pending[0]?.input).toMatchObject({ QueueUrl: expect.stringContaining('Claims-Queue') });

  while (execution.status === 'RUNNING') {
    execution.pending[0]?.heartbeat();
    await execution.advance({ seconds: 3599 });
  }

  expect(execution).toFailWith('States.Timeout');
  expect(execution).toHaveTaken({ days: 3 });
});

test('hands on that nobody was there', async () => {
  const execution = await claim.execute({ claimId: 'c-1' });

  expect(execution).toHaveTaken({ hours: 1 });
  expect(execution).toHaveStateInput('Nobody There', expect.objectContaining({ Error: 'States.Timeout' }));
});
