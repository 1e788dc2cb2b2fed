import { isJsonObject, type JsonObject, ownKey } from '../asl';

/** Tells a Map whose items are executions of their own. */
export function isDistributed(map: JsonObject): boolean {
  const config = processorConfig(map);
  return config !== undefined && ownKey(config, 'Mode') === 'DISTRIBUTED';
}

/** The `ProcessorConfig` of a Map, when it has one. */
export function processorConfig(map: JsonObject): JsonObject | undefined {
  const processor = ownKey(map, 'ItemProcessor') ?? ownKey(map, 'Iterator');
  const config = isJsonObject(processor) ? ownKey(processor, 'ProcessorConfig') : undefined;
  return isJsonObject(config) ? config : undefined;
}
