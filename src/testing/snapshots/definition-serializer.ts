import { isJsonObject, type JsonObject } from '../../asl';
import { canonicalJson } from './canonical-json';
import type { SnapshotSerializer } from './serializer';
import { withoutAssetHashes } from './without-asset-hashes';

/** Prints a definition, or the machine under test that has one, the same way whatever the order of its keys and the content of its assets. */
export const definitionSerializer: SnapshotSerializer = {
  test: (value) => definitionIn(value) !== undefined,
  serialize: (value, _config, indentation) => withoutAssetHashes(canonicalJson(definitionIn(value)!, indentation)),
};

/** The definition that a value is or has; undefined for anything else. */
export function definitionIn(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  if (typeof value.StartAt === 'string' && isJsonObject(value.States)) return value;
  const { definition, execute } = value as { definition?: unknown; execute?: unknown };
  return typeof execute === 'function' ? definitionIn(definition) : undefined;
}
