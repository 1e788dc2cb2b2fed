import { isJsonArray, type JsonObject, type JsonValue } from '../../asl';
import type { ObjectContent } from './object-store';
import type { ReaderConfig } from './reader-config';

/** Turns the content of one object into items: a list, or an object whose fields they are. Throws a Failure with States.ItemReaderFailed. */
export type ReadItems<Items = readonly JsonValue[]> = (content: ObjectContent, config: ReaderConfig) => Items;

/** Items with where each was read: the place of all, or one for each. */
export interface SourcedItems {
  /** A list, or an object whose fields are the items. */
  readonly items: readonly JsonValue[] | JsonObject;
  readonly sources: string | readonly string[];
}

/** Joins what several objects hold. */
export function joinItems(parts: readonly SourcedItems[]): SourcedItems {
  return {
    items: parts.flatMap(({ items }) => listOf(items)),
    sources: parts.flatMap(({ items, sources }) => (typeof sources === 'string' ? listOf(items).map(() => sources) : sources)),
  };
}

function listOf(items: SourcedItems['items']): readonly JsonValue[] {
  return isJsonArray(items) ? items : Object.entries(items).map(([Key, Value]) => ({ Key, Value }));
}

/** At most so many of the items. */
export function firstItems(read: SourcedItems, most: number): SourcedItems {
  const { items } = read;
  if (isJsonArray(items)) return items.length > most ? { ...read, items: items.slice(0, most) } : read;
  return { ...read, items: Object.fromEntries(Object.entries(items).slice(0, most)) };
}

/** An object, or a bucket, as the context object names it. */
export function s3Uri(bucket: string, key?: string): string {
  return key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`;
}
