import { loadPeer } from '../load-peer';

/**
 * An arbitrary of fast-check, told by its methods: any version's fits.
 *
 * @typeParam Value what it generates
 */
export interface ArbitraryOf<Value> {
  readonly generate: (...parameters: never[]) => { readonly value: Value };
  readonly shrink: (...parameters: never[]) => unknown;
  /** Whether a value is one that it could have generated. */
  readonly canShrinkWithoutContext?: (value: unknown) => boolean;
}

/** What fast-check tells of a check. */
export interface CheckDetails<Values> {
  readonly failed: boolean;
  readonly seed: number;
  readonly numRuns: number;
  readonly numShrinks: number;
  readonly counterexample: Values | null;
}

/** fast-check, as far as exploring uses it. */
export interface FastCheck {
  nat(options: { readonly max: number }): ArbitraryOf<number>;
  noBias<Value>(arbitrary: ArbitraryOf<Value>): ArbitraryOf<Value>;
  option(arbitrary: ArbitraryOf<number>, options: { readonly nil: undefined; readonly freq: number }): ArbitraryOf<number | undefined>;
  record<Fields>(fields: { readonly [Field in keyof Fields]: ArbitraryOf<Fields[Field]> }): ArbitraryOf<Fields>;
  array<Item>(item: ArbitraryOf<Item>, options: { readonly maxLength: number }): ArbitraryOf<readonly Item[]>;
  asyncProperty<Left, Right>(
    left: ArbitraryOf<Left>,
    right: ArbitraryOf<Right>,
    check: (left: Left, right: Right) => Promise<boolean>,
  ): unknown;
  check<Values>(property: unknown, options: { readonly numRuns: number; readonly seed?: number }): Promise<CheckDetails<Values>>;
}

/** Loads the project's fast-check. Throws a usage error when it is not installed. */
export function loadFastCheck(): FastCheck {
  return loadPeer<FastCheck>('fast-check', 'explore()');
}
