import { printableLines } from '../asl';

/** The author's own mistake: a task nobody answers, an answer that is no JSON. It rejects the run; no workflow sees it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(printableLines(message));
    this.name = 'UsageError';
  }
}
