import { App } from 'aws-cdk-lib';
import { TripBuildersStack } from '../../examples/trip-booking/trip-builders-stack';
import { TripPlainStack } from '../../examples/trip-booking/trip-plain-stack';
import { definitionIn } from './synthesized';

test('The two trip desks have the same states', () => {
  const [built, plain] = [TripBuildersStack, TripPlainStack].map((ExampleStack) =>
    Object.keys(definitionIn(new ExampleStack(new App(), 'Example')).States as object).sort(),
  );

  expect(built).toEqual(plain);
});
