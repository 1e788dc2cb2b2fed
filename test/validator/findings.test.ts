import type { JsonValue } from '../../src/asl';
import type { ValidateOptions } from '../../src/validator';
import { lambda, machineOf, pass, rulesFor } from './machines';

describe('rules with several findings', () => {
  test.each<[string, JsonValue, string[], ValidateOptions?]>([
    [
      'the items of a distributed Map see no outer variable',
      {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { v: 1 }, Next: 'M' },
          M: {
            Type: 'Map',
            End: true,
            ItemProcessor: {
              ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
              StartAt: 'B',
              States: { B: { ...pass, Parameters: { 'x.$': '$v' } } },
            },
          },
        },
      },
      ['UNDEFINED_VARIABLE'],
    ],
    [
      'an activity in an EXPRESS machine',
      machineOf({ ...lambda, Resource: 'arn:aws:states:us-east-1:123456789012:activity:a' }),
      ['EXPRESS_UNSUPPORTED'],
      { type: 'EXPRESS' },
    ],
    [
      'a callback in the EXPRESS children of a distributed Map',
      machineOf({
        Type: 'Map',
        End: true,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'B',
          States: {
            B: {
              ...lambda,
              Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
            },
          },
        },
      }),
      ['EXPRESS_UNSUPPORTED'],
    ],
    ['a misspelt pattern', machineOf({ ...lambda, Resource: 'arn:aws:states:::lambda:invoke.synchronous' }), ['UNKNOWN_RESOURCE']],
    [
      'a version without a name',
      machineOf({ ...lambda, Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f:' }),
      ['UNKNOWN_RESOURCE'],
    ],
    ['ResultPath to the context object', machineOf({ ...pass, Result: 1, ResultPath: '$$.x' }), ['INVALID_PATH']],
    ['a slice where one place is wanted', machineOf({ Type: 'Wait', SecondsPath: '$.x[0:1]', End: true }), ['INVALID_PATH']],
    ['an intrinsic that gives no text as a Cause', machineOf({ Type: 'Fail', CausePath: 'States.MathAdd(1, 2)' }), ['INVALID_PATH']],
    ['$eval', machineOf({ Type: 'Pass', QueryLanguage: 'JSONata', Output: "{% $eval('1') %}", End: true }), ['UNKNOWN_FUNCTION']],
    [
      'errors lose the input',
      machineOf(
        {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
          Retry: lambda.Retry,
          TimeoutSeconds: 3,
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
          End: true,
        },
        { B: { ...pass, InputPath: '$.orderId' } },
      ),
      ['CATCH_LOSES_INPUT', 'IMPOSSIBLE_PATH'],
    ],
    [
      'a whole JSONata path into nothing',
      machineOf(
        { Type: 'Pass', QueryLanguage: 'JSONata', Output: { a: 1 }, Next: 'B' },
        { B: { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input.b %}', End: true } },
      ),
      ['IMPOSSIBLE_PATH'],
    ],
  ])('%s', (_, definition, expected, options = {}) => {
    expect(rulesFor(definition, options)).toEqual(expected);
  });
});
