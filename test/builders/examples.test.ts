import { App, type Stack } from 'aws-cdk-lib';
import { OrdersStack } from '../../examples/orders/orders-stack';
import { TripBuildersStack } from '../../examples/trip-booking/trip-builders-stack';
import { TripPlainStack } from '../../examples/trip-booking/trip-plain-stack';
import { expectAccepted } from './accepted';
import { definitionIn } from './synthesized';

const stacks: readonly (readonly [string, new (scope: App, id: string) => Stack])[] = [
  ['orders', OrdersStack],
  ['trip desk with builders', TripBuildersStack],
  ['trip desk in plain aws-cdk-lib', TripPlainStack],
];

test.each(stacks)('The definition of the %s is accepted by every validator', (_title, ExampleStack) => {
  expectAccepted(definitionIn(new ExampleStack(new App(), 'Example')));
});

test('The two trip desks have the same states', () => {
  const [built, plain] = [TripBuildersStack, TripPlainStack].map((ExampleStack) =>
    Object.keys(definitionIn(new ExampleStack(new App(), 'Example')).States as object).sort(),
  );

  expect(built).toEqual(plain);
});
