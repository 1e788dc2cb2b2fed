/** The command was called wrongly, or with something that cannot be read: exit code 2. */
export class CommandError extends Error {
  constructor(message: string, hint?: string) {
    super(safe(message, hint));
    this.name = 'CommandError';
  }
}

/** The message holds names of files and options. The room is loaded for an error only: help must not wait for it. */
function safe(message: string, hint: string | undefined): string {
  const { ended, printableLines }: typeof import('../asl') = require('../asl');
  return printableLines(hint === undefined ? message : `${ended(message)} Hint: ${hint}`);
}
