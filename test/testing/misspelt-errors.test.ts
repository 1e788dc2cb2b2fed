import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

const orders = testMachine(
  chain({
    Charge: call('charge', { Retry: [{ ErrorEquals: ['Card.Busy'] }], Catch: [{ ErrorEquals: ['CardDeclined'], Next: 'Refuse' }] }),
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
  ])('fails when the definition spells %s otherwise', async (wrong, right) => {
    const execution = await orders.execute({}, { mocks: { Charge: { items: [] } } });
    expect(() => expect(execution).not.toFailWith(wrong)).toThrow(`did you mean "${right}"?`);
  });

  test.each(['CardDeclined', 'OutOfStock', 'Error405', 'States.Timeout', 'Cards'])('takes %s', async (error) => {
    const execution = await orders.execute({}, { mocks: { Charge: { items: [] } } });
    expect(execution).not.toFailWith(error);
  });
});
