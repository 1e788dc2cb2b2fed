import 'drystep/jest';
import { Duration, Stack } from 'aws-cdk-lib';
import { DefinitionBody, Fail, IntegrationPattern, StateMachine, Timeout } from 'aws-cdk-lib/aws-stepfunctions';
import { GlueStartJobRun } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { submitted, testApp, testMachine } from 'drystep/testing';

const stack = new Stack(testApp(), 'Reports');
const job = new GlueStartJobRun(stack, 'Crunch', {
  glueJobName: 'crunch',
  integrationPattern: IntegrationPattern.RUN_JOB, // states:::glue:startJobRun.sync
  taskTimeout: Timeout.duration(Duration.hours(2)),
});
job.addCatch(new Fail(stack, 'Too Slow', { error: 'TooSlow' }), { errors: ['States.Timeout'] });
new StateMachine(stack, 'Report', { definitionBody: DefinitionBody.fromChainable(job) });
const report = testMachine(stack);

test('goes on when the job is done', async () => {
  report.mock('Crunch').returns({ JobRunState: 'SUCCEEDED', Id: 'jr-1' });

  expect(await report.execute()).toSucceedWith({ JobRunState: 'SUCCEEDED', Id: 'jr-1' });
});

test('fails when the job does, as Step Functions reports it', async () => {
  report.mock('Crunch').fails('States.TaskFailed', JSON.stringify({ JobRunState: 'FAILED', ErrorMessage: 'no data' }));

  expect(await report.execute()).toFailWith('States.TaskFailed', /no data/);
});

test('says first that the job was accepted', async () => {
  report.mock('Crunch').returns(() => submitted({ JobRunId: 'jr-1' }, () => ({ JobRunState: 'SUCCEEDED', Id: 'jr-1' })));

  const { history } = await report.execute();

  expect(history.find(({ type }) => type === 'TaskSubmitted')?.taskSubmittedEventDetails?.output).toBe('{"JobRunId":"jr-1"}');
});

test('gives up on a job that takes too long', async () => {
  report.mock('Crunch').timesOut();

  expect(await report.execute()).toFailWith('TooSlow');
});

test('starts the job with its name, and hands on what it knew when the job is too slow', async () => {
  report.mock('Crunch').returns({ JobRunState: 'SUCCEEDED', Id: 'jr-1' });
  await report.execute();
  expect(report.calls('Crunch')[0]?.input).toEqual({ JobName: 'crunch', Timeout: 120 });

  report.mock('Crunch').timesOut();
  expect(await report.execute()).toHaveStateInput('Too Slow', { Error: 'States.Timeout', Cause: '' });
});
