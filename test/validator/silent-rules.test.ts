import type { JsonValue } from '../../src/asl';
import type { ValidateOptions } from '../../src/validator';
import { lambda, machineOf, pass, rulesFor } from './machines';

describe('rules that must stay silent', () => {
  test.each<[string, JsonValue, ValidateOptions?]>([
    ['a retried Lambda task with a timeout', machineOf(lambda)],
    [
      'a machine-wide timeout',
      {
        ...(machineOf({
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Parameters: { QueueUrl: 'q', MessageBody: 'm' },
          End: true,
        }) as object),
        TimeoutSeconds: 60,
      },
    ],
    [
      'a callback that passes the context object',
      machineOf({
        ...lambda,
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'f', 'Payload.$': '$$' },
      }),
    ],
    [
      'a callback in JSONata',
      machineOf({
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
        TimeoutSeconds: 5,
        End: true,
      }),
    ],
    [
      'a user error that begins like a reserved one',
      machineOf({ ...lambda, Retry: [{ ErrorEquals: ['StatesOfAffairs'] }, { ErrorEquals: ['States.ALL'] }] }),
    ],
    [
      'a catcher that leads to a Fail state',
      machineOf({ ...lambda, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'F' }] }, { F: { Type: 'Fail', Error: 'E' } }),
    ],
    [
      'an inner variable after an outer of another name',
      machineOf({
        Type: 'Parallel',
        End: true,
        Assign: { v: 1 },
        Branches: [{ StartAt: 'B', States: { B: { ...pass, Assign: { v: 2 } } } }],
      }),
    ],
    [
      'variables that hide a built-in function, read alone, with a field and in a larger expression',
      {
        QueryLanguage: 'JSONata',
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { error: '{% $states.input %}', count: 1, lookup: 2, used: 3 }, Next: 'B' },
          B: { Type: 'Pass', Output: { e: '{% $error.Cause %}', c: '{% $count + $used %}', l: '{% $lookup %}' }, End: true },
        },
      },
    ],
    [
      'variables bound inside an expression',
      machineOf({
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: '{% ($f := function($x) { $x.y }; $map($states.input.items, $f)) %}',
        End: true,
      }),
    ],
    [
      '$ inside a predicate',
      machineOf({
        Type: 'Pass',
        QueryLanguage: 'JSONata',
        Output: '{% $states.input.items[$.price > 3 and name = "x"].name %}',
        End: true,
      }),
    ],
    [
      '$states.errorOutput in a catcher',
      machineOf(
        {
          Type: 'Task',
          QueryLanguage: 'JSONata',
          Resource: lambda.Resource,
          Arguments: { FunctionName: 'f' },
          Output: '{% $states.result.Payload %}',
          TimeoutSeconds: 5,
          Retry: lambda.Retry,
          Catch: [{ ErrorEquals: ['X'], Output: '{% $states.errorOutput %}', Next: 'F' }],
          End: true,
        },
        { F: { Type: 'Fail' } },
      ),
    ],
    [
      'a variable of the context around',
      {
        StartAt: 'A',
        States: {
          A: { Type: 'Pass', Assign: { v: 1 }, Next: 'M' },
          M: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'B', States: { B: { ...pass, Parameters: { 'x.$': '$v' } } } } },
        },
      },
    ],
    [
      'a path that an earlier state keeps',
      machineOf({ Type: 'Pass', Result: 1, ResultPath: '$.one', Next: 'B' }, { B: { ...pass, InputPath: '$.other' } }),
    ],
    [
      'a path in a loop that builds data up',
      machineOf(
        { Type: 'Pass', Result: {}, Next: 'B' },
        {
          B: { Type: 'Pass', Result: 1, ResultPath: '$.n', Next: 'C' },
          C: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericEquals: 1, Next: 'D' }], Default: 'B' },
          D: pass,
        },
      ),
    ],
    [
      'a presence check',
      machineOf(
        { Type: 'Pass', Result: { a: 1 }, Next: 'C' },
        { C: { Type: 'Choice', Choices: [{ Variable: '$.b', IsPresent: true, Next: 'D' }], Default: 'D' }, D: pass },
      ),
    ],
    [
      ".sync in the EXPRESS machine's place for it: a STANDARD one",
      machineOf({ ...lambda, Resource: 'arn:aws:states:::ecs:runTask.sync', Parameters: { TaskDefinition: 't' } }),
    ],
    ['a placeholder as a Resource', machineOf({ ...lambda, Resource: ['$', '{Function.Arn}'].join('') })],
    [
      'a JSON literal in a condition',
      machineOf({ Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: true, Next: 'B' }], Default: 'B' }, { B: pass }),
    ],
  ])('%s', (_, definition, options = {}) => {
    expect(rulesFor(definition, options)).toEqual([]);
  });
});
