import { validate } from 'drystep/validator';

const machine = (state: object, QueryLanguage: string) => ({
  StartAt: 'A',
  QueryLanguage,
  States: { A: { Type: 'Pass', ...state, End: true } },
});

/** The state in a Map, as a task. */
const inMap = (state: object) => ({
  StartAt: 'M',
  States: {
    M: {
      Type: 'Map',
      ItemSelector: { 'n.$': '$$.Map.Item.Index' },
      ItemProcessor: {
        StartAt: 'A',
        States: {
          A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', TimeoutSeconds: 60, ...state, End: true },
        },
      },
      End: true,
    },
  },
});

function found(definition: object): string[] {
  return validate(definition).diagnostics.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`);
}

// The developer guide, "Accessing execution data from the Context object".
describe('Fields of the context object', () => {
  test.each([
    ['$$.Execution.ID', '$$.Execution has Id,'],
    ["States.Format('{}', $$.State.RetryCounts)", '$$.State has EnteredTime, Name, RetryCount'],
    ['$$.Map.Item.Val', '$$.Map.Item has Index, Key, Source, Value'],
    ["$$['StateMachine']['Arn']", '$$.StateMachine has Id, Name'],
    ['$$.Execution.Name.First', '$$.Execution.Name has no fields'],
    ['$$.Workflow', '$$ has Execution, Map, State, StateMachine, Task'],
  ])('warns of %s', (path, said) => {
    expect(validate(machine({ Parameters: { 'a.$': path } }, 'JSONPath')).diagnostics).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        code: 'CONTEXT_FIELD',
        pointer: '/States/A/Parameters/a.$',
        message: expect.stringContaining(said),
      }),
    ]);
  });

  test('warns of one inside of an expression, and names the nearest', () => {
    expect(validate(machine({ Output: "{% 'id ' & $states.context.Task.token %}" }, 'JSONata')).diagnostics).toEqual([
      expect.objectContaining({ code: 'CONTEXT_FIELD', hint: 'did you mean "$states.context.Task.Token"?' }),
    ]);
  });

  test.each([
    '$$',
    '$$.Execution.Input.anything.at.all',
    '$$.Execution.RedriveTime',
    '$.Execution.ID',
    "States.Format('$$.Execution.ID {}', $.a)",
  ])('leaves %s alone', (path) => {
    expect(found(machine({ Parameters: { 'a.$': path } }, 'JSONPath'))).toEqual([]);
  });

  test.each(['$$.Map.Item.Value.id', '$$.Map.Item.Source', '$$.Task.Token'])('leaves %s alone in a task of a Map', (path) => {
    expect(
      found(inMap({ Parameters: { QueueUrl: 'q', MessageBody: '', 'MessageGroupId.$': path } })).filter((each) => !each.includes('TOKEN')),
    ).toEqual([]);
  });

  // The developer guide: only .waitForTaskToken and activities have a token. A .sync call of startExecution has one on AWS (recorded).
  test.each([
    ['arn:aws:states:::sqs:sendMessage', 'add ".waitForTaskToken" to the Resource'],
    ['arn:aws:states:::aws-sdk:sqs:sendMessage', 'add ".waitForTaskToken" to the Resource'],
    ['arn:aws:lambda:us-east-1:111111111111:function:f', 'call arn:aws:states:::lambda:invoke.waitForTaskToken'],
  ])('warns of a token that %s does not give out', (Resource, hint) => {
    const Parameters = { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' };

    expect(validate(inMap({ Resource, Parameters, Retry: [{ ErrorEquals: ['States.ALL'] }] })).diagnostics).toEqual([
      expect.objectContaining({
        code: 'CONTEXT_FIELD',
        message: 'State "A": "$$.Task.Token" is never there: the task does not wait for a token',
        hint,
      }),
    ]);
  });

  test.each(['arn:aws:states:us-east-1:111111111111:activity:a', 'arn:aws:states:::states:startExecution.sync', '${Call}'])(
    'leaves a token in a call of %s alone',
    (Resource) => {
      const Parameters = { StateMachineArn: 'a', Input: { 'token.$': '$$.Task.Token' } };

      expect(found(inMap({ Resource, Parameters }))).toEqual([]);
    },
  );

  test.each([
    ['$$.Map.Item.Value.id', '"$$.Map.Item.Value.id" is never there: no Map is around it'],
    ['$$.Task.Token', '"$$.Task.Token" is never there: a Pass state has no task'],
  ])('warns of %s where there is none', (path, said) => {
    expect(validate(machine({ Parameters: { 'a.$': path } }, 'JSONPath')).diagnostics).toEqual([
      expect.objectContaining({ severity: 'WARNING', code: 'CONTEXT_FIELD', message: expect.stringContaining(said) }),
    ]);
    const expression = `{% ${path.replace('$$', '$states.context')} %}`;
    expect(found(machine({ Output: expression }, 'JSONata'))).toEqual(['WARNING CONTEXT_FIELD /States/A/Output']);
  });
});

// A text that is not wholly between {% and %} is no expression (developer guide, "Transforming data with JSONata").
describe('Text that was meant to be an expression', () => {
  test.each([
    '{ $states.input.id %}',
    '$states.input.id',
    ' $states.context.Execution.Id',
    'order {% $states.input.id %} is there',
    ' {% 1 %}',
  ])('is warned of: %s', (text) => {
    expect(found(machine({ Output: { a: text } }, 'JSONata'))).toEqual(['WARNING OPEN_EXPRESSION /States/A/Output/a']);
  });

  test.each(['$.id', '$$.Execution.Id', "States.Format('{}', $.id)"])(
    'is warned of in a state of JSONata, where it is JSONPath: %s',
    (text) => {
      expect(found(machine({ Output: { 'a.$': text } }, 'JSONata'))).toEqual(['WARNING OPEN_EXPRESSION /States/A/Output/a.$']);
      expect(found(machine({ Output: { 'price.$': '12', a: 'see $.id' } }, 'JSONata'))).toEqual([]);
    },
  );

  test('is warned of in a state of JSONPath', () => {
    expect(found(machine({ Parameters: { a: '{% $states.input.id %}' } }, 'JSONPath'))).toEqual([
      'WARNING OPEN_EXPRESSION /States/A/Parameters/a',
    ]);
  });

  test.each(['100 %}', 'Hello {% if user %} there {% endif %}.', '$states', 'costs $5 {%', '$states.inputs of all'])(
    'is not %s',
    (text) => {
      expect(found(machine({ Output: { a: text } }, 'JSONata'))).toEqual([]);
      expect(found(machine({ Parameters: { a: text } }, 'JSONPath')).filter((each) => !each.includes('NO_DOLLAR'))).toEqual([]);
    },
  );
});
