import { isJsonObject, type JsonValue } from '../../asl';
import { UsageError } from '../usage-error';
import type { ObjectContent, ObjectStore } from './object-store';

/** First bytes of every Parquet file. */
const MAGIC = 'PAR1';

type Bucket = ObjectStore[string];

/**
 * Turns the Parquet files of an object store into the JSON of their rows, in place, which is what an ItemReader with `InputType: PARQUET` reads. `execute`
 * does it by itself; await it before `start`, which cannot wait. Needs `hyparquet` installed; rejects with a UsageError that says so.
 *
 * Integers beyond 2^53 become text, dates ISO 8601 text, bytes Base64.
 */
export async function decodeParquet(objects: ObjectStore): Promise<ObjectStore> {
  const buckets = await Promise.all(
    Object.entries(objects).map(async ([name, bucket]): Promise<[string, Bucket]> => [name, await decodeBucket(bucket)]),
  );
  return Object.fromEntries(buckets);
}

/** Whether an object still is Parquet. */
export function isParquet(content: ObjectContent): content is Uint8Array {
  return (
    typeof content !== 'string' &&
    content.length > MAGIC.length &&
    Buffer.from(content.subarray(0, MAGIC.length)).toString('latin1') === MAGIC
  );
}

async function decodeBucket(bucket: Bucket): Promise<Bucket> {
  if (typeof bucket === 'string') return bucket;
  // The bucket itself is kept, since a ResultWriter adds to it.
  for (const [key, content] of Object.entries(bucket)) if (isParquet(content)) bucket[key] = JSON.stringify(await rowsOf(content));
  return bucket;
}

async function rowsOf(content: Uint8Array): Promise<JsonValue> {
  const { parquetReadObjects } = await hyparquet();
  const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength) as ArrayBuffer;
  return jsonOf(await parquetReadObjects({ file }));
}

async function hyparquet(): Promise<typeof import('hyparquet', { with: { 'resolution-mode': 'import' }})> {
  try {
    return await import('hyparquet');
  } catch (thrown) {
    throw new UsageError(
      `Parquet files need the package hyparquet, which could not be loaded (${(thrown as Error).message}). Hint: npm install --save-dev hyparquet.`,
    );
  }
}

function jsonOf(value: unknown): JsonValue {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(jsonOf);
  if (isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, jsonOf(member)]));
  return value === undefined || (typeof value === 'number' && !Number.isFinite(value)) ? null : (value as JsonValue);
}
