import { showCaller } from './caller-stack';
import { receivedText } from './option-table';
import { printableLines } from './printable';

const BRAND: unique symbol = Symbol.for('drystep.usageError');

/** Something was used wrongly: never an outcome of a workflow. Thrown at once, or rejects the run. */
export class UsageError extends Error {
  readonly [BRAND] = true;

  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(printableLines(hint === undefined ? spoken(message) : `${ended(spoken(message))} Hint: ${spoken(hint)}`), options);
    this.name = 'UsageError';
    showCaller(this, new.target);
  }
}

/** The message with a full stop, which what it quotes at its end may lack. A list of lines has none. */
export function ended(message: string): string {
  return /[\w"'`}\]]$/.test(message) && !message.includes('\n') ? `${message}.` : message;
}

/** The types say text, and a program in JavaScript may hand over anything. */
function spoken(message: unknown): string {
  return typeof message === 'string' ? message : receivedText(message);
}

/** Tells a usage error, of any loaded copy of the package, from other errors. */
export function isUsageError(error: unknown): error is Error {
  if (typeof error !== 'object' || error === null) return false;
  return (error as Partial<UsageError>)[BRAND] === true || (error as Partial<Error>).name === 'UsageError';
}
