import type { JsonValue } from '../../asl';
import type { Branch } from '../engine/branch';
import { terminal } from '../failure';
import { parametersTooLarge } from '../messages';
import { exceedsBytes } from '../payloads/payload-size';

/** What a state's fields made of its input, unchanged. Throws a Failure with States.DataLimitExceeded when it is over the limit of payloads. */
export function withinPayloadLimit(branch: Branch, value: JsonValue): JsonValue {
  if (exceedsBytes(value, branch.run.engine.payloadLimit))
    throw terminal('States.DataLimitExceeded', parametersTooLarge(branch.state.name));
  return value;
}
