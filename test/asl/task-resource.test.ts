import { isServiceResource, parseResource, patternOf, recordedNames } from '../../src/asl';

const SERVICES = [
  ['arn:aws:states:::lambda:invoke', 'integration', 'lambda', 'invoke', 'requestResponse'],
  ['arn:aws-cn:states:::ecs:runTask.sync', 'integration', 'ecs', 'runTask', 'runJob'],
  ['arn:aws:states:::states:startExecution.sync:2', 'integration', 'states', 'startExecution', 'runJob'],
  ['arn:aws:states:::sqs:sendMessage.waitForTaskToken', 'integration', 'sqs', 'sendMessage', 'waitForCallback'],
  ['arn:aws:states:::aws-sdk:dynamodb:putItem', 'sdk', 'dynamodb', 'putItem', 'requestResponse'],
  ['arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken', 'sdk', 'sfn', 'startExecution', 'waitForCallback'],
  // What CloudFormation fills in stands in the partition.
  ['arn:${Token[AWS.Partition.3]}:states:::sns:publish', 'integration', 'sns', 'publish', 'requestResponse'],
] as const;

test.each(SERVICES)('%s is a call of a service', (text, kind, service, action, pattern) => {
  expect(parseResource(text)).toMatchObject({ kind, service, action, pattern });
  expect(patternOf(text)).toBe(pattern);
});

test.each([
  ['arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken', 'aws-sdk:sqs', 'sendMessage.waitForTaskToken'],
  ['arn:aws:states:::states:startExecution.sync:2', 'states', 'startExecution.sync:2'],
  ['arn:aws:states:::dynamodb:putItem', 'dynamodb', 'putItem'],
])('histories name the service and the action of %s', (text, resourceType, resource) => {
  const parsed = parseResource(text);
  expect(isServiceResource(parsed) && recordedNames(parsed)).toEqual({ resourceType, resource });
});

test('a resource may name no action', () => {
  expect(parseResource('arn:aws:states:::lambda')).toMatchObject({ kind: 'integration', service: 'lambda', action: '' });
});

test('a suffix that means nothing has no pattern', () => {
  expect(parseResource('arn:aws:states:::lambda:invoke.async')).toMatchObject({ suffix: 'async', pattern: undefined });
  expect(patternOf('arn:aws:states:::lambda:invoke.async')).toBe('requestResponse');
});

test.each([
  ['arn:aws:states:eu-west-1:123456789012:activity:Pack', { kind: 'activity' }, 'activity'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:Pay', { kind: 'lambda', qualifier: undefined }, 'requestResponse'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:Pay:live', { kind: 'lambda', qualifier: 'live' }, 'requestResponse'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:Pay:', { kind: 'lambda', qualifier: '' }, 'requestResponse'],
  ['arn:aws:s3:::bucket', { kind: 'other' }, 'requestResponse'],
  ['__proto__', { kind: 'other' }, 'requestResponse'],
  ['', { kind: 'other' }, 'requestResponse'],
])('%s', (text, meaning, pattern) => {
  expect(parseResource(text)).toEqual(meaning);
  expect(patternOf(text)).toBe(pattern);
});
