import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compilePackage } from './bench/compile-package';
import { measureEndpoint } from './bench/endpoint';
import { measurePictures } from './bench/pictures';
import type { Row } from './bench/report-row';
import { HEADING, missedGoals, renderRow } from './bench/report-row';
import type { Measurement } from './bench/run-driver';
import { runDriver } from './bench/run-driver';
import { measureStartup } from './bench/startup';
import { measureSynthesis } from './bench/synthesis';
import type { Workload } from './bench/workload';
import { WORKLOADS } from './bench/workload';
import { sharedFolder } from './shared-folder';

const ROOT = join(__dirname, '..');
const BENCH = join(sharedFolder, 'bench');
const OURS = join(__dirname, 'bench', 'drystep-driver.mjs');

/** A slow rival is stopped here; the slowest workload takes it about 50 s. */
const RIVAL_CAP_MS = 70_000;
const OUR_CAP_MS = 60_000;

interface Options {
  readonly quick: boolean;
  readonly lib: string;
}

/** Prints how fast our engine runs the shared workloads, beside the rival and hand-written code, and what start-up costs. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } } });
  if (!existsSync(BENCH)) {
    console.log(`No workloads at ${BENCH}: nothing measured. Hint: set DRYSTEP_SHARED to the folder that holds bench/.`);
    return;
  }
  const options: Options = { quick: values.quick, lib: compilePackage(ROOT) };
  const begin = performance.now();
  const missed: string[] = [];
  console.log(HEADING.join('\n'));
  for (const workload of ['synthesis', 'pictures', 'endpoint'].includes(values.only ?? '') ? [] : chosen(values.only, values.quick)) {
    const row = await measureWorkload(workload, options);
    console.log(renderRow(row));
    missed.push(...missedGoals(row));
  }
  if (values.only === undefined) console.log(`\n${measureStartup(options.lib, fileOf('startup-3')).join('\n')}`);
  if (values.only === undefined || values.only === 'synthesis') {
    const synthesis = measureSynthesis(ROOT, options.lib);
    console.log(synthesis.lines.join('\n'));
    missed.push(...synthesis.missed);
  }
  if (values.only === undefined || values.only === 'pictures') console.log((await measurePictures(options.lib)).join('\n'));
  if (values.only === undefined || values.only === 'endpoint') {
    const endpoint = await measureEndpoint(options.lib);
    console.log(endpoint.lines.join('\n'));
    missed.push(...endpoint.missed);
  }
  console.log(`\ngoals missed: ${missed.length === 0 ? 'none' : missed.join('; ')}`);
  console.log(`took ${((performance.now() - begin) / 1000).toFixed(0)} s`);
}

/** `--quick` leaves out the workload that takes the rival a minute, and the floors. */
function chosen(only: string | undefined, quick: boolean): readonly Workload[] {
  if (only === undefined) return WORKLOADS.filter((workload) => !quick || workload.name !== 'map-100k');
  return only.split(',').map((name) => {
    const workload = WORKLOADS.find((candidate) => candidate.name === name.trim());
    if (workload === undefined)
      throw new Error(`No workload "${name}". Hint: one of ${WORKLOADS.map((candidate) => candidate.name).join(', ')}.`);
    return workload;
  });
}

/** The drivers of one workload run one after the other, so that they meet the same weather on a noisy machine. */
async function measureWorkload(workload: Workload, { quick, lib }: Options): Promise<Row> {
  const file = fileOf(workload.name);
  const { transitions } = JSON.parse(readFileSync(file, 'utf8')) as { transitions: number };
  const ours = (hist: string) =>
    runDriver(
      OURS,
      file,
      { hist, quick },
      {
        cwd: ROOT,
        capMs: OUR_CAP_MS,
        env: { DRYSTEP_BENCH_LIB: lib, DRYSTEP_BENCH_COMMON: join(BENCH, 'drivers', 'common.mjs') },
      },
    );
  const theirs = (driver: string, options: object): Promise<Measurement | string> =>
    runDriver(join(BENCH, 'drivers', driver), file, options, { cwd: ROOT, capMs: RIVAL_CAP_MS });
  const skipped = Promise.resolve('');
  const rival = await (workload.withoutRival === undefined ? theirs('als.mjs', { noValidate: true }) : skipped);
  const lazy = await ours('ref');
  const full = await ours('str');
  // The floors run together: their ratios are the least important, and a full run should stay short.
  const floor = (hist: 'ref' | 'str') => (quick ? skipped : theirs('floor.mjs', { hist }));
  const [floorReferences, floorStrings] = await Promise.all([floor('ref'), floor('str')]);
  return {
    workload,
    transitions,
    rival,
    lazy,
    full,
    floorReferences,
    floorStrings,
  };
}

function fileOf(name: string): string {
  return join(BENCH, 'workloads', `${name}.json`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
