import { Failure } from '../failure';
import { UsageError } from '../usage-error';
import { readJsonArray } from './json';
import type { ObjectContent } from './object-store';
import { decodeApart } from './parquet-thread';
import type { ReadItems } from './read-items';

/** First bytes of every Parquet file. */
const MAGIC = 'PAR1';

/** Files whose rows are remembered: a test file asks for the same few in every test. */
const REMEMBERED = 16;

/** Rows as JSON text, by the hash of their file, the one used last at the end. */
const rowsByHash = new Map<string, string>();

/**
 * Rows of a Parquet file as objects. Text stands for a file of which the rows were written down as a JSON array. Needs `hyparquet` installed;
 * throws a UsageError that says so.
 *
 * Integers beyond 2^53 become text, dates ISO 8601 text, bytes Base64.
 */
export const readParquet: ReadItems = (content) => {
  if (typeof content === 'string') return readJsonArray(content);
  if (!isParquet(content)) throw new Failure('States.ItemReaderFailed', 'The object is not a Parquet file.');
  return readJsonArray(rowsOf(content));
};

function isParquet(content: Exclude<ObjectContent, string>): boolean {
  return content.length > MAGIC.length && Buffer.from(content.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

function rowsOf(content: Uint8Array): string {
  // Loaded with the first Parquet file: it would be half of the time that loading the interpreter takes.
  const { createHash }: typeof import('node:crypto') = require('node:crypto');
  const hash = createHash('sha256').update(content).digest('hex');
  const text = rowsByHash.get(hash) ?? decoded(content);
  rowsByHash.delete(hash);
  rowsByHash.set(hash, text);
  const [oldest] = rowsByHash.keys();
  if (rowsByHash.size > REMEMBERED) rowsByHash.delete(oldest!);
  return text;
}

function decoded(content: Uint8Array): string {
  const { rows, problem } = decodeApart(content, packagePath());
  if (rows !== undefined) return rows;
  if (/cells are more than/.test(problem)) throw new UsageError(`A Parquet file was not read: ${problem}. Hint: give the test fewer rows.`);
  if (/unsupported compression codec/.test(problem)) {
    throw new UsageError(
      `A Parquet file cannot be read: ${problem}. Hint: Drystep reads Snappy, GZIP, Brotli and, from Node 22.15, ZSTD; write the test's file with one of them.`,
    );
  }
  throw new Failure('States.ItemReaderFailed', `Unable to read the Parquet file: ${problem}`);
}

function packagePath(): string {
  try {
    return require.resolve('hyparquet');
  } catch {
    throw new UsageError(
      'Parquet files need the optional package hyparquet, which is not installed. Hint: npm install --save-dev hyparquet.',
    );
  }
}
