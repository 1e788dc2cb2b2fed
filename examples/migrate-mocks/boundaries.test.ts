import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { definition } from './definition';

const machine = testMachine(definition);

test('ten is cheap, and eleven is not', async () => {
  machine.mock('Ask Price').returnsPayload({ price: 11 }).returnsPayload({ price: 10 });

  expect(await machine.execute({})).toHaveVisitedExactly('Ask Price', 'Cheap?', 'A Day', 'Ask Price', 'Cheap?', 'Buy');
});

test('asks again after half a minute, and after a minute', async () => {
  machine.mock('Ask Price').fails('Lambda.ServiceException');

  expect(await machine.execute({})).toHaveRetried('Ask Price', 2, { delays: [{ seconds: 30 }, { seconds: 60 }] });
});
