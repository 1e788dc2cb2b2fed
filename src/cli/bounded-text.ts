import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { CommandError } from './command-error';
import { LARGEST_FILE } from './largest-file';
import { refusedBySystem } from './refused-by-system';

const CHUNK = 64 * 1024;
/** How long to let the writer of a pipe work before the next look, in milliseconds. */
const PAUSE = 5;

/** How long a pipe with a name may be without a writer, in milliseconds: one that was started in the same line has long begun. */
const WITHOUT_WRITER = 2_000;
/** Names of pipes that are open already, such as the `<(…)` of a shell: they have had their writer. */
const OPEN_ALREADY = /^\/(?:dev\/(?:fd\/|std)|proc\/)/;

/**
 * What a file, a pipe or a device says, to its end, without a byte order mark. Throws a CommandError for one that is too large or never ends, for a pipe that
 * nobody writes to, and what the system says of one that cannot be read.
 *
 * @param source a path, or the descriptor of what is open already
 */
export function boundedText(source: string | number, shown: string): string {
  try {
    if (typeof source === 'number') return readAll(source, shown);
    const waits = OPEN_ALREADY.test(source);
    // To open a pipe with a name would wait for its writer, without an end.
    const file = openSync(source, waits ? 'r' : constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!waits && fstatSync(file).isFIFO()) return readAll(file, shown, performance.now() + WITHOUT_WRITER);
      return readAll(file, shown);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw refusedBySystem(error, shown) ?? error;
  }
}

/** @param begun until when a pipe must have been written to; what has a writer may take as long as it likes */
function readAll(file: number, shown: string, begun = 0): string {
  if (fstatSync(file).size > LARGEST_FILE) throw tooLarge(shown);
  const chunks: Buffer[] = [];
  let size = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readChunk(file, chunk);
    if (read === 0 && size === 0 && begun > 0) {
      if (performance.now() > begun) throw unwritten(shown);
      pause();
      continue;
    }
    if (read === 0)
      return Buffer.concat(chunks, size)
        .toString('utf8')
        .replace(/^\uFEFF/, '');
    size += read;
    if (size > LARGEST_FILE) throw tooLarge(shown);
    chunks.push(chunk.subarray(0, read));
  }
}

/** How many bytes came, 0 at the end. A pipe that somebody set not to wait says EAGAIN until its writer has written; Windows has an error for the end. */
function readChunk(file: number, chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(file, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

function unwritten(shown: string): CommandError {
  return new CommandError(
    `${shown} is a pipe that nobody has written to for ${WITHOUT_WRITER / 1000} s of real time.`,
    'start what writes to it before, or name a file.',
  );
}

function tooLarge(shown: string): CommandError {
  return new CommandError(`${shown} is larger than ${LARGEST_FILE / 1024 / 1024} MiB, or never ends.`, 'name the file that you mean.');
}
