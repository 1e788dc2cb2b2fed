import type { JsonValue } from '../../asl';

/** Where a stack is deployed, as far as the app says, and the folder of its stage. */
export interface StackPlace {
  readonly folder: string;
  readonly account?: string;
  readonly region?: string;
}

/** A value that a stack makes known to others. */
export interface KnownValue {
  readonly place: StackPlace;
  readonly value: () => JsonValue | undefined;
}

/**
 * The value that a stack means by a name which several have: CloudFormation looks in the account and the region of the stack that asks, and where the app says
 * neither, its own stage is meant. Undefined where that leaves several that differ.
 */
export function meantValue(found: readonly KnownValue[], asking: StackPlace): JsonValue | undefined {
  const nearness = ({ account, region, folder }: StackPlace): number =>
    2 * (Number(account === asking.account) + Number(region === asking.region)) + Number(folder === asking.folder);
  const nearest = Math.max(...found.map(({ place }) => nearness(place)));
  const [first, ...others] = found.filter(({ place }) => nearness(place) === nearest).map(({ value }) => value());
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
}
