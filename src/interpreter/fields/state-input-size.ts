import type { JsonValue } from '../../asl';
import type { Visit } from '../engine/visit';
import { terminal } from '../failure';
import { parametersTooLarge } from '../messages';
import { exceedsBytes } from '../payloads/payload-size';

/** What a state's fields made of its input, unchanged. Throws a Failure with States.DataLimitExceeded when it is over the limit of payloads. */
export function withinPayloadLimit(visit: Visit, value: JsonValue): JsonValue {
  if (exceedsBytes(value, visit.run.engine.payloadLimit)) throw terminal('States.DataLimitExceeded', parametersTooLarge(visit.state.name));
  return value;
}
