import { isJsonObject, type JsonObject, type JsonValue, messageJson, ownKey, type StateNode } from '../../asl';
import { compileJsonataTyped, compileJsonataValue, compilePath, compilePayloadTemplate, EvaluationError } from '../../data';
import type { Visit } from '../engine/visit';
import { Failure } from '../failure';
import { selectOrFail } from '../fields/language-fields';
import { parsedInteger } from '../fields/parsed-integer';
import { readCsv } from '../item-reader/csv';
import { decompress } from '../item-reader/decompress';
import { readJson, readJsonLines } from '../item-reader/json';
import { readManifest } from '../item-reader/manifest';
import { type ListedObject, type ObjectReader, textOfObject } from '../item-reader/object-store';
import { readParquet } from '../item-reader/parquet';
import { firstItems, joinItems, type ReadItems, type SourcedItems, s3Uri } from '../item-reader/read-items';
import { ReadLimits } from '../item-reader/read-limits';
import { type InputType, type ReaderConfig, readerConfig } from '../item-reader/reader-config';
import { fieldNotInteger, notAnInteger } from '../messages';
import { UsageError } from '../usage-error';

/** The items an ItemReader reads, once the Map run has started. */
export type OpenItems = () => SourcedItems;

/** Evaluates an ItemReader's fields in the Map's scope; reading comes later. */
export type ItemReaderStage = (visit: Visit) => OpenItems;

const READERS: Readonly<Record<Exclude<InputType, 'MANIFEST'>, ReadItems<SourcedItems['items']>>> = {
  CSV: readCsv,
  JSON: readJson,
  JSONL: readJsonLines,
  PARQUET: readParquet,
};

/** Compiles `ItemReader`, or gives undefined when the Map has none. */
export function prepareItemReader(node: StateNode<'Map'>): ItemReaderStage | undefined {
  const reader = node.fields.ItemReader;
  if (reader === undefined) return undefined;
  const jsonata = node.queryLanguage === 'JSONata';
  const given = reader.ReaderConfig ?? {};
  const parameters = jsonata
    ? compileJsonataValue(reader.Arguments ?? {}, 'ItemReader/Arguments')
    : compilePayloadTemplate(reader.Parameters ?? {}, 'Parameters');
  const maxItems = prepareMaxItems(given, jsonata);
  const listing = reader.Resource.endsWith(':listObjectsV2');
  return (visit) => {
    const request = parameters.evaluate(visit);
    const { limits, quotas } = visit.run.engine;
    const config = readerConfig(given, maxItems(visit), quotas.csvHeaderBytes ? limits.csvHeaderBytes : Number.POSITIVE_INFINITY);
    return () => {
      if (config.maxItems < 0) throw new Failure('States.ItemReaderFailed', 'field MaxItems must be positive');
      const { objects } = visit.run.engine;
      if (objects === undefined) {
        throw new UsageError(
          `State "${node.name}" at ${node.pointer}/ItemReader reads from S3, and the run was given no objects. Hint: pass objects: { bucket: { key: text } }.`,
        );
      }
      const read = listing ? listObjects(request, config, objects, visit.now()) : readObject(request, config, objects);
      return config.maxItems > 0 ? firstItems(read, config.maxItems) : read;
    };
  };
}

function prepareMaxItems(given: JsonObject, jsonata: boolean): (visit: Visit) => number {
  const path = given.MaxItemsPath;
  if (typeof path === 'string') {
    const compiled = compilePath(path);
    return (visit) => {
      const value = parsedInteger(selectOrFail(compiled, visit));
      if (typeof value === 'number' && Number.isInteger(value)) return value;
      const text = typeof value === 'string' ? value : messageJson(value);
      throw new EvaluationError('States.Runtime', notAnInteger('MaxItemsPath', text, path));
    };
  }
  const value = given.MaxItems;
  if (typeof value !== 'string' || !jsonata) return () => (typeof value === 'number' ? value : 0);
  const compiled = compileJsonataTyped(value, 'ItemReader/ReaderConfig/MaxItems', 'number');
  return (visit) => {
    const number = compiled.evaluate(visit) as number;
    if (Number.isInteger(number)) return number;
    throw new EvaluationError(
      'States.QueryEvaluationError',
      fieldNotInteger('MaxItems', String(number)),
      'ItemReader/ReaderConfig/MaxItems',
    );
  };
}

function readObject(request: JsonValue, config: ReaderConfig, objects: ObjectReader): SourcedItems {
  const bucket = textField(request, 'Bucket');
  const key = textField(request, 'Key');
  const content = decompress(objects.read(bucket, key), key, new ReadLimits());
  if (config.inputType === 'MANIFEST' || config.manifestType !== undefined) return readManifest(textOfObject(content), config, objects);
  return { items: READERS[config.inputType ?? 'JSON'](content, config), sources: s3Uri(bucket, key) };
}

function listObjects(request: JsonValue, config: ReaderConfig, objects: ObjectReader, now: number): SourcedItems {
  const bucket = textField(request, 'Bucket');
  const prefix = isJsonObject(request) ? ownKey(request, 'Prefix') : undefined;
  const listed = objects.list(bucket, typeof prefix === 'string' ? prefix : '');
  if (config.transformation === 'LOAD_AND_FLATTEN') {
    const read = READERS[(config.inputType ?? 'JSON') as keyof typeof READERS];
    const limits = new ReadLimits();
    return joinItems(
      listed.map(({ key }) => ({ items: read(decompress(objects.read(bucket, key), key, limits), config), sources: s3Uri(bucket, key) })),
    );
  }
  return { items: listed.map((object) => listedItem(object, now)), sources: s3Uri(bucket) };
}

function listedItem({ key, size }: ListedObject, now: number): JsonObject {
  return { Etag: `"${key}"`, Key: key, LastModified: Math.floor(now / 1000), Size: size, StorageClass: 'STANDARD' };
}

function textField(request: JsonValue, field: string): string {
  const value = isJsonObject(request) ? ownKey(request, field) : undefined;
  if (typeof value === 'string') return value;
  throw new Failure('States.ItemReaderFailed', `The field ${field} is required and must be a string.`);
}
