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
  /** @internal */
  noBias?(): ArbitraryOf<Value>;
}

/** A JSON Schema as object. */
export type JsonSchemaObject = Readonly<Record<string, unknown>> & { readonly generate?: never };

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
  /** Absent before 3.20, where each arbitrary has it as a method. */
  noBias?<Value>(arbitrary: ArbitraryOf<Value>): ArbitraryOf<Value>;
  option(arbitrary: ArbitraryOf<number>, options: { readonly nil: undefined; readonly freq: number }): ArbitraryOf<number | undefined>;
  integer(options: { readonly min: number; readonly max: number }): ArbitraryOf<number>;
  double(options: { readonly min: number; readonly max: number; readonly noNaN: true }): ArbitraryOf<number>;
  string(options: { readonly minLength: number; readonly maxLength: number }): ArbitraryOf<string>;
  boolean(): ArbitraryOf<boolean>;
  constant<Value>(value: Value): ArbitraryOf<Value>;
  constantFrom<Value>(...values: readonly Value[]): ArbitraryOf<Value>;
  oneof<Value>(...arbitraries: readonly ArbitraryOf<Value>[]): ArbitraryOf<Value>;
  record<Fields>(
    fields: { readonly [Field in keyof Fields]: ArbitraryOf<Fields[Field]> },
    options?: { readonly requiredKeys: readonly string[] },
  ): ArbitraryOf<Fields>;
  array<Item>(item: ArbitraryOf<Item>, options: { readonly minLength?: number; readonly maxLength: number }): ArbitraryOf<readonly Item[]>;
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

/** Values as likely as each other: without this, small ones come more often. */
export function unbiased<Value>(fc: Pick<FastCheck, 'noBias'>, arbitrary: ArbitraryOf<Value>): ArbitraryOf<Value> {
  return fc.noBias?.(arbitrary) ?? arbitrary.noBias?.() ?? arbitrary;
}
