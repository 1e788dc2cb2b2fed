import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { messageOf } from './message-of';

test('the reason of a failed expectation tells the whole cause, with the path into nothing at its end', async () => {
  const machine = testMachine({
    StartAt: 'Refund Card',
    States: {
      'Refund Card': { Type: 'Pass', InputPath: '$.receipt.receiptId.that.is.not.there.in.any.input.of.this.workflow', End: true },
    },
  });

  const execution = await machine.execute({ receipt: {} });

  const [reason] = (await messageOf(() => expect(execution).toSucceed())).split('\n');
  expect(reason).toMatch(/Missing property in path \$\['receipt'\]\['receiptId'\]\.$/);
});
