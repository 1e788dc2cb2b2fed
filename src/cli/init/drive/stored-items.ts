import { type AnyStateNode, fieldsAsJson, isJsonObject, type JsonObject, type JsonValue } from '../../../asl';
import { valueAt } from '../json-place';
import { readsIn } from './reads';

/** An object in S3 whose items a Map reads, or a bucket that it writes to. */
export interface StoredItems {
  readonly bucket: string;
  /** Undefined: a bucket without objects. */
  readonly key: string | undefined;
  readonly items: readonly JsonValue[];
  /** How its text is made of the items. */
  readonly format: 'JSON' | 'JSONL' | 'CSV' | 'listed';
  /** Of CSV without a first row that says them. */
  readonly headers?: readonly string[];
  readonly delimiter?: string;
}

const DELIMITERS: Readonly<Record<string, string>> = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' };

/** The object that the ItemReader of a Map would read with an input; undefined for what is not known, or in a format of its own. */
export function itemsReadBy(node: AnyStateNode, input: JsonValue | undefined): StoredItems | undefined {
  const { ItemReader: reader } = fieldsAsJson(node.fields);
  if (!isJsonObject(reader)) return undefined;
  const bucket = fieldOf(reader, 'Bucket', input);
  if (bucket === undefined) return undefined;
  if (String(reader.Resource).endsWith(':listObjectsV2'))
    return { bucket, key: `${fieldOf(reader, 'Prefix', input) ?? ''}some-key`, items: [], format: 'listed' };
  const key = fieldOf(reader, 'Key', input);
  const config = isJsonObject(reader.ReaderConfig) ? reader.ReaderConfig : {};
  const { InputType: type = 'JSON', CSVHeaders: headers, CSVDelimiter: delimiter } = config;
  if (key === undefined || (type !== 'JSON' && type !== 'JSONL' && type !== 'CSV')) return undefined;
  const given = Array.isArray(headers) && config.CSVHeaderLocation === 'GIVEN' ? { headers: headers.map(String) } : {};
  return {
    bucket,
    key,
    items: [{}],
    format: type,
    ...given,
    ...(typeof delimiter === 'string' ? { delimiter: DELIMITERS[delimiter] ?? ',' } : {}),
  };
}

/** The bucket that the ResultWriter of a Map would write to. */
export function bucketWrittenBy(node: AnyStateNode, input: JsonValue | undefined): StoredItems | undefined {
  const { ResultWriter: writer } = fieldsAsJson(node.fields);
  const bucket = isJsonObject(writer) ? fieldOf(writer, 'Bucket', input) : undefined;
  return bucket === undefined ? undefined : { bucket, key: undefined, items: [], format: 'JSON' };
}

/** A field of a request: as it stands there, or by a path of the input alone. */
function fieldOf({ Parameters, Arguments }: JsonObject, name: string, input: JsonValue | undefined): string | undefined {
  const request = isJsonObject(Parameters) ? Parameters : isJsonObject(Arguments) ? Arguments : {};
  const given = request[name] ?? request[`${name}.$`];
  if (typeof given !== 'string') return undefined;
  const [read] = request[name] === undefined || given.startsWith('{%') ? readsIn(given) : [];
  if (read === undefined) return given;
  const value = read.variable === undefined ? valueAt(input, read.place) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** What S3 holds, as executions take it. */
export function objectStore(stored: readonly StoredItems[]): Record<string, Record<string, string>> {
  const store: Record<string, Record<string, string>> = {};
  for (const each of stored)
    store[each.bucket] = { ...store[each.bucket], ...(each.key === undefined ? {} : { [each.key]: objectText(each) }) };
  return store;
}

function objectText({ format, items, headers, delimiter = ',' }: StoredItems): string {
  if (format === 'listed') return 'text';
  if (format === 'JSON') return JSON.stringify(items);
  if (format === 'JSONL') return items.map((item) => JSON.stringify(item)).join('\n');
  const names = headers ?? [...new Set(items.flatMap((item) => Object.keys(isJsonObject(item) ? item : {})))];
  // Nobody reads a row without columns.
  const columns = names.length === 0 ? ['id'] : names;
  const cell = (item: JsonValue, name: string): string => {
    const value = valueAt(item, [name]);
    const text = value === undefined ? 'text' : typeof value === 'string' ? value : JSON.stringify(value);
    return /["\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = items.map((item) => columns.map((name) => cell(item, name)).join(delimiter));
  return [...(headers === undefined ? [columns.join(delimiter)] : []), ...rows].join('\n');
}
