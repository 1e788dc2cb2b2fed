import { errorText, isJsonArray, isJsonObject, type JsonValue, ownKey, parseJson } from '../../asl';
import { Failure } from '../failure';
import { readCsv } from './csv';
import { decompress } from './decompress';
import { readJsonLines } from './json';
import type { ObjectReader } from './object-store';
import { readParquet } from './parquet';
import { joinItems, type SourcedItems, s3Uri } from './read-items';
import { ReadLimits } from './read-limits';
import type { ReaderConfig } from './reader-config';

/** Items of an S3 inventory (a manifest naming CSV files), or of an Athena manifest (CSV lines of S3 URIs). */
export function readManifest(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  return config.manifestType === 'ATHENA_DATA' ? athenaItems(text, config, objects) : inventoryItems(text, config, objects);
}

function inventoryItems(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  let manifest: JsonValue;
  try {
    manifest = parseJson(text);
  } catch (thrown) {
    throw new Failure('States.ItemReaderFailed', `Unable to parse the manifest: ${errorText(thrown)}`);
  }
  const files = isJsonObject(manifest) ? ownKey(manifest, 'files') : undefined;
  const schema = isJsonObject(manifest) ? ownKey(manifest, 'fileSchema') : undefined;
  const destination = isJsonObject(manifest) ? ownKey(manifest, 'destinationBucket') : undefined;
  if (!isJsonArray(files) || typeof schema !== 'string' || typeof destination !== 'string') {
    throw new Failure('States.ItemReaderFailed', 'The manifest must have files, fileSchema and destinationBucket.');
  }
  const bucket = destination.slice(destination.lastIndexOf(':') + 1);
  const headers = schema.split(',').map((name) => name.trim());
  const limits = new ReadLimits();
  // All are decompressed before the first is read: what is too much is told at once.
  const contents = files.map((file) => {
    const key = isJsonObject(file) ? ownKey(file, 'key') : undefined;
    if (typeof key !== 'string') throw new Failure('States.ItemReaderFailed', 'A file of the manifest has no key.');
    return { key, content: decompress(objects.read(bucket, key), key, limits) };
  });
  const parts = contents.map(({ key, content }) => {
    const items = readCsv(content, { ...config, headerLocation: 'GIVEN', headers });
    limits.take(items.length, key);
    return { items, sources: s3Uri(bucket, key) };
  });
  return joinItems(parts);
}

/** What an Athena manifest's files may be; an UNLOAD writes no other. */
const ATHENA_READERS = { CSV: readCsv, JSONL: readJsonLines, PARQUET: readParquet } as const;

function athenaItems(text: string, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  const read = ATHENA_READERS[(config.inputType ?? 'CSV') as keyof typeof ATHENA_READERS] ?? readCsv;
  const limits = new ReadLimits();
  const contents = text
    .split('\n')
    .map((line) => line.trim().replace(/^"|"$/g, ''))
    .filter((line) => line !== '')
    .map((uri) => {
      const parts = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri);
      if (parts === null) throw new Failure('States.ItemReaderFailed', `Not an S3 URI in the manifest: ${uri}`);
      return { uri, content: decompress(objects.read(parts[1]!, parts[2]!), uri, limits) };
    });
  const parts = contents.map(({ uri, content }) => {
    const items = read(content, config);
    limits.take(items.length, uri);
    return { items, sources: uri };
  });
  return joinItems(parts);
}
