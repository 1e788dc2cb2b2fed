import 'drystep/vitest';
import { testMachine } from 'drystep/testing';
import { expect, test } from 'vitest';

// What else templatefile("refunds.asl.json.tftpl", { … }) is given in main.tf.
const refunds = testMachine('refunds.asl.json.tftpl', { parameters: { timeout: 30 } });

test('gives up after half a minute', async () => {
  refunds.mock('refund_arn').returns({}).after({ minutes: 1 });

  expect(await refunds.execute()).toFailWith('States.Timeout');
});
