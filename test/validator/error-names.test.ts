import { validate } from '../../src/validator';

const catching = (...names: readonly string[]) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
      Catch: [{ ErrorEquals: names, ResultPath: '$.error', Next: 'Caught' }],
      End: true,
    },
    Caught: { Type: 'Pass', End: true },
  },
});

const warnings = (...names: readonly string[]) =>
  validate(catching(...names)).diagnostics.map(({ message, hint }) => `${message}. ${hint}`);

describe('names of the specification that AWS never gives', () => {
  test.each([
    [
      'States.NoChoiceMatched',
      'State "Each": AWS never gives States.NoChoiceMatched: when no rule of a Choice matched and it has no Default, the error is States.Runtime, which can be neither retried nor caught. give the Choice a "Default"',
    ],
    [
      'States.ResultPathMatchFailure',
      'State "Each": AWS never gives States.ResultPathMatchFailure: when ResultPath cannot be applied to the input, the error is States.ReferencePathConflict. name "States.ReferencePathConflict"',
    ],
    [
      'States.ParameterPathFailure',
      'State "Each": AWS never gives States.ParameterPathFailure: when a path in a payload template found nothing, the error is States.Runtime, which can be neither retried nor caught. test the path with "IsPresent" in a Choice before this state',
    ],
    [
      'States.IntrinsicFailure',
      'State "Each": AWS never gives States.IntrinsicFailure: when an intrinsic function failed, the error is States.Runtime, which can be neither retried nor caught. check the arguments of the function in a Choice before this state',
    ],
  ])('a catcher of %s is told of', (name, warning) => {
    expect(warnings(name)).toEqual([warning]);
    expect(warnings('Busy', name)).toEqual([warning]);
  });

  test('what AWS gives in their place is a name like others', () => {
    expect(warnings('States.ReferencePathConflict', 'Busy')).toEqual([]);
  });
});

describe('the status that an HTTP task fails with', () => {
  const retrying = (resource: string) => ({
    StartAt: 'Ask',
    States: {
      Ask: { Type: 'Task', Resource: resource, Parameters: {}, Retry: [{ ErrorEquals: ['States.Http.StatusCode.503'] }], End: true },
    },
  });
  const found = (definition: object) => validate(definition).diagnostics.filter(({ rule }) => rule === 'ERROR_NAME');

  test('is a name that an HTTP task retries, and what is around it catches', () => {
    expect(found(retrying('arn:aws:states:::http:invoke'))).toEqual([]);
    expect(found(catching('States.Http.StatusCode.503'))).toEqual([]);
  });

  test('is told of where a task calls another service, and where it is misspelt', () => {
    expect(found(retrying('arn:aws:states:::dynamodb:getItem'))).toHaveLength(1);
    expect(found(catching('States.Http.StatusCodes.503'))).toHaveLength(1);
  });
});

describe('names of services that are nearly right', () => {
  test.each([
    ['Lambda.TooManyRequests', 'there is no error "Lambda.TooManyRequests". did you mean "Lambda.TooManyRequestsException"?'],
    ['Lambda.ServiceExeption', 'there is no error "Lambda.ServiceExeption". did you mean "Lambda.ServiceException"?'],
    [
      'DynamoDb.ConditionalCheckFailed',
      'there is no error "DynamoDb.ConditionalCheckFailed". did you mean "DynamoDb.ConditionalCheckFailedException"?',
    ],
    ['Lambda.*', '"Lambda.*" is compared letter by letter, and "*" stands for nothing else. name each error, or "States.ALL"'],
  ])('a catcher of %s is told of', (name, warning) => {
    expect(warnings(name)).toEqual([`State "Each": ${warning}`]);
  });

  test.each(['Lambda.TooManyRequestsException', 'Lambda.Unknown', 'Lambda.OrderTooLarge', 'TooManyRequests', 'Order*Failed'])(
    'not of %s',
    (name) => {
      expect(warnings(name)).toEqual([]);
    },
  );
});
