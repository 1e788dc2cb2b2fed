import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a driver prints. */
export interface Measurement {
  readonly ok: boolean;
  readonly loadMs: number;
  readonly createMs: number;
  readonly coldMs: number;
  readonly warmMs: number;
  readonly rssMB: number;
  readonly outputMatch: boolean;
  readonly error?: string;
}

/** Runs a driver in a process of its own; a message when it gave no figures in time. */
export async function runDriver(
  script: string,
  workload: string,
  options: object,
  environment: { readonly cwd: string; readonly capMs: number; readonly env?: Record<string, string> },
): Promise<Measurement | string> {
  const child = spawn(process.execPath, [script, workload, JSON.stringify(options)], {
    cwd: environment.cwd,
    env: { ...process.env, ...environment.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  let late = false;
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  const cap = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, environment.capMs);
  await once(child, 'close');
  clearTimeout(cap);
  if (late) return `over ${environment.capMs / 1000} s`;
  const line = out.trim().split('\n').pop() as string;
  if (!line.startsWith('{'))
    return `failed: ${
      err
        .trim()
        .split('\n')
        .filter((text) => /Error/.test(text))[0] ?? err.slice(0, 200)
    }`;
  const measured = JSON.parse(line) as Measurement;
  return measured.ok ? measured : `failed: ${measured.error}`;
}
