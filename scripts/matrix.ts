import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PEERS, type Project, SHORT } from './matrix/axes';
import { CELLS, type Cell, cellOf, foundToday, readFindings, writeFindings } from './matrix/findings';
import { type Installed, installAlone, installedRelease, installProject, NotInstalled } from './matrix/project';
import { REASONS, reasonsBehind } from './matrix/reasons';
import { renderSupport } from './matrix/render-support';
import { compileExamples, type Outcome, runPrograms, runTests } from './matrix/run-cell';
import { pack } from './pack';

/** Exit code when npm could not install what is to be tried: nothing failed. */
const NOT_INSTALLED = 77;

const { values } = parseArgs({
  options: {
    /** The oldest of everything, and nothing is written. */
    short: { type: 'boolean', default: false },
    /** Cells whose name has this text; the page keeps what it says of the others. */
    only: { type: 'string', default: '' },
    /** Where to install, and what to use again if it is there. */
    folder: { type: 'string' },
  },
});
const folder = values.folder ?? mkdtempSync(join(tmpdir(), 'drystep-matrix-'));
const releases: Record<string, string> = {};

/**
 * Runs the packed package with every supported version of what it meets, and writes `docs/support.md` after each cell:
 * `npm run check:matrix [-- --short] [--only TEXT] [--folder DIR]`. Ends with 1 when something is red that has no reason.
 */
function main(): void {
  try {
    mkdirSync(folder, { recursive: true });
    const short = [
      cellOf('tests', SHORT.project, SHORT.node),
      cellOf('programs', SHORT.project, SHORT.node),
      cellOf('types', SHORT.project, SHORT.compiler),
    ];
    const chosen = values.short ? short : CELLS.filter(({ name }) => name.includes(values.only));
    for (const cell of chosen) {
      const outcome = told(cell.name, outcomeOf(cell));
      if (outcome.failures.length > 0) process.exitCode = 1;
      if (!values.short) keep(cell, outcome);
    }
    if (!values.short && values.only === '') refuseStaleReasons();
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    console.log(`skipped: ${error.message}`);
    process.exitCode = NOT_INSTALLED;
  } finally {
    if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function outcomeOf({ kind, project, release }: Cell): Outcome {
  const installed = projectOf(project);
  if (kind === 'types') return compileExamples(installed, alone('typescript', release === 'latest' ? release : `~${release}.0`, release));
  const node = join(alone('node', release, release), 'bin', 'node');
  return kind === 'tests' ? runTests(installed, node, release) : runPrograms(installed, node);
}

function projectOf(project: Project): Installed {
  const { runner, release, peers } = project;
  const at = join(folder, `${runner}-${release}-${peers}`);
  const installed = existsSync(at) ? { folder: at, project } : installProject(at, project, tarball());
  releases[`${runner} ${release}`] = installedRelease(at, runner);
  for (const [name, wanted] of Object.entries(PEERS[peers])) releases[`${name} ${wanted}`] = installedRelease(at, name);
  return installed;
}

/** The folder of a package that was installed by itself. */
function alone(name: string, wanted: string, release: string): string {
  const at = join(folder, `${name}-${release}`);
  const installed = existsSync(at) ? join(at, 'node_modules', name) : installAlone(at, name, wanted);
  releases[`${name} ${release}`] = installedRelease(at, name);
  return installed;
}

let packed: string | undefined;

function tarball(): string {
  packed ??= pack(folder);
  return packed;
}

/** Writes what came of a cell at once, so that a run that is cut off has not been for nothing. */
function keep(cell: Cell, outcome: Outcome): void {
  const before = readFindings();
  const findings = {
    releases: { ...before.releases, ...releases },
    cells: { ...before.cells, [cell.name]: foundToday(outcome) },
  };
  writeFindings(findings);
  writeFileSync(join(__dirname, '..', 'docs', 'support.md'), renderSupport(findings));
}

/** A reason that nothing needs any more would excuse the next defect of its file. */
function refuseStaleReasons(): void {
  const { cells } = readFindings();
  const needed = CELLS.flatMap((cell) => reasonsBehind(cell, cells[cell.name]!));
  for (const { file, reason } of REASONS.filter((each) => !needed.includes(each))) {
    console.error(`scripts/matrix/reasons.ts: ${file} passes without the reason "${reason}". Remove it.`);
    process.exitCode = 1;
  }
}

/** Prints what came of one cell, and hands it on. */
function told(title: string, outcome: Outcome): Outcome {
  const { passed, failures, excused } = outcome;
  console.log(`${title}: ${passed} passed, ${failures.length} failed${excused.length > 0 ? `, ${excused.length} red with a reason` : ''}`);
  for (const failure of failures) console.log(`    ${failure}`);
  return outcome;
}

main();
