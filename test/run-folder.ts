import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const NAME = /^drystep-tests-(\d+)-/;

/** Where Linux keeps files in memory: tests write and remove ten thousands of small ones, which takes a disk ten times the processor time. */
const MEMORY = '/dev/shm';
/** Ten times what a run writes: a container may have 64 MB. */
const ENOUGH = 2 ** 31;

/**
 * Gives a run of jest a temporary folder of its own, workers and the processes that tests start included, and removes it at the end: the CDK
 * leaves an assembly for each App without an outdir. What a run that was killed has left goes when the next one begins.
 */
export function ownTemporaryFolder(): void {
  // Each run of --watch comes here.
  if (NAME.test(basename(tmpdir()))) return;
  const parent = parentFolder();
  for (const name of readdirSync(parent)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid !== undefined && !runs(Number(pid))) remove(join(parent, name));
  }
  const folder = mkdtempSync(join(parent, `drystep-tests-${process.pid}-`));
  // What os.tmpdir() reads, on each system.
  for (const variable of ['TMPDIR', 'TMP', 'TEMP']) process.env[variable] = folder;
  process.once('exit', () => remove(folder));
}

/** The folder that TMPDIR names, when somebody set it, or else one in memory where there is room. */
function parentFolder(): string {
  if (process.env.TMPDIR) return tmpdir();
  try {
    accessSync(MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(MEMORY);
    if (bavail * bsize >= ENOUGH) return MEMORY;
  } catch {
    // Other systems have no such folder.
  }
  return tmpdir();
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
  // Each process of the CDK's command line would start another one, which sends to AWS what was run.
  process.env.CDK_DISABLE_CLI_TELEMETRY = 'true';
}

// Jest calls the default member of what `globalSetup` names.
Object.assign(module.exports as object, { default: prepareRun });
