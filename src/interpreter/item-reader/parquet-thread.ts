import { pathToFileURL } from 'node:url';
import { UsageError } from '../usage-error';
import { MOST_CELLS } from './read-limits';

/** What a thread made of a file: its rows as JSON text, or why not. */
export type DecodedRows = { readonly rows: string; readonly problem?: undefined } | { readonly rows?: undefined; readonly problem: string };

/** Real milliseconds after which a thread is given up. */
const PATIENCE = 120_000;

/**
 * The program of the thread. It is text because it must run as it stands, whatever a test runner does to modules: jest cannot load an ES module,
 * which the decoder is, into its own environment. Nothing but the constant below is ever run.
 */
const PROGRAM = `
const { workerData: { content, decoder, port, done, mostCells } } = require('node:worker_threads');
const zlib = require('node:zlib');
const compressors = {
  GZIP: (input, length) => zlib.gunzipSync(input, { maxOutputLength: length }),
  BROTLI: (input, length) => zlib.brotliDecompressSync(input, { maxOutputLength: length }),
};
if (zlib.zstdDecompressSync !== undefined) compressors.ZSTD = (input, length) => zlib.zstdDecompressSync(input, { maxOutputLength: length });
const json = (value) => {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(json);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, json(member)]));
  return value === undefined ? null : value;
};
const file = content.buffer.slice(content.byteOffset, content.byteOffset + content.byteLength);
import(decoder)
  .then(({ parquetMetadata, parquetReadObjects }) => {
    // A few bytes can stand for any number of equal rows.
    const metadata = parquetMetadata(file);
    const cells = Number(metadata.num_rows) * (metadata.schema.length - 1);
    if (!(cells <= mostCells)) throw new Error(cells + ' cells are more than the ' + mostCells + ' that are read here');
    return parquetReadObjects({ file, metadata, compressors });
  })
  .then((rows) => port.postMessage({ rows: JSON.stringify(json(rows)) }))
  .catch((error) => port.postMessage({ problem: String(error?.message ?? error) }))
  .finally(() => {
    Atomics.store(done, 0, 1);
    Atomics.notify(done, 0);
  });
`;

/**
 * Decodes a Parquet file in a thread of its own and waits for it: the decoder works with promises, and an execution, which is synchronous, cannot.
 *
 * @param decoder path of the decoder's package
 */
export function decodeApart(content: Uint8Array, decoder: string): DecodedRows {
  const { MessageChannel, receiveMessageOnPort, Worker }: typeof import('node:worker_threads') = require('node:worker_threads');
  const { port1: answers, port2: port } = new MessageChannel();
  const done = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(PROGRAM, {
    eval: true,
    workerData: { content, decoder: pathToFileURL(decoder).href, port, done, mostCells: MOST_CELLS },
    transferList: [port],
    // What this process was started with (loaders, inspectors) is not for the thread.
    execArgv: [],
    env: {},
  });
  thread.unref();
  try {
    // How long this machine takes is not an outcome of the workflow.
    if (Atomics.wait(done, 0, 0, PATIENCE) === 'timed-out') {
      throw new UsageError(
        `A Parquet file was not decoded within ${PATIENCE / 1000} seconds of real time. Hint: write a smaller file for the test.`,
      );
    }
    return receiveMessageOnPort(answers)?.message as DecodedRows;
  } finally {
    answers.close();
    void thread.terminate();
  }
}
