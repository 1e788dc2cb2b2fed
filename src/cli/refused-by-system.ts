import { errorText } from '../asl';
import { CommandError } from './command-error';

const WRITES = /^(?:mkdir|mkdtemp|write|rename|unlink|rm|rmdir|symlink|copyfile)/;

/**
 * What the operating system refused (no permission, a folder where a file is expected, a disk that is full), for the command line; undefined for any other
 * error.
 *
 * @param file what was read or written, which not every error says
 */
export function refusedBySystem(error: unknown, file?: string): CommandError | undefined {
  const { code, syscall, path = file } = (error ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof code !== 'string' || typeof syscall !== 'string' || typeof path !== 'string') return undefined;
  return new CommandError(`${file ?? path} cannot be ${WRITES.test(syscall) ? 'written' : 'read'}: ${errorText(error)}.`);
}
