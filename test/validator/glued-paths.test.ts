import { validate } from '../../src/validator';
import { machineOf, pass } from './machines';

const found = (text: string): readonly (string | undefined)[] =>
  validate(machineOf({ ...pass, Parameters: { deep: [{ text }] } })).diagnostics.map(({ rule, hint }) => `${rule}: ${hint}`);

test.each([
  ['Hello $.name', "States.Format('Hello {}', $.name)"],
  ['s3://bucket/$.key.name', "States.Format('s3://bucket/{}', $.key.name)"],
  ['id: $.id, done', "States.Format('id: {}, done', $.id)"],
  ["it's $.name", "States.Format('it\\\\'s {}', $.name)"],
])('PATH_IN_TEXT: %s should be %s', (text, call) => {
  expect(found(text)).toEqual([`PATH_IN_TEXT: write "text.$": "${call}"`]);
});

test.each([
  ['a path of another language in quotes', "select json_value(x, '$.a')"],
  ['a path of another language in brackets', 'x[$.a]'],
  ['a filter', '{ ($.level = "ERROR") }'],
  ['a price', 'it costs $.50'],
  ['a placeholder', ['https://', '$', '{Api}/x'].join('')],
])('PATH_IN_TEXT: says nothing of %s', (_, text) => {
  expect(found(text)).toEqual([]);
});

test.each([
  ['a Lambda task', 'arn:aws:states:::lambda:invoke', []],
  ['a function by its ARN', 'arn:aws:lambda:us-east-1:123456789012:function:f', []],
  ['a task of the SDK', 'arn:aws:states:::aws-sdk:s3:listBuckets', ['UNREACHABLE_ERROR_HANDLER']],
])('a retrier for errors of Lambda on %s', (_, Resource, expected) => {
  const task = { Type: 'Task', Resource, TimeoutSeconds: 5, End: true };
  const Retry = [{ ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException'] }];
  const Parameters = Resource.endsWith('invoke') ? { FunctionName: 'f' } : undefined;

  const { diagnostics } = validate(machineOf({ ...task, Retry, ...(Parameters ? { Parameters } : {}) }));

  expect(diagnostics.map(({ rule }) => rule)).toEqual(expected);
});
