import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  CsvDelimiter,
  CsvHeaders,
  type IItemReader,
  S3CsvItemReader,
  S3JsonItemReader,
  S3JsonLItemReader,
  S3ManifestItemReader,
  S3ObjectsItemReader,
} from 'aws-cdk-lib/aws-stepfunctions';
import { BuilderError } from '../../expressions';
import { knownOptions } from './known-options';

declare const sourceItem: unique symbol;

/**
 * Where the items of a distributed Map come from.
 *
 * @typeParam Item one item
 */
export interface ItemSource<out Item> {
  readonly [sourceItem]?: Item;
  /** Makes the reader; the key, or the prefix of a listing, is what the step names, else the source's own. */
  reader(key?: string): IItemReader;
}

/** How a file of items is read. */
export interface FileSource {
  /** Key of the file. @default the step's `sourceKey` */
  readonly key?: string;
  /** Items to read at most. @default all */
  readonly maxItems?: number;
}

/** How a CSV file is read. */
export interface CsvSource extends FileSource {
  /** Names of the columns. @default the first row */
  readonly columns?: readonly string[];
  /** @default a comma */
  readonly delimiter?: CsvDelimiter;
}

/** Which objects are listed. */
export interface ListingSource {
  /** @default the step's `sourceKey`, else every object */
  readonly prefix?: string;
  /** Items to read at most. @default all */
  readonly maxItems?: number;
}

/** An object of a listing. */
export interface ListedItem {
  readonly Key: string;
  readonly Size: number;
  readonly Etag: string;
  readonly LastModified: number;
  readonly StorageClass: string;
}

/**
 * A row whose cells are text, as a type or an interface.
 *
 * @typeParam Row the row
 */
export type TextFields<Row> = { readonly [Column in keyof Row]: string | undefined };

function source<Item>(own: string | undefined, reader: (key: string) => IItemReader): ItemSource<Item> {
  return Object.freeze({ reader: (key?: string) => reader(key ?? own ?? '') });
}

/** A source in one file: where its key is known, the role may read that file alone. */
function fileSource<Item>(bucket: IBucket, own: string | undefined, reader: (key: string) => IItemReader): ItemSource<Item> {
  return Object.freeze({
    reader: (key?: string) => {
      const made = reader(key ?? own ?? '');
      if (key === undefined && own !== undefined) {
        made.providePolicyStatements = () => [new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(own)] })];
      }
      return made;
    },
  });
}

/** Sources of items in S3, for distributed Maps; the role may read what they name. */
export const itemsIn = {
  /** A file that holds one JSON array. */
  json<Item>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    knownOptions(undefined, 'itemsIn.json', options);
    return fileSource(bucket, options.key, (key) => new S3JsonItemReader({ bucket, key, maxItems: options.maxItems }));
  },
  /** A file with a JSON value on each line. */
  jsonLines<Item>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    knownOptions(undefined, 'itemsIn.jsonLines', options);
    return fileSource(bucket, options.key, (key) => {
      if (S3JsonLItemReader !== undefined) return new S3JsonLItemReader({ bucket, key, maxItems: options.maxItems });
      throw new BuilderError({
        code: 'CDK_TOO_OLD',
        message: 'This release of aws-cdk-lib has no reader for lines of JSON.',
        hint: 'upgrade aws-cdk-lib to 2.195 or later, or keep the items as one JSON array.',
      });
    });
  },
  /** A CSV file; every cell is text. */
  csv<Row extends TextFields<Row>>(bucket: IBucket, options: CsvSource = {}): ItemSource<Row> {
    knownOptions(undefined, 'itemsIn.csv', options);
    const csvHeaders = options.columns === undefined ? CsvHeaders.useFirstRow() : CsvHeaders.use([...options.columns]);
    // Older releases have no delimiters to choose from: a comma is what they mean.
    const { maxItems, delimiter = CsvDelimiter?.COMMA } = options;
    return fileSource(bucket, options.key, (key) => new S3CsvItemReader({ bucket, key, maxItems, csvHeaders, csvDelimiter: delimiter }));
  },
  /** The objects of a bucket. */
  objects(bucket: IBucket, options: ListingSource = {}): ItemSource<ListedItem> {
    knownOptions(undefined, 'itemsIn.objects', options);
    return source(options.prefix, (prefix) => new S3ObjectsItemReader({ bucket, prefix, maxItems: options.maxItems }));
  },
  /** An inventory of S3. */
  inventory<Item extends TextFields<Item>>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    knownOptions(undefined, 'itemsIn.inventory', options);
    return source(options.key, (key) => new S3ManifestItemReader({ bucket, key, maxItems: options.maxItems }));
  },
};
