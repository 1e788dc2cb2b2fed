import 'drystep/vitest';
import { testMachine } from 'drystep/testing';
import { expect, test } from 'vitest';

const prices = testMachine('prices.asl.json');

test('asks for a price', async () => {
  prices.mock('Ask Price').returnsPayload({ price: 12 });

  expect(await prices.execute({ sku: 'cup' }, { type: 'EXPRESS' })).toSucceedWith({ price: 12 });
});
