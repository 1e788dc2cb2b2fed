import * as fc from 'fast-check';
import { type ArbitraryOf, type FastCheck, unbiased } from '../../../src/testing/explore/fast-check';
import { plans } from '../../../src/testing/explore/plan';

/** As fast-check had it before 3.20: arbitraries can be made unbiased, and the package has no function for it. */
function older(): FastCheck {
  const { noBias, ...others } = fc;
  const nat = (options: { readonly max: number }) => Object.assign(fc.nat(options), { noBias: () => noBias(fc.nat(options)) });
  return { ...others, nat } as unknown as FastCheck;
}

describe('Releases of fast-check', () => {
  test('before 3.20 draw plans as later ones do', () => {
    const drawn = (from: FastCheck): unknown => fc.sample(plans(from, 3, 5, true) as fc.Arbitrary<unknown>, { seed: 1, numRuns: 20 });

    expect(drawn(older())).toEqual(drawn(fc as unknown as FastCheck));
  });

  test('are asked in their own way for values without a bias', () => {
    const arbitrary = (name: string): ArbitraryOf<number> & { readonly name: string } => ({
      name,
      generate: () => ({ value: 1 }),
      shrink: () => [],
      noBias: () => arbitrary(`${name}, asked`),
    });

    expect(unbiased({}, arbitrary('nat'))).toMatchObject({ name: 'nat, asked' });
    expect(unbiased({ noBias: () => arbitrary('by the package') as never }, arbitrary('nat'))).toMatchObject({ name: 'by the package' });
  });
});
