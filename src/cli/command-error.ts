import { printableLines } from '../asl';

/** The command was called wrongly, or with something that cannot be read: exit code 2. */
export class CommandError extends Error {
  constructor(message: string, hint?: string) {
    super(printableLines(hint === undefined ? message : `${message} Hint: ${hint}`));
    this.name = 'CommandError';
  }
}
