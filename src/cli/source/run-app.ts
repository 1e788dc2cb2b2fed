import { CommandError } from '../command-error';
import type { Terminal } from '../terminal';

/** A command that belongs to an app. */
export interface AppRun {
  /** What it is, in a message. */
  readonly what: string;
  readonly command: string;
  readonly root: string;
  /** Seconds of real time that it may take. */
  readonly within: number;
  readonly environment: NodeJS.ProcessEnv;
}

/** Runs a command by a shell. Throws a CommandError when it fails or does not end, after its own output, or when it is interrupted. */
export async function runApp(app: AppRun, terminal: Terminal): Promise<void> {
  const { what, command, root, within } = app;
  const { ending, output } = await run(app, terminal);
  if (ending === INTERRUPTED) throw new CommandError('interrupted.');
  if (ending === undefined) return;
  if (output.trim() !== '') terminal.writeError(output.endsWith('\n') ? output : `${output}\n`);
  if (ending !== LATE) throw new CommandError(`${what} failed (${command}): ${ending}.`);
  throw new CommandError(
    `${what} (${command}) in ${root} did not end within ${within} s of real time, and was ended with all that it started.`,
    'end what keeps it running, such as a server, a timer or a loop; give it longer with --app-within SECONDS.',
  );
}

interface AppEnding {
  /** Undefined when all went well. */
  readonly ending: string | undefined;
  readonly output: string;
}

function run({ command, root, within, environment }: AppRun, { interrupted }: Terminal): Promise<AppEnding> {
  return new Promise((done) => {
    let output: Buffer[] = [];
    let size = 0;
    const { spawn }: typeof import('node:child_process') = require('node:child_process');
    // A group of its own, so that a shell and all that it started end together.
    const app = spawn(command, { cwd: root, env: environment, shell: true, detached: !WINDOWS, stdio: ['ignore', 'pipe', 'pipe'] });
    const read = (part: Buffer): void => {
      output.push(part);
      size += part.length;
      if (size <= 2 * KEPT) return;
      // What an app prints without an end is not kept: what went wrong stands at the end.
      output = [Buffer.concat(output).subarray(-KEPT)];
      size = KEPT;
    };
    app.stdout.on('data', read);
    app.stderr.on('data', read);
    const end = (ending: string | undefined): void => {
      clearTimeout(timer);
      done({ ending, output: Buffer.concat(output).toString() });
    };
    const kill = (ending: string): void => {
      endGroup(app.pid, 'SIGKILL');
      // Something that has left the group may hold them.
      app.stdout.destroy();
      app.stderr.destroy();
      end(ending);
    };
    let timer = setTimeout(() => kill(LATE), within * 1000);
    let wasInterrupted = false;
    app.on('error', (error) => end(error.message));
    app.on('close', (code, signal) => end(wasInterrupted ? INTERRUPTED : code === 0 ? undefined : (signal ?? `exit code ${code}`)));
    void interrupted.then(() => {
      wasInterrupted = true;
      clearTimeout(timer);
      timer = setTimeout(() => kill(INTERRUPTED), GRACE);
      endGroup(app.pid, 'SIGTERM');
    });
  });
}

const INTERRUPTED = 'interrupted';
const LATE = 'late';
/** Milliseconds that an app has to put things in order when it is interrupted. */
const GRACE = 2_000;
/** Bytes of its output that are kept. */
const KEPT = 1_048_576;
const WINDOWS = process.platform === 'win32';

function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    if (WINDOWS) require('node:child_process').spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(-pid, signal);
  } catch {
    // It has ended by itself.
  }
}
