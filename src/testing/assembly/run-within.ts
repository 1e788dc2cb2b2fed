import type { AppCommand } from './app-command';

/** What became of a command. */
export interface RunWithin {
  /** Whether its time was over before it ended. */
  readonly late: boolean;
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error: Error | undefined;
}

/** What the keeper ends with when the time is over, as the program `timeout` does. */
const LATE = 124;
/** Milliseconds for the keeper itself to end. */
const GRACE = 5_000;
/** Bytes that a command may print: what ends it is told of the last lines alone. */
const MOST_PRINTED = 268_435_456;

/**
 * A program for `node -e`. A process that waits for another one without a pause can neither end the children of that one nor hear of Ctrl-C. This one can: it runs the
 * command as a group of its own, and ends the whole group when the time is over or when it is told to end.
 */
const KEEPER = `
const { spawn, spawnSync } = require('node:child_process');
const [file, how, milliseconds, ...given] = process.argv.slice(1);
const windows = process.platform === 'win32';
const app = spawn(file, given, { shell: how === 'shell', detached: !windows, stdio: 'inherit' });
const end = (code) => {
  try {
    if (windows) spawnSync('taskkill', ['/pid', String(app.pid), '/t', '/f']);
    else process.kill(-app.pid, 'SIGKILL');
  } catch {}
  process.exit(code);
};
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) process.on(signal, () => end(1));
setTimeout(() => end(${LATE}), Number(milliseconds));
app.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
app.on('exit', (code, signal) => {
  if (signal === null) process.exit(code);
  for (const each of signals) process.removeAllListeners(each);
  process.kill(process.pid, signal);
});
`;

/** Runs a command to its end, or ends it and all that it started after so many milliseconds. */
export function runWithin(command: AppCommand, cwd: string, env: NodeJS.ProcessEnv, milliseconds: number): RunWithin {
  const { spawnSync }: typeof import('node:child_process') = require('node:child_process');
  const started = performance.now();
  const how = command.shell ? 'shell' : 'file';
  const { status, signal, stdout, stderr, error } = spawnSync(
    process.execPath,
    ['-e', KEEPER, '--', command.file, how, String(milliseconds), ...command.arguments],
    { cwd, env, encoding: 'utf8', maxBuffer: MOST_PRINTED, timeout: Math.ceil(milliseconds) + GRACE },
  );
  const late = status === LATE && performance.now() - started >= milliseconds;
  return { late: late || (error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT', status, signal, stdout, stderr, error };
}
