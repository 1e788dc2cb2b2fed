import { isJsonObject, type JsonValue, ownKey } from '../../asl';
import { Failure } from '../failure';
import { readCsv } from './csv';
import { readJsonLines } from './json';
import type { ObjectReader } from './object-store';
import { readParquet } from './parquet';
import { joinItems, type SourcedItems, s3Uri } from './read-items';
import type { ReaderConfig } from './reader-config';

/** Items of an S3 inventory (a manifest naming CSV files), or of an Athena manifest (CSV lines of S3 URIs). */
export function readManifest(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  return config.manifestType === 'ATHENA_DATA' ? athenaItems(text, config, objects) : inventoryItems(text, config, objects);
}

function inventoryItems(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  let manifest: JsonValue;
  try {
    manifest = JSON.parse(text) as JsonValue;
  } catch (thrown) {
    throw new Failure('States.ItemReaderFailed', `Unable to parse the manifest: ${(thrown as Error).message}`);
  }
  const files = isJsonObject(manifest) ? ownKey(manifest, 'files') : undefined;
  const schema = isJsonObject(manifest) ? ownKey(manifest, 'fileSchema') : undefined;
  const destination = isJsonObject(manifest) ? ownKey(manifest, 'destinationBucket') : undefined;
  if (!Array.isArray(files) || typeof schema !== 'string' || typeof destination !== 'string') {
    throw new Failure('States.ItemReaderFailed', 'The manifest must have files, fileSchema and destinationBucket.');
  }
  const bucket = destination.slice(destination.lastIndexOf(':') + 1);
  const headers = schema.split(',').map((name) => name.trim());
  const parts = (files as readonly JsonValue[]).map((file) => {
    const key = isJsonObject(file) ? ownKey(file, 'key') : undefined;
    if (typeof key !== 'string') throw new Failure('States.ItemReaderFailed', 'A file of the manifest has no key.');
    const content = inflate(objects.read(bucket, key), key);
    return { items: readCsv(content, { ...config, headerLocation: 'GIVEN', headers }), sources: s3Uri(bucket, key) };
  });
  return joinItems(parts);
}

/** What an Athena manifest's files may be; an UNLOAD writes no other. */
const ATHENA_READERS = { CSV: readCsv, JSONL: readJsonLines, PARQUET: readParquet } as const;

function athenaItems(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  const read = ATHENA_READERS[(config.inputType ?? 'CSV') as keyof typeof ATHENA_READERS] ?? readCsv;
  const parts = text
    .split('\n')
    .map((line) => line.trim().replace(/^"|"$/g, ''))
    .filter((line) => line !== '')
    .map((uri) => {
      const parts = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
      if (parts === null) throw new Failure('States.ItemReaderFailed', `Not an S3 URI in the manifest: ${uri}`);
      const content = inflate(objects.read(parts[1] as string, parts[2] as string), uri);
      return { items: read(content, config), sources: uri };
    });
  return joinItems(parts);
}

/** Inventories come compressed. */
function inflate(content: string | Uint8Array, name: string): string | Uint8Array {
  if (!name.endsWith('.gz') || typeof content === 'string') return content;
  const { gunzipSync } = require('node:zlib') as typeof import('node:zlib');
  try {
    return gunzipSync(content, { maxOutputLength: 1024 ** 3 });
  } catch (thrown) {
    throw new Failure('States.ItemReaderFailed', `Unable to decompress ${name}: ${(thrown as Error).message}`);
  }
}
