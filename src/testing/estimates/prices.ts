import { kinds, type OptionTable } from '../../asl';

/** What Step Functions charges, in dollars. */
export interface Prices {
  /** Of a Standard workflow. */
  readonly perTransition: number;
  /** Of an Express workflow. */
  readonly perRequest: number;
  readonly perGigabyteSecond: number;
}

/** Public prices of the first tier in us-east-1, without the free tier. */
export const PRICES: Prices = { perTransition: 0.025 / 1000, perRequest: 1 / 1_000_000, perGigabyteSecond: 0.06 / 3600 };

const PRICE = kinds.numberFrom(0);

/** Every price with what it takes. */
export const PRICE_OPTIONS: OptionTable<Prices> = { perTransition: PRICE, perRequest: PRICE, perGigabyteSecond: PRICE };
