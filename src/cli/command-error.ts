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
  if (hint === undefined) return printableLines(message);
  // Below a list, whose last line it would end.
  const isList = /\n {2}- [^\n]*$/.test(message);
  return printableLines(`${ended(message)}${isList ? '\n' : ' '}Hint: ${hint}`);
}
