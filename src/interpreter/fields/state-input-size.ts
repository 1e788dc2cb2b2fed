import type { JsonValue } from '../../asl';
import type { Branch } from '../branch';
import { Failure } from '../failure';
import { inputTooLarge } from '../messages';
import { exceedsBytes } from '../payload-size';

/** Gives back what a state's fields made of its input. Throws a Failure with States.DataLimitExceeded when it is over the limit of payloads. */
export function withinPayloadLimit(branch: Branch, value: JsonValue): JsonValue {
  const { quotas, limits } = branch.run.engine;
  if (quotas.payloadBytes && exceedsBytes(value, limits.payloadBytes))
    throw new Failure('States.DataLimitExceeded', inputTooLarge(branch.state.name));
  return value;
}
