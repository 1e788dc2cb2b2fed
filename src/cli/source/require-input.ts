import { CommandError } from '../command-error';

/** The text of standard input. Throws a CommandError where there is none. */
export function requireInput(text: string): string {
  if (text.trim() === '') throw new CommandError('standard input is empty.', 'pipe a definition or a template into the command.');
  return text;
}
