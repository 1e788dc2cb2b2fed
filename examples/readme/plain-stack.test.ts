import 'drystep/jest';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine, TaskInput, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';
import { SqsSendMessage } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { testMachine } from 'drystep/testing';

class ReminderStack extends Stack {
  readonly queue = new Queue(this, 'Queue');

  constructor(app: App) {
    super(app, 'Reminders');
    const sleep = new Wait(this, 'A Month', { time: WaitTime.duration(Duration.days(30)) });
    const remind = new SqsSendMessage(this, 'Remind', { queue: this.queue, messageBody: TaskInput.fromJsonPathAt('$.text') });
    new StateMachine(this, 'Reminder', { definitionBody: DefinitionBody.fromChainable(sleep.next(remind)) });
  }
}

const stack = new ReminderStack(new App());
const reminder = testMachine(stack); // synthesizes; finds the machine in the template

test('reminds after a month', async () => {
  reminder.mock(stack.queue).returns({ MessageId: 'm-1' });

  const execution = await reminder.execute({ text: 'pay the rent' });

  expect(execution).toHaveVisitedExactly('A Month', 'Remind');
  expect(execution.state('Remind')[0]?.input).toEqual({ text: 'pay the rent' });
});

test('waits for thirty days, and no longer', async () => {
  reminder.mock(stack.queue).returns({ MessageId: 'm-1' });

  expect(await reminder.execute({ text: 'pay the rent' })).toHaveTaken({ days: 30 });
});

test('sends the text to the queue, and answers with its message', async () => {
  reminder.mock(stack.queue).returns({ MessageId: 'm-1' });

  expect(await reminder.execute({ text: 'pay the rent' })).toSucceedWith({ MessageId: 'm-1' });
  expect(reminder.calls('Remind')[0]?.input).toMatchObject({ MessageBody: 'pay the rent' });
});
