import 'drystep/jest';
import { answer, testMachine } from 'drystep/testing';
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
