import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/asl';
import { chanceOf } from './chance';
import { nastyDocument } from './nasty-documents';
import { nastyState } from './nasty-states';

/** A machine with an expression that nobody should write, and data to evaluate it on. */
export interface NastyCase {
  readonly definition: JsonObject;
  /** The state that holds the expression, with the name X in the definition. */
  readonly state: JsonObject;
  readonly input: JsonValue;
  readonly answer: JsonValue;
  /** False lifts the quotas of sizes, as users may. */
  readonly held: boolean;
}

/** The case of a seed. */
export function nastyCase(seed: number): NastyCase {
  const chance = chanceOf(seed);
  const state = nastyState(chance);
  const document = nastyDocument(chance);
  return {
    definition: {
      StartAt: 'V',
      States: { V: { Type: 'Pass', Assign: { 'v.$': '$' }, Next: 'X' }, X: state, Z: { Type: 'Succeed' } },
    },
    state,
    // Maps that evaluate for each item get few.
    input: isJsonObject(document) ? { ...document, few: [1, { a: 2 }] } : document,
    answer: chance.once(2) ? document : nastyDocument(chance),
    held: !chance.once(4),
  };
}
