import type { JsonValue } from '../../asl';
import type { ObjectContent } from './object-store';
import type { ReaderConfig } from './reader-config';

/** Turns the content of one object into items. Throws a Failure with States.ItemReaderFailed. */
export type ReadItems = (content: ObjectContent, config: ReaderConfig) => readonly JsonValue[];

/** Items with where each was read: the place of all, or one for each. */
export interface SourcedItems {
  readonly items: readonly JsonValue[];
  readonly sources: string | readonly string[];
}

/** Joins what several objects hold. */
export function joinItems(parts: readonly SourcedItems[]): SourcedItems {
  return {
    items: parts.flatMap(({ items }) => items),
    sources: parts.flatMap(({ items, sources }) => (typeof sources === 'string' ? items.map(() => sources) : sources)),
  };
}

/** An object, or a bucket, as the context object names it. */
export function s3Uri(bucket: string, key?: string): string {
  return key === undefined ? `s3://${bucket}` : `s3://${bucket}/${key}`;
}
