import { refuseMachineRequest } from '../../src/validator';

const group = (name: string) => ({ cloudWatchLogsLogGroup: { logGroupArn: `arn:aws:logs:us-east-1:111111111111:log-group:${name}:*` } });
const refused = {
  code: 'InvalidLoggingConfiguration',
  message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.',
};

test.each([
  ['logging without a destination', { loggingConfiguration: { level: 'ERROR' } }, refused],
  ['logging to two destinations', { loggingConfiguration: { level: 'ALL', destinations: [group('a'), group('b')] } }, refused],
  ['logging to one destination', { loggingConfiguration: { level: 'ALL', destinations: [group('a')] } }, undefined],
  ['logging switched off', { loggingConfiguration: { level: 'OFF' } }, undefined],
  [
    'an update of a version',
    { stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders:2' },
    {
      code: 'StateMachineDoesNotExist',
      message: "State Machine Does Not Exist: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders:2'",
    },
  ],
  ['an update of the machine', { stateMachineArn: 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders', roleArn: 'r' }, undefined],
])('Machine request: judges %s as the service does', (_what, request, refusal) => {
  expect(refuseMachineRequest(request)).toEqual(refusal);
});
