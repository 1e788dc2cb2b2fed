import { createInterface } from 'node:readline';

/**
 * Asks a question on the terminal and gives the line that is typed; undefined when the input ends. Ctrl-C ends it too, and tells `interrupt`; so does the end of `interrupted`.
 * The terminal is as it was afterwards.
 */
export function askLine(question: string, interrupt: () => void, interrupted: Promise<void>): Promise<string | undefined> {
  return new Promise((done) => {
    const reader = createInterface({ input: process.stdin, output: process.stderr });
    reader.on('close', () => done(undefined));
    reader.on('SIGINT', () => {
      interrupt();
      reader.close();
    });
    void interrupted.then(() => reader.close());
    reader.question(question, (line) => {
      done(line);
      reader.close();
    });
  });
}
