import { CommandError } from './command-error';

/** Values by name of `--parameter Stage=prod`: what stands behind the first `=` is the value. Undefined where none is given. */
export function readParameters(given: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (given.length === 0) return undefined;
  const values: Record<string, string> = Object.create(null);
  for (const each of given) {
    const [, name, value] = /^([^=]+)=([\s\S]*)$/.exec(each) ?? [];
    if (name === undefined || value === undefined)
      throw new CommandError(`--parameter expected NAME=VALUE, received "${each}".`, 'write --parameter Stage=prod.');
    if (Object.hasOwn(values, name)) throw new CommandError(`--parameter gives "${name}" twice.`, 'keep one.');
    values[name] = value;
  }
  return values;
}
