import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { bareEnvironment } from '../bare-environment';

const root = join(__dirname, '../..');

/** One without summer time and with a quarter of an hour, one with a gap, and the one that everything in Step Functions is in. */
export const ZONES = ['UTC', 'Asia/Kathmandu', 'America/St_Johns'];

/** Runs a script of this folder in a process of its own for each zone, and gives the JSON that each printed, by zone. */
export function runInZones<Printed>(script: string, ...parameters: readonly string[]): Readonly<Record<string, Printed>> {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-zones-'));
  try {
    const outfile = join(folder, 'run.cjs');
    buildSync({
      entryPoints: [join(__dirname, script)],
      outfile,
      bundle: true,
      packages: 'bundle',
      platform: 'node',
      target: 'node20',
      tsconfig: join(root, 'tsconfig.json'),
      external: ['aws-cdk-lib', 'constructs', 'hyparquet', 'typescript', '@aws-sdk/*', 'fast-check'],
      logLevel: 'silent',
    });
    return Object.fromEntries(ZONES.map((zone) => [zone, printedIn<Printed>(zone, outfile, parameters)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printedIn<Printed>(zone: string, file: string, parameters: readonly string[]): Printed {
  const { stdout, stderr } = spawnSync(process.execPath, [file, ...parameters], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: bareEnvironment({ TZ: zone }),
  });
  if (!stdout.startsWith('{')) throw new Error(`${file} printed nothing in ${zone}: ${stderr}`);
  return JSON.parse(stdout) as Printed;
}
