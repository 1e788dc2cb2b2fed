import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { validate } from 'drystep/validator';

const RESOURCE = 'arn:aws:states:::bedrockagentcore:invokeHarness';
const PARAMETERS = {
  HarnessArn: 'arn:aws:bedrock-agentcore:us-east-1:111111111111:harness/helper',
  'RuntimeSessionId.$': '$$.Execution.Name',
  Messages: [{ Role: 'user', Content: [{ 'Text.$': '$.prompt' }] }],
};

function asking(Resource: string, Parameters: object) {
  return {
    StartAt: 'Ask',
    States: { Ask: { Type: 'Task', Resource, Parameters, OutputPath: '$.Output.Message.Content[0].Text', End: true } },
  };
}

// The developer guide, connect-bedrockagentcore: request and response only, an answer like that of Converse.
describe('A task that invokes a harness of AgentCore', () => {
  test('is valid, and runs', async () => {
    const definition = asking(RESOURCE, PARAMETERS);
    const machine = testMachine(definition);
    machine.mock('Ask').returns({ Output: { Message: { Role: 'assistant', Content: [{ Text: 'Hello' }] } }, StopReason: 'end_turn' });

    expect(validate(definition)).toMatchObject({ result: 'OK', diagnostics: [] });
    expect(await machine.execute({ prompt: 'Hi' }, { answers: 'STRICT' })).toSucceedWith('Hello');
  });

  test.each(['.sync', '.waitForTaskToken'])('fails with %s', (suffix) => {
    expect(validate(asking(`${RESOURCE}${suffix}`, PARAMETERS)).result).toBe('FAIL');
  });

  test('fails without a session', () => {
    const { 'RuntimeSessionId.$': _, ...others } = PARAMETERS;

    expect(validate(asking(RESOURCE, others)).diagnostics).toEqual([
      expect.objectContaining({ severity: 'ERROR', message: expect.stringContaining("'RuntimeSessionId'") }),
    ]);
  });
});
