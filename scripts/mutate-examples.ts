/**
 * Breaks the machines of `examples/`, one defect at a time, and counts the defects that the examples' own tests notice, by kind.
 *
 * Usage: tsx scripts/mutate-examples.ts [--coverage] [folder]. With `--coverage` nothing is broken: the transitions that the tests reach are counted,
 * and the process ends with 1 when one is missing. The folder is one of `examples/`; all of them unless it is named. With `--coverage --mutants` the
 * machines of the folder are broken first, and the transitions of all of them are counted then.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDefinition, type StateMachine } from '../src/asl';
import { flushCoverage } from '../src/testing/coverage/collector';
import type { Mutant } from '../src/testing/mutation/mutant';
import { mutantsOf } from '../src/testing/mutation/mutants-of';
import { coverageRun } from '../src/testing/report/coverage-run';
import { installGlobals, runSuite } from './mutation/small-runner';
import { foundMachines, installSubstitution, substitute } from './mutation/substitute';

const root = join(__dirname, '..');
const examples = join(root, 'examples');
const words = process.argv.slice(2);
const [folder = ''] = words.filter((word) => !word.startsWith('--'));

function testFiles(within: string): readonly string[] {
  return (
    readdirSync(join(examples, within), { recursive: true })
      .map((name) => join(examples, within, String(name)))
      // Those of a process of its own are out of sight here.
      .filter((path) => path.endsWith('.test.ts') && !path.endsWith('.package.test.ts'))
      .sort()
  );
}

/** Loads a test file anew, with what it imports of the examples. */
function load(path: string): void {
  for (const key of Object.keys(require.cache)) if (key.startsWith(examples)) delete require.cache[key];
  require(path);
}

/** As jest's moduleNameMapper has it. */
function mapPackage(): void {
  const resolver = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
  const resolve = resolver._resolveFilename;
  resolver._resolveFilename = (request, ...rest) => {
    const own = /^drystep(?:\/(\w+))?$/.exec(request);
    if (own === null) return resolve(request, ...rest);
    const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const published: string = exports[own[1] === undefined ? '.' : `./${own[1]}`].default;
    return resolve(join(root, published.replace('./lib/', 'src/').replace(/\.js$/, '.ts')), ...rest);
  };
}

interface Score {
  readonly name: string;
  readonly file: string;
  readonly mutants: readonly Mutant[];
  readonly survived: readonly Mutant[];
}

/** A machine that several files test is judged by all of them. */
async function mutate(files: readonly string[]): Promise<Score[]> {
  const machines = new Map<string, { name: string; files: string[] }>();
  for (const file of files) {
    foundMachines.clear();
    const { failed } = await runSuite(() => load(file));
    if (failed !== undefined) throw new Error(`${file}: "${failed.title}" fails as it is`, { cause: failed.error });
    for (const [text, { name }] of foundMachines) {
      const known = machines.get(text);
      if (known === undefined) machines.set(text, { name, files: [file] });
      else known.files.push(file);
    }
  }
  const scores: Score[] = [];
  for (const [text, { name, files: testing }] of machines) {
    const survived: Mutant[] = [];
    const mutants = mutantsOf((parseDefinition(JSON.parse(text)) as { machine: StateMachine }).machine);
    for (const mutant of mutants) {
      substitute(text, mutant.definition);
      if (!(await isNoticed(testing))) survived.push(mutant);
    }
    substitute('', undefined);
    const file = testing.map((path) => path.slice(examples.length + 1)).join(', ');
    scores.push({ name, file, mutants, survived });
    process.stderr.write(`${name}: ${mutants.length - survived.length} of ${mutants.length} (${file})\n`);
    for (const mutant of survived) process.stderr.write(`  not noticed: ${mutant.text}\n`);
  }
  return scores;
}

async function isNoticed(testing: readonly string[]): Promise<boolean> {
  for (const file of testing) if ((await runSuite(() => load(file))).failed !== undefined) return true;
  return false;
}

async function cover(files: readonly string[]): Promise<void> {
  const reports = mkdtempSync(join(tmpdir(), 'drystep-examples-'));
  const run = coverageRun(root, { folder: reports, report: false, thresholds: { global: { transitions: 100, states: 100 } } });
  run.begin();
  for (const file of files) {
    const { failed } = await runSuite(() => load(file));
    if (failed !== undefined) throw new Error(`${file}: "${failed.title}" fails`, { cause: failed.error });
  }
  flushCoverage();
  const { texts, failure } = run.end();
  rmSync(reports, { recursive: true });
  process.stdout.write(`${texts.join('\n\n')}\n`);
  if (failure !== undefined) process.exitCode = 1;
}

async function main(): Promise<void> {
  mapPackage();
  installSubstitution();
  installGlobals(() => require('../src/testing/jest'));
  // Tests print tables of steps.
  console.log = () => undefined;
  const covers = words.includes('--coverage');
  if (!covers || words.includes('--mutants')) await score(testFiles(folder));
  if (covers) await cover(testFiles(words.includes('--mutants') ? '' : folder));
}

async function score(files: readonly string[]): Promise<void> {
  const scores = await mutate(files);
  const mutants = scores.flatMap((each) => each.mutants);
  const survived = new Set(scores.flatMap((each) => each.survived));
  process.stdout.write(`${noticedOf(mutants, survived)} mutants noticed\n`);
  for (const kind of new Set(mutants.map((mutant) => mutant.kind))) {
    const ofKind = mutants.filter((mutant) => mutant.kind === kind);
    process.stdout.write(`  ${kind}: ${noticedOf(ofKind, survived)}\n`);
  }
}

function noticedOf(mutants: readonly Mutant[], survived: ReadonlySet<Mutant>): string {
  const noticed = mutants.filter((mutant) => !survived.has(mutant)).length;
  return `${noticed} of ${mutants.length} (${((100 * noticed) / mutants.length).toFixed(1)} %)`;
}

void main();
