import { handler } from 'drystep';

test('fails when handler() is given no function, before a step needs it', () => {
  const missing = undefined as never;

  expect(() => handler<() => Promise<void>>(missing)).toThrow(
    'handler() expected a Lambda function, received undefined. Hint: pass the construct: handler<typeof charge>(chargeFunction).',
  );
});
