import { receivedText } from '../../asl';
import { UsageError } from '../usage-error';
import { isError } from './is-error';

/** Throws a usage error for what names no error, with what the reader probably means by it. */
export function requireErrorName(who: string, method: string, error: unknown): void {
  if (typeof error === 'string' && error !== '') {
    if (error === error.trim()) return;
    throw new UsageError(
      `${who}: ${method} expected the name of an error, received ${JSON.stringify(error)} with white space around it.`,
      `write ${method.replace('()', '')}(${JSON.stringify(error.trim())}).`,
    );
  }
  const received = error === undefined ? 'nothing' : receivedText(error);
  throw new UsageError(
    `${who}: ${method} expected the name of an error, received ${received}.`,
    `write ${meantCall(method.replace('()', ''), error)}.`,
  );
}

/** Errors of a handler are called by their class, those of HTTP by their number. */
function meantCall(method: string, error: unknown): string {
  if (isError(error))
    return error.message === ''
      ? `${method}('${error.name}')`
      : `${method}('${error.name}', ${JSON.stringify(error.message.slice(0, 80))})`;
  if (typeof error === 'function' && error.name !== '') return `${method}('${error.name}')`;
  if (typeof error === 'number' && error >= 300 && error < 600) return `${method}('States.Http.StatusCode.${error}')`;
  return `${method}('OrderRejected')`;
}
