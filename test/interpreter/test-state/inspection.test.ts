import { testState } from '../../../src/interpreter';
import { ask, FUNCTION, type Question } from './ask';

const PASS = { Type: 'Pass', End: true };
const PROCESSOR = { StartAt: 'P', States: { P: PASS } };
const DISTRIBUTED = { ...PROCESSOR, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const JSONATA = { QueryLanguage: 'JSONata' };
const BRANCHES = [PROCESSOR];
const INPUT = { a: { b: 1 }, list: [1, 2, 3] };

/** What each level adds to the input. */
const shown: readonly (readonly [string, Question, object])[] = [
  ['Pass', { definition: PASS }, { afterInputPath: INPUT, afterParameters: INPUT, afterResultSelector: INPUT, afterResultPath: INPUT }],
  [
    'Pass with every field',
    { definition: { ...PASS, InputPath: '$.a', Parameters: { 'x.$': '$.b' }, ResultPath: '$.a', OutputPath: '$.a' } },
    { afterInputPath: { b: 1 }, afterParameters: { x: 1 }, afterResultSelector: { x: 1 }, afterResultPath: { ...INPUT, a: { x: 1 } } },
  ],
  [
    'Pass with a Result',
    { definition: { ...PASS, InputPath: '$.a', Result: 7, ResultPath: '$.r' } },
    { result: 7, afterResultSelector: 7, afterResultPath: { ...INPUT, r: 7 } },
  ],
  ['Pass in JSONata', { definition: { ...PASS, ...JSONATA, Output: '{% $states.input.a.b %}' } }, {}],
  ['Choice', { definition: { Type: 'Choice', Choices: [{ Variable: '$.a.b', NumericEquals: 1, Next: 'N' }] } }, { afterInputPath: INPUT }],
  ['Choice in JSONata', { definition: { Type: 'Choice', ...JSONATA, Choices: [{ Condition: '{% true %}', Next: 'N' }] } }, {}],
  ['Wait', { definition: { Type: 'Wait', Seconds: 3, InputPath: '$.a', Next: 'N' } }, { afterInputPath: { b: 1 } }],
  ['Succeed', { definition: { Type: 'Succeed' } }, { afterInputPath: INPUT }],
  ['Fail', { definition: { Type: 'Fail', Error: 'E' } }, { afterInputPath: INPUT }],
  ['Fail in JSONata', { definition: { Type: 'Fail', ...JSONATA, Error: '{% "E" %}' } }, {}],
  [
    'Task',
    {
      definition: {
        Type: 'Task',
        Resource: FUNCTION,
        Parameters: { 'x.$': '$.a' },
        ResultSelector: { 'y.$': '$.r' },
        ResultPath: '$.o',
        End: true,
      },
      result: { r: 2 },
    },
    {
      afterInputPath: INPUT,
      afterParameters: { x: { b: 1 } },
      result: { r: 2 },
      afterResultSelector: { y: 2 },
      afterResultPath: { ...INPUT, o: { y: 2 } },
    },
  ],
  [
    'Task in JSONata',
    {
      definition: {
        Type: 'Task',
        Resource: FUNCTION,
        ...JSONATA,
        Arguments: { x: '{% $states.input.a.b + 1 %}' },
        Output: { y: '{% $states.result %}' },
        End: true,
      },
      result: 3,
    },
    { afterArguments: { x: 2 }, result: 3 },
  ],
  [
    'Task that fails',
    { definition: { Type: 'Task', Resource: FUNCTION, End: true }, error: { error: 'E' } },
    { afterInputPath: INPUT, afterParameters: INPUT },
  ],
  [
    'Parallel',
    { definition: { Type: 'Parallel', InputPath: '$.a', Branches: BRANCHES, ResultPath: '$.o', End: true }, result: [5] },
    { afterResultSelector: [5], afterResultPath: { ...INPUT, o: [5] } },
  ],
  [
    'Parallel in JSONata',
    { definition: { Type: 'Parallel', ...JSONATA, Branches: BRANCHES, Arguments: { x: 1 }, End: true }, result: [5] },
    {},
  ],
  [
    'Map',
    {
      definition: {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemSelector: { 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index' },
        ItemProcessor: PROCESSOR,
        ResultPath: null,
        End: true,
      },
      result: [4, 5, 6],
    },
    {
      afterInputPath: INPUT,
      afterItemsPath: [1, 2, 3],
      afterItemSelector: [
        { v: 1, i: 0 },
        { v: 2, i: 1 },
        { v: 3, i: 2 },
      ],
      maxConcurrency: 0,
      afterResultSelector: [4, 5, 6],
      afterResultPath: INPUT,
    },
  ],
  [
    'Map in batches, with its limits',
    {
      definition: {
        Type: 'Map',
        ...JSONATA,
        Items: '{% $states.input.list %}',
        ItemBatcher: { MaxItemsPerBatch: 2 },
        MaxConcurrency: '{% 1 + 1 %}',
        ToleratedFailureCount: 1,
        ToleratedFailurePercentage: 50,
        ItemProcessor: DISTRIBUTED,
        End: true,
      },
      result: [1, 2],
    },
    { afterItemBatcher: [{ Items: [1, 2] }, { Items: [3] }], maxConcurrency: 2, toleratedFailureCount: 1, toleratedFailurePercentage: 50 },
  ],
  [
    'Map whose reader is told what it reads',
    {
      definition: {
        Type: 'Map',
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          ReaderConfig: { InputType: 'JSON', ItemsPointer: '/rows' },
          Parameters: { Bucket: 'b', Key: 'k' },
        },
        ItemProcessor: DISTRIBUTED,
        End: true,
      },
      result: [8, 9],
      stateConfiguration: { mapItemReaderData: '{"rows":["x","y"]}' },
    },
    { afterInputPath: INPUT, afterItemsPointer: ['x', 'y'], maxConcurrency: 0, afterResultSelector: [8, 9], afterResultPath: [8, 9] },
  ],
];

describe('The inspection shows', () => {
  test.each(shown)('of a %s: the input and its own steps, at DEBUG as at TRACE', async (_, question, steps) => {
    const expected = { input: INPUT, ...steps };

    expect((await ask({ ...question, input: INPUT, inspectionLevel: 'DEBUG' })).inspectionData).toEqual(expected);
    expect((await ask({ ...question, input: INPUT, inspectionLevel: 'TRACE' })).inspectionData).toEqual(expected);
  });

  test.each(shown)('of a %s: nothing at INFO, the level when none is given', async (_, question) => {
    expect(await ask({ ...question, input: INPUT })).not.toHaveProperty('inspectionData');
    expect(await ask({ ...question, input: INPUT, inspectionLevel: 'INFO' })).not.toHaveProperty('inspectionData');
  });

  test('the steps up to the one that failed', async () => {
    const definition = { Type: 'Task', Resource: FUNCTION, ResultSelector: { 'y.$': '$.no' }, End: true };

    expect(await ask({ definition, result: { r: 1 }, inspectionLevel: 'DEBUG' })).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `The JSONPath '$.no' specified for the field 'y.$' could not be found in the input '{"r":1}'`,
      inspectionData: { input: {}, afterInputPath: {}, afterParameters: {}, result: { r: 1 } },
    });
  });

  test('the variables that were given and those the state assigns', async () => {
    const definition = { ...PASS, Assign: { 'two.$': '$.a.b' } };

    expect((await ask({ definition, input: INPUT, variables: { one: 'x' }, inspectionLevel: 'DEBUG' })).inspectionData).toMatchObject({
      variables: { one: 'x', two: 1 },
    });
    expect((await ask({ definition: PASS, variables: {}, inspectionLevel: 'DEBUG' })).inspectionData).not.toHaveProperty('variables');
  });

  test('one and the same value for an expression that never gives the same twice', async () => {
    const definition = { Type: 'Task', Resource: FUNCTION, ResultSelector: { 'id.$': 'States.UUID()' }, End: true };

    const { output, inspectionData } = await ask({ definition, result: 1, inspectionLevel: 'DEBUG' });

    expect(inspectionData).toMatchObject({ afterResultSelector: output, afterResultPath: output });
  });
});

describe('The state sees', () => {
  const context = { ...PASS, ...JSONATA, Output: '{% $states.context %}' };

  test('an Express execution of a machine of its own, named StateName', async () => {
    const { output } = (await ask({ definition: context, input: 5, roleArn: 'arn:aws:iam::111111111111:role/r' })) as {
      output: { Execution: { Id: string; Name: string }; StateMachine: { Name: string } };
    };

    expect(output).toMatchObject({ Execution: { Input: 5, RoleArn: 'arn:aws:iam::111111111111:role/r' }, State: { Name: 'StateName' } });
    expect(output.Execution.Id).toBe(`arn:aws:states:us-east-1:111111111111:express:${output.StateMachine.Name}:${output.Execution.Name}`);
    expect(output).not.toHaveProperty('State.RetryCount');
  });

  test('the retries it is told of, where a state may retry', async () => {
    const definition = { Type: 'Task', Resource: FUNCTION, ...JSONATA, Output: '{% $states.context.State.RetryCount %}', End: true };

    expect(await ask({ definition, result: 1, stateConfiguration: { retrierRetryCount: 2 } })).toMatchObject({ output: 2 });
  });

  test('the first item, in a Map', async () => {
    const inner = { ...PASS, ...JSONATA, Output: '{% $states.context.Map %}' };
    const definition = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I: inner } }, End: true } } };

    expect(await ask({ definition, stateName: 'I', input: 'x' })).toMatchObject({ output: { Item: { Index: 0, Value: 'x' } } });
  });

  test('the context it is given, and the token in it', async () => {
    const definition = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: { 'MessageBody.$': '$$.Task.Token' },
      ResultSelector: { 'seen.$': '$$' },
      End: true,
    };
    const given = { Execution: { Name: 'e' }, Task: { Token: 't' } };

    expect(await ask({ definition, result: {}, context: given, inspectionLevel: 'DEBUG' })).toMatchObject({
      output: { seen: given },
      inspectionData: { afterParameters: { MessageBody: 't' } },
    });
  });

  test('JSON as it is spelled when it goes through unchanged', async () => {
    await expect(testState({ definition: JSON.stringify({ Type: 'Succeed' }), input: '{ "a" : 1.0 }' })).resolves.toEqual({
      status: 'SUCCEEDED',
      output: '{ "a" : 1.0 }',
    });
  });
});
