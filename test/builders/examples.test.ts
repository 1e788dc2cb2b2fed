import { TripBuildersStack } from '../../examples/trip-booking/trip-builders-stack';
import { TripPlainStack } from '../../examples/trip-booking/trip-plain-stack';
import { definitionIn, untracedApp } from './synthesized';

test('The two trip desks have the same states', () => {
  const [built, plain] = [TripBuildersStack, TripPlainStack].map((ExampleStack) =>
    Object.keys(definitionIn(new ExampleStack(untracedApp(), 'Example')).States as object).sort(),
  );

  expect(built).toEqual(plain);
});
