import 'drystep/jest';
import { answer, explore, neverFails, type TestExecution, testMachine } from 'drystep/testing';
import fc from 'fast-check';
import { fileHints } from '../../src/testing/mocks/file-hints';
import { call, chain } from './fixtures/asl';

const orders = testMachine(
  chain({
    Charge: call('charge', {
      Retry: [{ ErrorEquals: ['Card.Busy'] }, { ErrorEquals: ['Busy'] }],
      Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Refuse' }],
    }),
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemProcessor: chain({ Ship: call('ship', { Retry: [{ ErrorEquals: ['Error404'] }] }) }),
      End: true,
    },
    Refuse: { Type: 'Fail', Error: 'OrderRefused' },
  }),
  'Orders',
);

describe('.not.toFailWith() of an error', () => {
  test.each([
    ['CardDeclned', 'CardDeclined'],
    ['cardDeclined', 'CardDeclined'],
    ['OrderRefusd', 'OrderRefused'],
    ['Errr404', 'Error404'],
    ['busy', 'Busy'],
  ])('fails when the definition spells %s otherwise', async (wrong, right) => {
    const execution = await orders.execute({}, { mocks: { Charge: { items: [] } } });
    expect(() => expect(execution).not.toFailWith(wrong)).toThrow(`did you mean "${right}"?`);
  });

  test.each(['CardDeclined', 'OutOfStock', 'Error405', 'States.Timeout', 'Cards', 'Bussy'])('takes %s', async (error) => {
    const execution = await orders.execute({}, { mocks: { Charge: { items: [] } } });
    expect(execution).not.toFailWith(error);
  });
});

describe('.not.toHaveCaught() of an error', () => {
  afterEach(() => fileHints.leaveFile());

  const carded = testMachine(
    chain({
      Charge: call('charge', {
        Catch: [
          { ErrorEquals: ['CardDeclined'], Next: 'Refuse' },
          { ErrorEquals: ['States.ALL'], Next: 'Refuse' },
        ],
        End: true,
      }),
      Refuse: { Type: 'Fail', Error: 'OrderRefused' },
    }),
  );

  test('fails when the definition spells it otherwise, though States.ALL would take it', async () => {
    const execution = await carded.execute({}, { mocks: { Charge: answer.fails('CardDeclined') } });

    expect(() => expect(execution).not.toHaveCaught('Charge', 'CardDeclned')).toThrow(
      '.not.toHaveCaught() can only pass: nothing in the definition names "CardDeclned". Hint: did you mean "CardDeclined"?',
    );
  });

  test('takes another one, and fails as ever for what was caught', async () => {
    const execution = await carded.execute({}, { mocks: { Charge: answer.fails('CardDeclned') } });

    expect(execution).not.toHaveCaught('Charge', 'OutOfStock');
    expect(() => expect(execution).not.toHaveCaught('Charge', 'CardDeclned')).toThrow('not to catch "CardDeclned", but it did');
  });
});

describe('.not.toFailWith() of an error of a service', () => {
  const get = (fail: object) =>
    testMachine(
      chain({
        Get: { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: { TableName: 't', Key: {} }, Next: 'Found?' },
        'Found?': { Type: 'Choice', Choices: [{ Variable: '$.Item', IsPresent: false, Next: 'Missing' }], Default: 'Done' },
        Missing: { Type: 'Fail', ...fail },
        Done: { Type: 'Succeed' },
      }),
    );
  const answered = { mocks: { Get: { Item: {} } } };

  test('fails when no task spells the service so, and so does the law', async () => {
    const machine = get({ Error: 'Missing' });
    const execution = await machine.execute({}, answered);

    expect(() => expect(execution).not.toFailWith('DynamoDb.BusyException')).toThrow('did you mean "DynamoDB.BusyException"?');
    await expect(
      explore(machine.with(answered.mocks), fc.constant({}), { runs: 1, properties: [neverFails('DynamoDb.BusyException')] }),
    ).rejects.toThrow('did you mean "DynamoDB.BusyException"?');
  });

  test('is taken where it is spelt as the service does, or where a Fail state reads its error from data', async () => {
    expect(await get({ Error: 'Missing' }).execute({}, answered)).not.toFailWith('DynamoDB.BusyException');
    expect(await get({ ErrorPath: '$.error' }).execute({}, answered)).not.toFailWith('DynamoDb.BusyException');
  });
});

describe('A mock that fails with an error', () => {
  afterEach(() => fileHints.leaveFile());

  test.each([
    ['CardDeclned', 'CardDeclined'],
    ['busy', 'Busy'],
  ])('is told of when the definition spells %s otherwise', async (wrong, right) => {
    await orders.execute({}, { mocks: { Charge: answer.fails(wrong) } });
    await orders.execute({}, { mocks: { Charge: answer.fails(wrong) } });

    expect(fileHints.leaveFile()).toEqual([
      `State "Charge": its mock fails with "${wrong}", which nothing in the definition names (Orders). Hint: did you mean "${right}"?`,
    ]);
  });

  test.each(['CardDeclined', 'OutOfStock', 'States.Timeout', 'Error405', 'Bussy'])('is not when it is %s', async (error) => {
    await orders.execute({}, { mocks: { Charge: answer.fails(error) } });

    expect(fileHints.leaveFile()).toEqual([]);
  });
});

describe('.not.toFailWith() of what came', () => {
  const failing = (): Promise<TestExecution> => orders.execute({}, { mocks: { Charge: answer.fails('Unreachable', 'no answer') } });

  test.each(['Unreachble', 'unreachable'])('fails when it is spelt otherwise: %s', async (wrong) => {
    const execution = await failing();

    expect(() => expect(execution).not.toFailWith(wrong)).toThrow(
      `.not.toFailWith() can only pass: it says "${wrong}", and it failed with Unreachable: no answer. Hint: did you mean "Unreachable"?`,
    );
  });

  test.each(['no answer', 'Unreachable: no answer'])('fails when it is the cause, or what messages print: %s', async (wrong) => {
    const execution = await failing();

    expect(() => expect(execution).not.toFailWith(wrong)).toThrow(
      `.not.toFailWith() can only pass: "${wrong}" is not the name of an error: it failed with Unreachable: no answer. Hint: name the error: .not.toFailWith("Unreachable").`,
    );
  });

  test('takes an error that the definition names, however near it is', async () => {
    const execution = await orders.execute({}, { mocks: { Charge: answer.fails('CardDeclines') } });

    expect(execution).not.toFailWith('CardDeclined');
  });
});
