import { childPointer, isJsonArray, isJsonataText, isJsonObject, type JsonObject, type JsonValue, ownKey, QUOTAS } from '../../asl';
import type { Finding } from '../diagnostic';
import type { Rule } from '../rule';

const FIELDS = ['Result', 'Parameters', 'Arguments', 'Output', 'ItemSelector', 'ResultSelector', 'Items', 'Assign'];
/** What catchers and rules of a Choice may have of these. */
const OF_ENTRIES = ['Output', 'Assign'];

/** Warns of constants that alone fill a payload, or the variables of a state, over the quota of the service. */
export const largeConstants: Rule = {
  name: 'PAYLOAD_TOO_LARGE',
  severity: 'WARNING',
  aws: false,
  *check({ states }) {
    for (const { node, state } of states) {
      yield* largeFields(state, FIELDS, node.pointer, node.name);
      for (const field of ['Catch', 'Choices']) {
        const entries = ownKey(state, field);
        for (const [index, entry] of (isJsonArray(entries) ? entries : []).entries())
          if (isJsonObject(entry))
            yield* largeFields(entry, OF_ENTRIES, [field, index].reduce<string>(childPointer, node.pointer), node.name);
      }
      const batcher = ownKey(state, 'ItemBatcher');
      if (isJsonObject(batcher)) {
        const pointer = childPointer(node.pointer, 'ItemBatcher');
        yield* largeFields(batcher, ['BatchInput'], pointer, node.name);
        yield* largeBatches(batcher, pointer, node.name);
      }
    }
  },
};

function* largeFields(owner: JsonObject, fields: readonly string[], pointer: string, stateName: string): Iterable<Finding> {
  for (const field of fields) {
    const value: JsonValue | undefined = ownKey(owner, field);
    // The text of an expression is not what it gives.
    if (value === undefined || typeof value === 'number' || isJsonataText(value)) continue;
    const bytes = Buffer.byteLength(JSON.stringify(value));
    if (bytes <= QUOTAS.payloadBytes) continue;
    const allowed = field === 'Assign' ? 'the variables of one state may have' : 'a payload may have';
    yield {
      pointer: childPointer(pointer, field),
      message: `State "${stateName}": "${field}" alone has ${bytes} bytes, more than the ${QUOTAS.payloadBytes} that ${allowed}`,
      hint: 'keep the data in S3 and pass its key',
    };
  }
}

/** The guide: without it a batch has 256 KiB at most, and more is not what a child takes. */
function* largeBatches(batcher: JsonObject, pointer: string, stateName: string): Iterable<Finding> {
  const bytes = ownKey(batcher, 'MaxInputBytesPerBatch');
  if (typeof bytes !== 'number' || bytes <= QUOTAS.payloadBytes) return;
  yield {
    pointer: childPointer(pointer, 'MaxInputBytesPerBatch'),
    message: `State "${stateName}": a batch of ${bytes} bytes is more than the ${QUOTAS.payloadBytes} that the input of an execution may have`,
    hint: `write ${QUOTAS.payloadBytes} or less, or remove it`,
  };
}
