import { receivedText } from './option-table';
import { printableLines } from './printable';

/** The author's own mistake: a task nobody answers, an answer that is not JSON, an unknown option. No workflow sees it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(printableLines(typeof message === 'string' ? message : receivedText(message)));
    this.name = 'UsageError';
  }
}
