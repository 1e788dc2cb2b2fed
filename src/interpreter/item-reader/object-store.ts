import { Failure } from '../failure';

/** One object of a bucket: its content. */
export type ObjectContent = string | Uint8Array;

/** A local stand-in for S3: objects by key, or the path of a folder, by bucket. A ResultWriter adds to it. */
export type ObjectStore = Readonly<Record<string, string | Record<string, ObjectContent>>>;

/** An object as a listing shows it. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
}

/** Reads, lists and writes objects; what is missing fails as S3 would say it. */
export class ObjectReader {
  constructor(private readonly store: ObjectStore) {}

  /** Content of an object, as bytes or text. */
  read(bucket: string, key: string): ObjectContent {
    const content = this.bucket(bucket);
    if (typeof content === 'string') return readFile(content, key);
    if (!Object.hasOwn(content, key)) throw noSuchKey();
    return content[key] as ObjectContent;
  }

  /** Objects whose key begins with `prefix`, in the order of their keys' UTF-8 bytes. */
  list(bucket: string, prefix: string): readonly ListedObject[] {
    const content = this.bucket(bucket);
    const keys = typeof content === 'string' ? listFolder(content) : Object.keys(content);
    return keys
      .filter((key) => key.startsWith(prefix))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
      .map((key) => ({ key, size: Buffer.byteLength(this.read(bucket, key)) }));
  }

  /** Puts an object into a bucket that exists. */
  write(bucket: string, key: string, text: string): void {
    if (!Object.hasOwn(this.store, bucket)) throw new Failure('States.ResultWriterFailed', 'The specified bucket does not exist');
    const content = this.store[bucket] as ObjectStore[string];
    if (typeof content !== 'string') {
      content[key] = text;
      return;
    }
    const { fs, path } = files();
    const file = insideFolder(content, key);
    if (file === undefined) throw new Failure('States.ResultWriterFailed', `The key ${key} leads out of the bucket`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  private bucket(name: string): ObjectStore[string] {
    if (!Object.hasOwn(this.store, name)) throw new Failure('States.ItemReaderFailed', 'The specified bucket does not exist');
    return this.store[name] as ObjectStore[string];
  }
}

/** An object as text. */
export function textOfObject(content: ObjectContent): string {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function noSuchKey(): Failure {
  return new Failure('States.ItemReaderFailed', 'The specified key does not exist.');
}

/** File access is loaded only by runs that name a folder. */
function files() {
  return { fs: require('node:fs') as typeof import('node:fs'), path: require('node:path') as typeof import('node:path') };
}

function readFile(folder: string, key: string): Uint8Array {
  const { fs } = files();
  const file = insideFolder(folder, key);
  if (file === undefined || !fs.existsSync(file)) throw noSuchKey();
  return fs.readFileSync(file);
}

/** The path of a key, unless it leads out of the folder. */
function insideFolder(folder: string, key: string): string | undefined {
  const { path } = files();
  const file = path.resolve(folder, key);
  return file.startsWith(path.resolve(folder) + path.sep) ? file : undefined;
}

function listFolder(folder: string): string[] {
  const { fs, path } = files();
  if (!fs.existsSync(folder)) throw new Failure('States.ItemReaderFailed', 'The specified bucket does not exist');
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path
        .relative(folder, path.join(entry.parentPath ?? entry.path, entry.name))
        .split(path.sep)
        .join('/'),
    );
}
