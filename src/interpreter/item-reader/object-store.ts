import { errorText } from '../../asl';
import { Failure } from '../failure';
import { UsageError } from '../usage-error';
import { takenObjects } from './taken-objects';

/** One object of a bucket: its content. */
export type ObjectContent = string | Uint8Array;

/** A local stand-in for S3: objects by key, or the path of a folder, by bucket. A run takes them when it is given them; what a ResultWriter puts is added. */
export type ObjectStore = Readonly<Record<string, string | Record<string, ObjectContent>>>;

/** Objects that were put, as text by bucket and key. */
export type WrittenObjects = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An object as a listing shows it. */
export interface ListedObject {
  readonly key: string;
  readonly size: number;
}

/** Reads, lists and writes objects; what is missing fails as S3 would say it. */
export class ObjectReader {
  /** Everything that was put. */
  readonly written: Record<string, Record<string, string>> = Object.create(null) as Record<string, never>;

  private readonly layers: { readonly own: ObjectStore; readonly given: ObjectStore }[];

  /** @param layers stores one over the other: an object of a later one hides an earlier one's, and what is put goes into the last that has the bucket */
  constructor(layers: readonly ObjectStore[]) {
    requireFolders(layers);
    this.layers = layers.map((given) => ({ own: takenObjects(given), given }));
  }

  /** Lays another store over those there are. */
  add(given: ObjectStore): void {
    requireFolders([given]);
    this.layers.push({ own: takenObjects(given), given });
  }

  /** Content of an object, as bytes or text. */
  read(bucket: string, key: string): ObjectContent {
    for (const content of this.bucket(bucket)) {
      const found = typeof content === 'string' ? readFile(content, key) : ownContent(content, key);
      if (found !== undefined) return found;
    }
    throw new Failure('States.ItemReaderFailed', 'The specified key does not exist.');
  }

  /** Objects whose key begins with `prefix`, in the order of their keys' UTF-8 bytes. */
  list(bucket: string, prefix: string): readonly ListedObject[] {
    const keys = new Set(
      this.bucket(bucket).flatMap((content) => (typeof content === 'string' ? listFolder(content) : Object.keys(content))),
    );
    return [...keys]
      .filter((key) => key.startsWith(prefix))
      .sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
      .map((key) => ({ key, size: this.sizeOf(bucket, key) }));
  }

  private sizeOf(bucket: string, key: string): number {
    for (const content of this.bucket(bucket)) {
      const size = typeof content === 'string' ? sizeOfFile(content, key) : lengthOf(ownContent(content, key));
      if (size !== undefined) return size;
    }
    return 0;
  }

  /** Throws a Failure when there is no such bucket. */
  requireBucket(bucket: string, error: string): void {
    if (this.contentsOf(bucket).length === 0) throw new Failure(error, 'The specified bucket does not exist');
  }

  /** Puts an object into a bucket that exists. */
  write(bucket: string, key: string, text: string): void {
    const layer = this.layers.filter(({ own }) => Object.hasOwn(own, bucket)).at(-1);
    if (layer === undefined) throw new Failure('States.ResultWriterFailed', 'The specified bucket does not exist');
    const [content, given] = [layer.own[bucket]!, layer.given[bucket]];
    if (typeof content === 'string') writeFile(content, key, text);
    else content[key] = text;
    // Who gave the bucket finds the results in it.
    if (typeof given === 'object' && given !== content) given[key] = text;
    this.written[bucket] ??= Object.create(null) as Record<string, string>;
    this.written[bucket][key] = text;
  }

  private bucket(name: string): readonly ObjectStore[string][] {
    const contents = this.contentsOf(name);
    if (contents.length === 0) throw new Failure('States.ItemReaderFailed', 'The specified bucket does not exist');
    return contents;
  }

  /** What the layers hold of a bucket, the last layer first. */
  private contentsOf(bucket: string): ObjectStore[string][] {
    const contents = this.layers
      .filter(({ own }) => Object.hasOwn(own, bucket))
      .map(({ own }) => own[bucket]!)
      .reverse();
    for (const content of contents) if (typeof content === 'string') requireFolder(content, bucket);
    return contents;
  }
}

function lengthOf(content: ObjectContent | undefined): number | undefined {
  return content === undefined ? undefined : Buffer.byteLength(content);
}

function ownContent(content: Record<string, ObjectContent>, key: string): ObjectContent | undefined {
  return Object.hasOwn(content, key) ? content[key] : undefined;
}

/** An object as text. */
export function textOfObject(content: ObjectContent): string {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** File access is loaded only by runs that name a folder. */
function files(): { readonly fs: typeof import('node:fs'); readonly path: typeof import('node:path') } {
  return { fs: require('node:fs'), path: require('node:path') };
}

/** Throws a UsageError for a folder that does not exist, also if nothing is going to be read from it. */
export function requireFolders(layers: readonly ObjectStore[]): void {
  for (const layer of layers)
    for (const [bucket, content] of Object.entries(layer)) if (typeof content === 'string') requireFolder(content, bucket);
}

/** A folder that is misspelt must not become a bucket that the workflow misses, and handles. */
function requireFolder(folder: string, bucket: string): void {
  const { fs } = files();
  const found = fs.existsSync(folder) ? fs.statSync(folder) : undefined;
  if (found?.isDirectory()) return;
  throw new UsageError(
    `The bucket "${bucket}" of the objects is given as the folder ${folder}, ${found === undefined ? 'which does not exist' : 'which is not a folder'}. Hint: paths are relative to the working directory; leave out a bucket that does not exist.`,
  );
}

/** More than any test can hold as text and as items. */
const LARGEST_FILE = 256 * 1024 * 1024;

function readFile(folder: string, key: string): Uint8Array | undefined {
  const file = existingFile(folder, key);
  if (file === undefined) return undefined;
  const { fs } = files();
  const { size } = fs.statSync(file);
  if (size <= LARGEST_FILE) return fs.readFileSync(file);
  throw new UsageError(
    `The object "${key}" of the folder ${folder} was not read: it has ${size} bytes, and a test takes at most ${LARGEST_FILE}. Hint: give the test a smaller file.`,
  );
}

function sizeOfFile(folder: string, key: string): number | undefined {
  const file = existingFile(folder, key);
  return file === undefined ? undefined : files().fs.statSync(file).size;
}

function existingFile(folder: string, key: string): string | undefined {
  const { fs } = files();
  const file = insideFolder(folder, key);
  if (file === undefined || !fs.existsSync(file) || !fs.statSync(file).isFile()) return undefined;
  refuseLinkOut(folder, file, key);
  return file;
}

function writeFile(folder: string, key: string, text: string): void {
  const { fs, path } = files();
  const file = insideFolder(folder, key);
  if (file === undefined) throw new Failure('States.ResultWriterFailed', `The key ${key} leads out of the bucket`);
  try {
    refuseLinkOut(folder, nearestExisting(file), key);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown;
    throw new UsageError(
      `The object "${key}" cannot be written to the folder ${folder}: ${errorText(thrown)}. Hint: S3 takes any key, a folder does not: give the bucket as an object of keys.`,
    );
  }
}

/** The file or folder on the way to a path that exists: a link among them decides where a new file goes. */
function nearestExisting(file: string): string {
  const { fs, path } = files();
  // A link to nothing exists, too: writing through it would make what it names.
  return fs.lstatSync(file, { throwIfNoEntry: false }) === undefined ? nearestExisting(path.dirname(file)) : file;
}

/** A folder that stands for a bucket shows nothing else of the machine: throws a UsageError for a link that leaves it. */
function refuseLinkOut(folder: string, file: string, key: string): void {
  const { fs, path } = files();
  const root = fs.realpathSync(folder);
  const target = fs.existsSync(file) ? fs.realpathSync(file) : undefined;
  if (target !== undefined && (target === root || target.startsWith(root.endsWith(path.sep) ? root : root + path.sep))) return;
  throw new UsageError(
    `The object "${key}" of the folder ${folder} is reached through a symbolic link that leaves the folder. Hint: copy the file into the folder.`,
  );
}

/** The path of a key, unless it leads out of the folder. */
function insideFolder(folder: string, key: string): string | undefined {
  const { path } = files();
  const [root, file] = [path.resolve(folder), path.resolve(folder, key)];
  return file.startsWith(root.endsWith(path.sep) ? root : root + path.sep) && file !== root ? file : undefined;
}

function listFolder(folder: string): string[] {
  const { fs, path } = files();
  const keys: string[] = [];
  const walk = (inner: string, prefix: string): void => {
    for (const entry of fs.readdirSync(inner, { withFileTypes: true })) {
      const file = path.join(inner, entry.name);
      const key = `${prefix}${entry.name}`;
      if (entry.isDirectory()) walk(file, `${key}/`);
      else if (entry.isFile() || (entry.isSymbolicLink() && isLinkedFile(folder, file, key))) keys.push(key);
    }
  };
  walk(folder, '');
  return keys;
}

/** Tells a link to a file of the folder. Links to folders can lead in circles: S3 knows none, so they are refused, not followed. */
function isLinkedFile(folder: string, file: string, key: string): boolean {
  const { fs } = files();
  // A link to nothing, or to itself, cannot be read as an object either.
  if (!fs.existsSync(file)) return false;
  const found = fs.statSync(file);
  refuseLinkOut(folder, file, key);
  if (!found.isDirectory()) return found.isFile();
  throw new UsageError(`"${key}" in the folder ${folder} is a symbolic link to a folder. Hint: copy the folder.`);
}
