import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const NAME = /^drystep-tests-(\d+)-/;

/**
 * Gives a run of jest a temporary folder of its own, workers and the processes that tests start included, and removes it at the end: the CDK
 * leaves an assembly for each App without an outdir. What a run that was killed has left goes when the next one begins.
 */
export function ownTemporaryFolder(): void {
  // Each run of --watch comes here.
  if (NAME.test(basename(tmpdir()))) return;
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !runs(Number(pid))) remove(join(tmpdir(), name));
  }
  const folder = mkdtempSync(join(tmpdir(), `drystep-tests-${process.pid}-`));
  // What os.tmpdir() reads, on each system.
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = folder;
  process.once('exit', () => remove(folder));
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Prepares a run of jest. */
export function prepareRun(): void {
  ownTemporaryFolder();
  // The CDK's own judgement of templates takes seconds for each process and test file that synthesizes. Tests that are about it turn it on.
  process.env.CDK_VALIDATION = 'false';
}

// Jest calls the default member of what `globalSetup` names.
Object.assign(module.exports as object, { default: prepareRun });
