#!/usr/bin/env node
import { dirname } from 'node:path';
import { isatty } from 'node:tty';
import { keepCompiled } from './compile-cache';
import { runCommand } from './run-command';

keepCompiled(dirname(__dirname));

let interrupt: () => void = () => undefined;
const interrupted = new Promise<void>((resolve) => {
  interrupt = resolve;
});
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** A command that computes without a pause never hears of a signal: unless it waits for one, the signal ends the process. */
const released = (): void => {
  for (const signal of SIGNALS) process.off(signal, interrupt);
};
const listened = (): Promise<void> => {
  released();
  for (const signal of SIGNALS) process.once(signal, interrupt);
  return interrupted;
};
// `drystep validate | head` closes the pipe early: nobody reads on, and that is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  process.stderr.write(`drystep: standard output cannot be written: ${error.message}.\n`);
  process.exit(2);
});

void runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
  readInput: () => (require('./bounded-text') as typeof import('./bounded-text')).boundedText(0, 'standard input'),
  get interrupted() {
    return listened();
  },
  released,
  isScreen: process.stdout.isTTY === true,
  colors: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '',
  // What is asked goes to standard error, so that results can be piped on.
  // Not process.stdin: to ask it makes a pipe one that does not wait for its writer.
  ...(isatty(0) && process.stderr.isTTY === true
    ? { ask: (question: string) => (require('./ask-line') as typeof import('./ask-line')).askLine(question, interrupt, listened()) }
    : {}),
}).then(
  (code) => {
    // Not process.exit: what was written must get through a pipe first.
    process.exitCode = code;
  },
  (error: unknown) => {
    // A defect is not a finding, which is what 1 means.
    process.stderr.write(`drystep failed, which is a defect of drystep: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  },
);
