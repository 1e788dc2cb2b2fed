import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from '../src/server';

/** Exit code for clients that could not be installed: nothing was tried. */
const NOT_INSTALLED = 77;

/** Drives a server by boto3 and by the AWS command line, each a process of its own, from a virtual environment. `--python DIR` names one that has both. */
async function main(): Promise<void> {
  const given = process.argv.indexOf('--python');
  const folder = mkdtempSync(join(tmpdir(), 'drystep-clients-'));
  try {
    const environment = given >= 0 ? (process.argv[given + 1] as string) : install(join(folder, 'venv'));
    if (environment === undefined) {
      console.log('skipped: python3 with venv, boto3 and awscli could not be installed here');
      process.exitCode = NOT_INSTALLED;
      return;
    }
    const tasks = { 'Express/Only': { charged: true } };
    for (const [command, script] of [
      ['python', 'drive.py'],
      ['bash', 'drive.sh'],
    ] as const) {
      const server = await startServer({ time: 'virtual', seed: 1, tasks, activityPollMilliseconds: 2000 });
      const program = command === 'bash' ? 'bash' : join(environment, 'bin', command);
      const code = await run(program, [join(__dirname, 'clients', script), server.url], join(environment, 'bin'));
      await server.close();
      if (code !== 0) process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function install(folder: string): string | undefined {
  const made = spawnSync('python3', ['-m', 'venv', folder], { stdio: 'ignore' });
  if (made.status !== 0 || !existsSync(join(folder, 'bin', 'pip'))) return undefined;
  const installed = spawnSync(join(folder, 'bin', 'pip'), ['install', '--quiet', '--disable-pip-version-check', 'boto3', 'awscli'], {
    stdio: 'ignore',
  });
  return installed.status === 0 ? folder : undefined;
}

function run(program: string, given: readonly string[], path: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PATH: `${path}:${process.env.PATH}`, AWS_DISABLE_HOST_PREFIX_INJECTION: 'true' };
    spawn(program, given, { stdio: 'inherit', env }).on('error', reject).on('close', resolve);
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
