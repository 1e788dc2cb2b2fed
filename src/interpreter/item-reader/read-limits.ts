import { UsageError } from '../usage-error';

/** Bytes that the compressed files of one reading may hold together. */
const MOST_INFLATED = 32 * 1024 * 1024;

/** What is used of `node:zlib`; older Nodes know no ZSTD. */
interface Inflaters {
  readonly gunzipSync: Inflater;
  readonly zstdDecompressSync?: Inflater;
}

type Inflater = (content: Uint8Array, options: { readonly maxOutputLength: number }) => Uint8Array;

/** Items that the files of one manifest, or one file of JSON Lines, may hold. */
const MOST_ITEMS = 5_000_000;

/** Cells of one table: a CSV row of one character has as many as there are headers, equal rows of Parquet weigh nothing. */
export const MOST_CELLS = 50_000_000;

/**
 * What one reading may take on this machine. Small files can stand for endless data: these are not limits of AWS, so that going beyond is the
 * mistake of a test and never an outcome of the workflow.
 */
export class ReadLimits {
  private inflated = 0;
  private items = 0;

  /** Decompresses a file. Throws whatever zlib does for data that is not of the format. */
  inflate(content: Uint8Array, name: string, format: 'gzip' | 'zstd'): Uint8Array {
    const zlib: Inflaters = require('node:zlib');
    const decompressed = format === 'gzip' ? zlib.gunzipSync : zlib.zstdDecompressSync;
    if (decompressed === undefined) {
      throw new UsageError(
        `${name} was not read: this Node cannot decompress ZSTD. Hint: use Node 22.15 or later, or give the test an uncompressed file.`,
      );
    }
    try {
      const whole = decompressed(content, { maxOutputLength: MOST_INFLATED - this.inflated + 1 });
      this.inflated += whole.length;
      if (this.inflated <= MOST_INFLATED) return whole;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw thrown;
    }
    throw new UsageError(
      `${name} was not read: the compressed files of one reading hold more than ${MOST_INFLATED} bytes. Hint: give the test smaller files, or uncompressed ones without .gz in their names.`,
    );
  }

  /** Counts items of a manifest's files. */
  take(count: number, name: string): void {
    this.items += count;
    if (this.items <= MOST_ITEMS) return;
    throw new UsageError(`${name} was not read: the files of its manifest hold more than ${MOST_ITEMS} items. Hint: give the test fewer.`);
  }
}

/** Refuses a file of more lines than a test can hold, before they are taken apart. */
export function limitLines(text: string): void {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  if (lines <= MOST_ITEMS) return;
  throw new UsageError(`A file of JSON Lines was not read: it has more than ${MOST_ITEMS} lines. Hint: give the test fewer.`);
}

/** Refuses a CSV file that would become more cells than a test can hold. */
export function limitCells(rows: number, headers: number): void {
  if (rows * headers <= MOST_CELLS) return;
  throw new UsageError(
    `A CSV file was not read: ${rows} rows of ${headers} columns are more than ${MOST_CELLS} cells. Hint: give the test fewer rows, or set MaxItems.`,
  );
}
