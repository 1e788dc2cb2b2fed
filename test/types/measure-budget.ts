/**
 * Measures the typing budget: `npx tsx test/types/measure-budget.ts`. Prints, for 200 steps, 200 variables and 60 choices, the check
 * time and instantiations of `tsc --extendedDiagnostics` over those of the same imports with an empty flow (best of three), and exits with 1 over budget.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BudgetCase, generateFlow } from './generate-flows';

const root = join(__dirname, '..', '..');
const budgetSeconds = 3;
const sizes: Record<Exclude<BudgetCase, 'baseline'>, number> = { steps: 200, variables: 200, choices: 60 };

interface Measured {
  /** Check time, in seconds. */
  readonly seconds: number;
  /** How many types the compiler instantiated: the same in every run. */
  readonly instantiations: number;
}

/** Measures the check of one program. */
function checked(budgetCase: BudgetCase, size: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-budget-'));
  writeFileSync(join(folder, 'flow.ts'), generateFlow(budgetCase, size));
  const modules = (name: string) => [join(root, 'node_modules', name)];
  const paths = {
    drystep: [join(root, 'src', 'entries', 'drystep.ts')],
    'drystep/expressions': [join(root, 'src', 'entries', 'expressions.ts')],
    'aws-cdk-lib': modules('aws-cdk-lib'),
    'aws-cdk-lib/*': modules('aws-cdk-lib/*'),
    constructs: modules('constructs'),
  };
  const compilerOptions = {
    rootDir: '/',
    noEmit: true,
    composite: false,
    incremental: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
    typeRoots: modules('@types'),
    types: ['node'],
    paths,
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: join(root, 'tsconfig.json'), compilerOptions, include: ['flow.ts'] }),
  );
  const printed = execFileSync(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder, '--extendedDiagnostics'],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true });
  const figure = (pattern: RegExp): number => Number(pattern.exec(printed)?.[1]);
  return { seconds: figure(/Check time:\s+([\d.]+)s/), instantiations: figure(/Instantiations:\s+(\d+)/) };
}

function best(budgetCase: BudgetCase, size: number): Measured {
  const runs = [1, 2, 3].map(() => checked(budgetCase, size));
  return { ...(runs[0] as Measured), seconds: Math.min(...runs.map(({ seconds }) => seconds)) };
}

const baseline = best('baseline', 0);
const over = Object.entries(sizes).filter(([budgetCase, size]) => {
  const measured = best(budgetCase as BudgetCase, size);
  const seconds = measured.seconds - baseline.seconds;
  const instantiations = measured.instantiations - baseline.instantiations;
  console.log(
    `${size} ${budgetCase}: ${seconds.toFixed(2)} s over a baseline of ${baseline.seconds.toFixed(2)} s, ${instantiations} instantiations over ${baseline.instantiations}`,
  );
  return seconds >= budgetSeconds;
});
process.exitCode = over.length === 0 ? 0 : 1;
