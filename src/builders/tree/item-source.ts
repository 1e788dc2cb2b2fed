import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import {
  type CsvDelimiter,
  CsvHeaders,
  type IItemReader,
  S3CsvItemReader,
  S3JsonItemReader,
  S3JsonLItemReader,
  S3ManifestItemReader,
  S3ObjectsItemReader,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { JsonObject } from '../../asl';
import { BuilderError, requireAtMost } from '../../expressions';
import { knownOptions } from './known-options';
import { literalInArn } from './literal-in-arn';

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

/** How a file of JSON is read. */
export interface JsonSource extends FileSource {
  /** Where in the file the items are, as a JSON pointer: `/orders/lines`. @default the file is the array */
  readonly pointer?: string;
}

/** How the columns of CSV are read. */
export interface CsvColumns {
  /** Names of the columns. @default the first row */
  readonly columns?: readonly string[];
  /** @default a comma */
  readonly delimiter?: CsvDelimiter;
}

/** How a CSV file is read. */
export interface CsvSource extends FileSource, CsvColumns {}

/** How the manifest of a query of Athena (UNLOAD) is read. */
export interface AthenaSource extends FileSource, CsvColumns {
  /** The format in which the query wrote its data. */
  readonly format: 'CSV' | 'JSONL' | 'PARQUET';
  /** Where its data is. @default the bucket of the manifest */
  readonly dataBucket?: IBucket;
}

/** How the objects under a prefix are read. */
export interface ContentsSource extends ListingSource, CsvColumns {
  /** How all of them are written. */
  readonly format: 'CSV' | 'JSON' | 'JSONL' | 'PARQUET';
  /** Where in each object the items are, as a JSON pointer. @default the object is the array */
  readonly pointer?: string;
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

/** A source of many objects: without a prefix it is all of them. */
function listing<Item>(own: string | undefined, reader: (prefix: string, known: string) => IItemReader): ItemSource<Item> {
  // A prefix of the data comes instead of its own, and may be any.
  return Object.freeze({ reader: (prefix?: string) => (prefix === undefined ? reader(own ?? '', own ?? '') : reader(prefix, '')) });
}

/** A source in a manifest, which names objects in turn. */
function manifest<Item>(own: string | undefined, reader: (key: string) => IItemReader): ItemSource<Item> {
  return Object.freeze({ reader: (key?: string) => reader(requiredKey(key ?? own)) });
}

function requiredKey(key: string | undefined): string {
  if (key !== undefined && key !== '') return key;
  throw new BuilderError({
    code: 'OPTION_VALUE',
    message: 'Its source is a file, and nothing says which: there is neither a key nor a sourceKey.',
    hint: "write itemsIn.csv(bucket, { key: 'rows.csv' }), or sourceKey: ({ input }) => input.file for a key that is known at run time.",
  });
}

/** A source in one file: where its key is known, the role may read that file alone. */
function fileSource<Item>(bucket: IBucket, own: string | undefined, reader: (key: string) => IItemReader): ItemSource<Item> {
  return Object.freeze({
    reader: (key?: string) => {
      const made = reader(requiredKey(key ?? own));
      if (key === undefined && own !== undefined) {
        made.providePolicyStatements = () => [
          new PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects(literalInArn(own))] }),
        ];
      }
      return mayDecrypt(made, bucket);
    },
  });
}

/** Has a reader print something else; the same reader is given back. */
export function printing(reader: IItemReader, change: (printed: JsonObject) => JsonObject): IItemReader {
  const print = reader.render.bind(reader);
  reader.render = (...parameters) => change(print(...parameters) as JsonObject);
  return reader;
}

/** Has a reader print more in its ReaderConfig. */
export function configured(reader: IItemReader, config: JsonObject): IItemReader {
  if (Object.keys(config).length === 0) return reader;
  const replaced = 'MaxItemsPath' in config ? 'MaxItems' : undefined;
  return printing(reader, ({ ReaderConfig = {}, ...printed }) => {
    const own = Object.entries(ReaderConfig as JsonObject).filter(([field]) => field !== replaced);
    return { ...printed, ReaderConfig: { ...Object.fromEntries(own), ...config } };
  });
}

function pointed(pointer: string | undefined): JsonObject {
  return pointer === undefined ? {} : { ItemsPointer: pointer };
}

function csvConfig({ columns, delimiter }: CsvColumns): JsonObject {
  return {
    ...(columns === undefined ? { CSVHeaderLocation: 'FIRST_ROW' } : { CSVHeaderLocation: 'GIVEN', CSVHeaders: columns }),
    ...(delimiter === undefined ? {} : { CSVDelimiter: delimiter }),
  };
}

/** Lets a reader read more objects than the one it names. */
function mayRead(reader: IItemReader, bucket: IBucket, objects: string): IItemReader {
  return mayDecrypt(allowed(reader, 's3:GetObject', bucket.arnForObjects(objects)), bucket);
}

/** Lets a reader read objects that a key of KMS encrypts: S3 decrypts them in the name of the role. */
function mayDecrypt(reader: IItemReader, { encryptionKey }: IBucket): IItemReader {
  return encryptionKey === undefined ? reader : allowed(reader, 'kms:Decrypt', encryptionKey.keyArn);
}

function allowed(reader: IItemReader, action: string, resource: string): IItemReader {
  const before = reader.providePolicyStatements.bind(reader);
  reader.providePolicyStatements = () => [...before(), new PolicyStatement({ actions: [action], resources: [resource] })];
  return reader;
}

/** Sources of items in S3, for distributed Maps; the role may read what they name. */
export const itemsIn = {
  /** A file of JSON that is an array, or has one inside. */
  json<Item>(bucket: IBucket, options: JsonSource = {}): ItemSource<Item> {
    requireAtMost('itemsIn.json()', 2, arguments);
    const { maxItems, pointer } = knownOptions(undefined, 'itemsIn.json', options);
    return fileSource(bucket, options.key, (key) => configured(new S3JsonItemReader({ bucket, key, maxItems }), pointed(pointer)));
  },
  /** A file of Parquet. */
  parquet<Item>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    requireAtMost('itemsIn.parquet()', 2, arguments);
    const { maxItems } = knownOptions(undefined, 'itemsIn.parquet', options);
    // Releases of aws-cdk-lib have no reader of Parquet; it is one of JSON but for the word.
    return fileSource(bucket, options.key, (key) => configured(new S3JsonItemReader({ bucket, key, maxItems }), { InputType: 'PARQUET' }));
  },
  /** The data of a query of Athena, by the manifest that UNLOAD writes; cells of CSV are text. */
  athena<Item>(bucket: IBucket, options: AthenaSource): ItemSource<Item> {
    requireAtMost('itemsIn.athena()', 2, arguments);
    const { maxItems, format, dataBucket = bucket } = knownOptions(undefined, 'itemsIn.athena', options);
    const config: JsonObject = { InputType: format, ManifestType: 'ATHENA_DATA', ...(format === 'CSV' ? csvConfig(options) : {}) };
    return manifest(options.key, (key) =>
      mayRead(mayDecrypt(configured(new S3JsonItemReader({ bucket, key, maxItems }), config), bucket), dataBucket, '*'),
    );
  },
  /** What the objects of a bucket hold, one after the other; all of them are written alike. */
  contents<Item>(bucket: IBucket, options: ContentsSource): ItemSource<Item> {
    requireAtMost('itemsIn.contents()', 2, arguments);
    const { maxItems, format, pointer } = knownOptions(undefined, 'itemsIn.contents', options);
    const config: JsonObject = {
      InputType: format,
      Transformation: 'LOAD_AND_FLATTEN',
      ...(format === 'CSV' ? csvConfig(options) : {}),
      ...pointed(pointer),
    };
    return listing(options.prefix, (prefix, known) =>
      mayRead(configured(new S3ObjectsItemReader({ bucket, prefix, maxItems }), config), bucket, `${literalInArn(known)}*`),
    );
  },
  /** A file with a JSON value on each line. */
  jsonLines<Item>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    requireAtMost('itemsIn.jsonLines()', 2, arguments);
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
    requireAtMost('itemsIn.csv()', 2, arguments);
    knownOptions(undefined, 'itemsIn.csv', options);
    const csvHeaders = options.columns === undefined ? CsvHeaders.useFirstRow() : CsvHeaders.use([...options.columns]);
    const { maxItems, delimiter } = options;
    return fileSource(bucket, options.key, (key) => new S3CsvItemReader({ bucket, key, maxItems, csvHeaders, csvDelimiter: delimiter }));
  },
  /** The objects of a bucket. */
  objects(bucket: IBucket, options: ListingSource = {}): ItemSource<ListedItem> {
    requireAtMost('itemsIn.objects()', 2, arguments);
    knownOptions(undefined, 'itemsIn.objects', options);
    return listing(options.prefix, (prefix) => new S3ObjectsItemReader({ bucket, prefix, maxItems: options.maxItems }));
  },
  /** An inventory of S3. */
  inventory<Item extends TextFields<Item>>(bucket: IBucket, options: FileSource = {}): ItemSource<Item> {
    requireAtMost('itemsIn.inventory()', 2, arguments);
    knownOptions(undefined, 'itemsIn.inventory', options);
    return manifest(options.key, (key) => mayDecrypt(new S3ManifestItemReader({ bucket, key, maxItems: options.maxItems }), bucket));
  },
};
