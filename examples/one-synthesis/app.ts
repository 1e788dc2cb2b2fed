import { App, Duration, Stack } from 'aws-cdk-lib';
import { DefinitionBody, StateMachine, Wait, WaitTime } from 'aws-cdk-lib/aws-stepfunctions';

const app = new App();
const stack = new Stack(app, 'Shop');
const hours = process.env.STAGE === 'live' ? 24 : 1;

new StateMachine(stack, 'Reminder', {
  definitionBody: DefinitionBody.fromChainable(new Wait(stack, 'Sleep', { time: WaitTime.duration(Duration.hours(hours)) })),
});
