import 'drystep/vitest';
import { readFileSync } from 'node:fs';
import { testMachine } from 'drystep/testing';
import { expect, test } from 'vitest';

// What templatefile("refunds.asl.json.tftpl", { … }) is given in main.tf.
const values = { refund_arn: 'arn:aws:lambda:eu-west-1:111111111111:function:refund', timeout: 30 };

const template = readFileSync('refunds.asl.json.tftpl', 'utf8');
const refunds = testMachine(template.replaceAll(/\$\{(\w+)\}/g, (_, name) => values[name]));

test('gives up after half a minute', async () => {
  refunds.mock('refund').returns({}).after({ minutes: 1 });

  expect(await refunds.execute()).toFailWith('States.Timeout');
});
