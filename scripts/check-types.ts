import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateFlow } from '../test/types/generate-flows';
import { COMPILER_OPTIONS, installedCompiler, placeDeclarations, VERSIONS } from './types/supported-compilers';

const ROOT = join(__dirname, '..');
const PROGRAMS = ['orders', 'trip-booking', 'patterns', 'migrate-from-l2', 'readme'];

/** Programs of the typing budget, each with the types that the compiler may instantiate over those of the same imports with an empty flow. */
const BUDGET = [
  ['steps', 200, 606_000],
  ['variables', 200, 455_000],
  ['choices', 60, 199_000],
] as const;
/** Each of them may take so long. */
const BUDGET_SECONDS = 3;
/** The compiler that counts: the same program gives the same number in every run, and another number with another compiler. */
const COUNTING = '6.0.3';
/** The longest flow that has to compile, whatever it takes. */
const LONGEST = 250;

/**
 * Compiles examples against the declarations as they are published, and measures the typing budget, with the oldest TypeScript we support
 * and with later ones: `npx tsx scripts/check-types.ts [--no-budget] [version ...]`. Ends with 1 when one does not compile or takes too long.
 */
function main(): void {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'no-budget': { type: 'boolean', default: false } } });
  const folder = mkdtempSync(join(tmpdir(), 'drystep-types-'));
  try {
    prepare(folder);
    for (const version of positionals.length > 0 ? positionals : VERSIONS) {
      const compiler = installedCompiler(folder, version);
      checkExamples(folder, version, compiler);
      if (!values['no-budget']) checkBudget(folder, version, compiler);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prepare(folder: string): void {
  placeDeclarations(folder);
  for (const program of PROGRAMS) cpSync(join(ROOT, 'examples', program), join(folder, program), { recursive: true });
  const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Record<string, { default?: string }> };
  const entries = Object.entries(exports).flatMap(([name, { default: file }]) =>
    file === undefined ? [] : [[name.replace('.', 'drystep'), file.replace('./', '').replace(/js$/, 'd.ts')] as const],
  );
  const paths = (up: string) => Object.fromEntries(entries.map(([name, file]) => [name, [`${up}/${file}`]]));
  const project = (up: string, types: readonly string[], include: readonly string[]) =>
    JSON.stringify({ compilerOptions: { ...COMPILER_OPTIONS, types, paths: paths(up) }, include });
  writeFileSync(join(folder, 'tsconfig.json'), project('.', ['node', 'jest'], PROGRAMS));
  for (const [budgetCase, size] of [['baseline', 0], ...BUDGET, ['steps', LONGEST]] as const) {
    const program = join(folder, `${budgetCase}-${size}`);
    mkdirSync(program);
    writeFileSync(join(program, 'flow.ts'), generateFlow(budgetCase, size));
    writeFileSync(join(program, 'tsconfig.json'), project('..', ['node'], ['flow.ts']));
  }
}

function checkExamples(folder: string, version: string, compiler: string): void {
  if (compile(compiler, folder, version) !== undefined) console.log(`TypeScript ${version}: ${PROGRAMS.length} examples compile`);
}

function checkBudget(folder: string, version: string, compiler: string): void {
  const baseline = measured(folder, version, compiler, 'baseline-0');
  const figures = BUDGET.map(([budgetCase, size, most]) => {
    const program = measured(folder, version, compiler, `${budgetCase}-${size}`);
    const seconds = program.seconds - baseline.seconds;
    const instantiations = program.instantiations - baseline.instantiations;
    if (seconds >= BUDGET_SECONDS || (version === COUNTING && instantiations > most)) process.exitCode = 1;
    return `${size} ${budgetCase} ${seconds.toFixed(2)} s, ${instantiations} instantiations${version === COUNTING ? ` of ${most} at most` : ''}`;
  });
  console.log(`TypeScript ${version}: ${figures.join('; ')} over ${baseline.seconds.toFixed(2)} s (less than ${BUDGET_SECONDS} s each)`);
  if (compile(compiler, join(folder, `steps-${LONGEST}`), version) !== undefined)
    console.log(`TypeScript ${version}: ${LONGEST} steps compile`);
}

/** What the check of a program takes: the best time of three, since other programs only ever make it longer. */
function measured(folder: string, version: string, compiler: string, program: string): { seconds: number; instantiations: number } {
  const printed = [1, 2, 3].map(() => compile(compiler, join(folder, program), version) ?? '');
  const figures = (pattern: RegExp) => printed.map((text) => Number(pattern.exec(text)?.[1]));
  return { seconds: Math.min(...figures(/Check time:\s+([\d.]+)s/)), instantiations: Math.max(...figures(/Instantiations:\s+(\d+)/)) };
}

/** What the compiler prints; undefined, and said, where the program does not compile. */
function compile(compiler: string, project: string, version: string): string | undefined {
  try {
    return execFileSync(process.execPath, [compiler, '-p', project, '--extendedDiagnostics'], {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    console.error(`TypeScript ${version}:\n${(error as { stdout?: string }).stdout ?? String(error)}`);
    process.exitCode = 1;
    return undefined;
  }
}

main();
