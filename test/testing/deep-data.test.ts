import 'drystep/jest';
import { execute, replay } from 'drystep/interpreter';
import { answer, diffDefinitions, enumeratePaths, estimatePaths, importMockConfig, recordFrom, testMachine } from 'drystep/testing';
import { validate } from 'drystep/validator';

const LEVELS = 100_000;
const deepText = '['.repeat(LEVELS) + ']'.repeat(LEVELS);

function deep(): object {
  let value: object = {};
  for (let level = 1; level < LEVELS; level++) value = { a: value };
  return value;
}

const definition = {
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
};
const withResult = (result: unknown) => ({ StartAt: 'P', States: { P: { Type: 'Pass', Result: result, End: true } } });

/** The error of something that fails, with what it says; no error is one. */
async function errorOf(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'nothing';
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message.slice(0, 300)}`;
  }
}

async function historyWith(fields: object): Promise<object[]> {
  const { history } = await execute(definition, { input: {}, tasks: () => ({ Payload: 1 }) });
  return history.map((event) => ({
    ...event,
    ...(event.type === 'TaskSucceeded' ? { taskSucceededEventDetails: { ...event.taskSucceededEventDetails, ...fields } } : {}),
  }));
}

describe('data of a hundred thousand levels is refused in words', () => {
  const machine = testMachine(definition);

  test.each<[where: string, run: () => unknown, words: RegExp]>([
    ['a definition', () => testMachine(withResult(deep())), /^(UsageError|DefinitionError)/],
    [
      'the text of a definition',
      () => testMachine(JSON.stringify(withResult('DEEP')).replace('"DEEP"', deepText)),
      /^(UsageError|DefinitionError)/,
    ],
    ['an input', () => machine.execute(deep()), /^UsageError.*nest/],
    ['an answer', () => machine.execute({}, { mocks: { T: answer.returns(deep() as never) } }), /^UsageError.*nest/],
    ['the answer of a handler', () => machine.execute({}, { mocks: { T: answer.run(() => deep() as never) } }), /^UsageError.*nest/],
    ['the payload of an answer', () => machine.execute({}, { mocks: { T: answer.returnsPayload(deep() as never) } }), /^UsageError.*nest/],
    [
      'an answer to a token',
      async () => {
        const started = testMachine({
          StartAt: 'W',
          States: {
            W: {
              Type: 'Task',
              Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { 'MessageBody.$': '$$.Task.Token', QueueUrl: 'q' },
              End: true,
            },
          },
        }).start({});
        await started.waitingFor('W');
        await started.pending[0]?.succeed(deep() as never);
        await started.result();
      },
      /^UsageError.*nest/,
    ],
    ['a condition of a mock', () => machine.mock('T').onInput(deep()), /^UsageError.*over 500 levels of nesting/],
    [
      'a file of mocks',
      () =>
        importMockConfig(
          { StateMachines: { M: { TestCases: { C: { T: 'R' } } } }, MockedResponses: { R: { 0: { Return: deep() } } } },
          'M',
          'C',
        ).tasks.T,
      /./,
    ],
    ['the text of a file of mocks', () => importMockConfig(deepText, 'M', 'C'), /^UsageError/],
    [
      'an event of a history',
      async () => replay(definition, (await historyWith({ output: deepText })) as never),
      /^UsageError: Event .* output/,
    ],
    ['a history', () => replay(definition, deep() as never), /^UsageError/],
    ['the text of a history', () => replay(definition, deepText as never), /^UsageError/],
    [
      'a history to record',
      async () => recordFrom({ definition, history: (await historyWith({ output: deepText })) as never }),
      /^UsageError/,
    ],
    [
      'a definition to record',
      async () => recordFrom({ definition: withResult(deep()), history: (await historyWith({})) as never }),
      /^(UsageError|DefinitionError)/,
    ],
    ['a definition to compare', () => diffDefinitions(withResult(deep()), withResult(1)), /^(UsageError|DefinitionError)/],
    ['a definition to list paths of', () => enumeratePaths(withResult(deep())), /^(UsageError|DefinitionError)/],
    ['a definition to estimate', () => estimatePaths(withResult(deep()) as never), /^(UsageError|DefinitionError)/],
  ])('fails when %s nests so deep', async (_, run, words) => {
    const error = await errorOf(run);

    expect(error).toMatch(words);
    expect(error).not.toMatch(/RangeError|call stack/);
  });

  test('fails when a matcher compares with it', async () => {
    const execution = await machine.execute({}, { mocks: { T: answer.returns({ Payload: 1 }) } });

    const error = await errorOf(() => expect(execution).toSucceedWith(deep() as never));

    expect(error).toMatch(
      /^UsageError: toSucceedWith\(\) expected an output of up to 500 levels, as deep as data of a workflow may nest, and received more\./,
    );
  });

  test('fails the validation of a definition that holds it', () => {
    expect(validate(withResult(deep()) as never).diagnostics).toMatchObject([{ rule: 'NESTED_TOO_DEEPLY' }]);
  });
});
