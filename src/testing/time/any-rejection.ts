import { readFileSync } from 'node:fs';

/** What takes every error behind `.rejects`. */
const TAKES_ANY = /^(?:toThrow(?:Error)?\(\s*(?:Error)?\s*\)|toBeInstanceOf\(\s*Error\s*\)|toBeDefined\(\s*\)|toBeTruthy\(\s*\))/;

/** A place in the stack: a path, a line and a column. */
const PLACE = /\(?(?:file:\/\/)?(\/[^()]+|[A-Za-z]:[^()]+):(\d+):(\d+)\)?$/;

/** Where a handler is added to a promise, for {@link takesAnyError}. */
export function placeOfHandler(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 8;
  const place = new Error('place');
  Error.stackTraceLimit = limit;
  return place;
}

/**
 * Whether the handler is that of `.rejects.toThrow()` or its like, which a failure of the test itself fulfils as well as the one that is meant. No runner
 * tells a promise what is expected of it: the text of the call is read where the test makes it.
 */
export function takesAnyError({ stack }: Error): boolean {
  const frames = (stack ?? '').split('\n').flatMap((line) => [PLACE.exec(line.trimEnd())].filter((found) => found !== null));
  // The first call of the runner's `expect` comes from the test.
  const runner = frames.findIndex(([, path = '']) => /[\\/]node_modules[\\/](?:@?vitest|expect|chai)[\\/]/.test(path));
  const call = runner < 0 ? undefined : frames.slice(runner).find(([, path = '']) => !/[\\/]node_modules[\\/]/.test(path));
  return call !== undefined && TAKES_ANY.test(textAt(call));
}

function textAt([, path = '', line = '', column = '']: readonly (string | undefined)[]): string {
  try {
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .slice(Number(line) - 1, Number(line) + 2);
    return lines.join('\n').slice(Number(column) - 1);
  } catch {
    return '';
  }
}
