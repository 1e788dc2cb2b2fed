// Runs alone: it reads what is told when the file ends.
import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { fileHints } from '../../../src/testing/mocks/file-hints';
import { call, chain } from '../fixtures/asl';

const definition = chain({ Ship: call('ship') });

const replaced = testMachine(definition, 'Replaced');
replaced.mock('Ship').onInput({ id: 1 }).returns({ first: true });
replaced.mock('Ship').returns({ second: true });
const plain = testMachine(definition, 'Plain');
plain.mock('Ship').returns({ first: true });
plain.mock('Ship').returns({ second: true });
const OUTSIDE = fileHints.leaveFile();

describe('A baseline that is set twice', () => {
  test('loses its conditions, which is told', async () => {
    expect(await replaced.execute({ id: 1 })).toSucceedWith({ second: true });
    expect(OUTSIDE).toEqual([
      'mock("Ship") of Replaced is set twice outside of tests: the second takes the place of the first, conditions included. Hint: write one chain, mock("Ship").onInput({ … }).returns(…).otherwise().returns(…).',
    ]);
  });

  test('is no mistake where there are none, nor where a test sets its own', async () => {
    expect(await plain.execute({ id: 1 })).toSucceedWith({ second: true });
    replaced.mock('Ship').returns({ third: true });
    expect(await replaced.execute({ id: 1 })).toSucceedWith({ third: true });

    expect(fileHints.leaveFile()).toEqual([]);
  });
});

describe('Options in the place of the input', () => {
  test.each([[{ mocks: { Ship: { fourth: true } } }], [{ settleWithin: 100, name: 'one' }]])('are told: %j', async (input) => {
    await plain.execute(input);
    await plain.start(input).result();

    expect(fileHints.leaveFile()).toEqual([
      expect.stringMatching(/^An execution was given "\w+".* as its input, and as options nothing\. Hint: write execute\(input, \{/),
    ]);
  });

  test.each<[unknown]>([
    [{ name: 'Ada', type: 'EXPRESS' }],
    [{ mocks: 1, orderId: 'o-1' }],
    [{ startTime: '2026-01-01' }],
    [null],
    ['mocks'],
    [['mocks']],
  ])('are not seen in data: %j', async (input) => {
    await plain.execute(input);

    expect(fileHints.leaveFile()).toEqual([]);
  });

  test('are not meant where options are given as well', async () => {
    await plain.execute({ mocks: 1 }, { name: 'one' });

    expect(fileHints.leaveFile()).toEqual([]);
  });
});

describe('A call that AWS does not know', () => {
  const calling = (resource: string) =>
    testMachine(chain({ Ask: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters: {} } }), 'Asking');

  // AWS refuses each when the machine is created, as the validator says of them; a name that is only new may be one.
  test.each([
    ['sqs:sendMesage', 'did you mean "sendMessage"?'],
    ['lambda:invoke.sync', 'lambda:invoke has no ".sync": it supports request-response, .waitForTaskToken'],
    ['sqs:sendMessage.sinc', 'the text after the dot is ".sync", ".sync:2" or ".waitForTaskToken", not ".sinc"'],
    ['aws-sdk:dynamoDB:getItem', 'did you mean "dynamodb"?'],
    ['aws-sdk:dynamodb:getItm', 'did you mean "getItem"?'],
    ['aws-sdk:s3:getObject.sync', 's3:getObject has no ".sync": it supports request-response, .waitForTaskToken'],
  ])('is told when the file ends: %s', async (resource, hint) => {
    const machine = calling(resource);
    machine.mock('Ask').returns({});
    await machine.execute({});

    expect(fileHints.leaveFile()).toContain(
      `State "Ask": AWS does not know arn:aws:states:::${resource}, and refuses the definition (Asking). Hint: ${hint}`,
    );
    await expect(machine.execute({}, { answers: 'STRICT' })).rejects.toThrow(`AWS does not know arn:aws:states:::${resource}`);
  });

  test.each(['aws-sdk:quantumledger:sendCommand', 'aws-sdk:dynamodb:describeEverything', 'aws-sdk:dynamodb:getItem', 'sns:publish'])(
    'is not seen in what may be: %s',
    async (resource) => {
      const machine = calling(resource);
      machine.mock('Ask').returns({});
      await machine.execute({});

      expect(fileHints.leaveFile()).toEqual([]);
    },
  );
});
