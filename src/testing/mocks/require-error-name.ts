import { receivedText } from '../../asl';
import { UsageError } from '../usage-error';

/** Throws a usage error for what names no error, with what the reader probably means by it. */
export function requireErrorName(who: string, error: unknown): void {
  if (typeof error === 'string' && error !== '') return;
  const received = error === undefined ? 'nothing' : receivedText(error);
  throw new UsageError(`${who}: .fails() expected the name of an error, received ${received}.`, `write ${meantCall(error)}.`);
}

/** Errors of a handler are called by their class, those of HTTP by their number. */
function meantCall(error: unknown): string {
  if (isError(error))
    return error.message === '' ? `.fails('${error.name}')` : `.fails('${error.name}', ${JSON.stringify(error.message.slice(0, 80))})`;
  if (typeof error === 'function' && error.name !== '') return `.fails('${error.name}')`;
  if (typeof error === 'number' && error >= 300 && error < 600) return `.fails('States.Http.StatusCode.${error}')`;
  return ".fails('OrderRejected')";
}

function isError(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]';
}
