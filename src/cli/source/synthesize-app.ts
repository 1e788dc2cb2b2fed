import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { errorText } from '../../asl';
import { CommandError } from '../command-error';
import { refusedBySystem } from '../refused-by-system';
import { statsOf } from '../stats-of';
import type { Terminal } from '../terminal';

/**
 * Synthesizes an app by the command that runs it, as the CDK's own command line does, and gives the folder of its assembly, which goes with the process. A folder that was
 * synthesized already is taken as it is. Throws a CommandError when the app fails, after its own output.
 *
 * @param root folder of the project, whose cdk.json and cdk.context.json hold the context
 */
export async function synthesizeApp(command: string, root: string, terminal: Terminal): Promise<string> {
  const folder = resolve(root, command);
  if (statsOf(folder)?.isDirectory() === true) return folder;
  const context = { ...contextIn(root, 'cdk.json', 'context'), ...contextIn(root, 'cdk.context.json'), 'aws:cdk:bundling-stacks': [] };
  const { build } = contextIn(root, 'cdk.json') as { readonly build?: unknown };
  if (typeof build === 'string' && build !== '') await runToItsEnd('the build of cdk.json', build, root, process.env, terminal);
  const outdir = mkdtempSync(join(tmpdir(), 'drystep-app-'));
  process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
  const environment = { ...process.env, CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false' };
  await runToItsEnd('the app', command, root, environment, terminal);
  if (existsSync(join(outdir, 'manifest.json'))) return outdir;
  throw new CommandError(
    `the app left no assembly (${command}).`,
    'make it a `new App()` without an outdir of its own, and end it with app.synth().',
  );
}

/** Throws a CommandError when a command fails, after its own output. */
async function runToItsEnd(what: string, command: string, root: string, environment: NodeJS.ProcessEnv, terminal: Terminal): Promise<void> {
  const { ending, output } = await run(command, root, environment, terminal);
  if (ending === INTERRUPTED) throw new CommandError('interrupted.');
  if (ending === undefined) return;
  if (output.trim() !== '') terminal.writeError(output.endsWith('\n') ? output : `${output}\n`);
  throw new CommandError(`${what} failed (${command}): ${ending}.`);
}

function run(
  command: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  { interrupted }: Terminal,
): Promise<{ readonly ending: string | undefined; readonly output: string }> {
  return new Promise((done) => {
    const output: Buffer[] = [];
    const { spawn }: typeof import('node:child_process') = require('node:child_process');
    // A group of its own, so that a shell and all that it started end together.
    const app = spawn(command, { cwd, env, shell: true, detached: !WINDOWS, stdio: ['ignore', 'pipe', 'pipe'] });
    app.stdout.on('data', (part: Buffer) => output.push(part));
    app.stderr.on('data', (part: Buffer) => output.push(part));
    let wasInterrupted = false;
    const end = (ending: string | undefined): void =>
      done({ ending: wasInterrupted ? INTERRUPTED : ending, output: Buffer.concat(output).toString() });
    app.on('error', (error) => end(error.message));
    app.on('close', (code, signal) => end(code === 0 ? undefined : (signal ?? `exit code ${code}`)));
    void interrupted.then(() => {
      wasInterrupted = true;
      endGroup(app.pid);
    });
  });
}

const INTERRUPTED = 'interrupted';
const WINDOWS = process.platform === 'win32';

function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(WINDOWS ? pid : -pid, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

/** What the CDK's command line tells an app: values that a context lookup left, and those of the project. */
function contextIn(root: string, name: string, key?: string): object {
  const path = join(root, name);
  if (!existsSync(path)) return {};
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, unknown>>;
    return (key === undefined ? content : (content[key] as object | undefined)) ?? {};
  } catch (error) {
    throw refusedBySystem(error, name) ?? new CommandError(`${name} is not JSON: ${errorText(error)}.`);
  }
}
