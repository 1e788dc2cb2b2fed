import { testMachine } from 'drystep/testing';

const definition = { StartAt: 'Keep', States: { Keep: { Type: 'Pass', End: true } } };
const deployed = 'arn:aws:states:us-east-1:111111111111:stateMachine:Orders';
const answering = (answer: unknown) => ({ client: { send: async () => answer }, pollInterval: 1, timeout: 50 });

describe('a client that answers what AWS does not', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'The client answered TestState with undefined, without status.'],
    ['null', null, 'The client answered TestState with null, without status.'],
    [
      'an empty object',
      {},
      'The client answered TestState with {}, without status. Hint: aws.client takes a client of @aws-sdk/client-sfn',
    ],
    ['text', 'SUCCEEDED', 'The client answered TestState with "SUCCEEDED"'],
    ['a status that is not text', { status: 5 }, 'The client answered TestState with an object with status, without status.'],
  ])('fails for %s of TestState, which is not an outcome of the workflow', async (_title, answer, says) => {
    await expect(testMachine(definition, { target: 'teststate', aws: answering(answer) }).execute()).rejects.toThrow(says);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'The client answered StartExecution with undefined, without executionArn.'],
    ['an empty object', {}, 'The client answered StartExecution with {}'],
    [
      'an ARN and no status',
      { executionArn: 'arn' },
      'The client answered DescribeExecution with an object with executionArn, without status.',
    ],
  ])('fails for %s of a deployed machine', async (_title, answer, says) => {
    await expect(testMachine(definition, { target: { deployed }, aws: answering(answer) }).execute()).rejects.toThrow(says);
  });

  test.each<[string, unknown]>([
    ['without send', {}],
    ['that is a class', class {}],
    ['that is text', 'client'],
  ])('fails for one %s', (_title, client) => {
    expect(() => testMachine(definition, { target: 'teststate', aws: { client: client as never } })).toThrow(
      'expected a client of @aws-sdk/client-sfn for aws.client',
    );
  });
});

describe('options of a machine that only the local engine has', () => {
  test.each([
    ['objects', { objects: { shop: {} } }],
    ['quotas', { quotas: { historyEvents: false } }],
  ])('%s are refused where AWS would not hear of them', (name, options) => {
    const says = `StateMachine: the option ${name} means nothing with target`;

    expect(() => testMachine(definition, { ...options, target: { deployed } })).toThrow(`${says} "deployed"`);
    expect(() => testMachine(definition, { ...options, target: 'teststate' })).toThrow(`${says} "teststate"`);
    expect(() => testMachine(definition, { ...options, target: 'local' })).not.toThrow();
  });
});
