/**
 * Measures the typing budget: `npx tsx test/types/measure-budget.ts`. Prints, for 200 steps, 200 variables and 60 choices, the check
 * time of `tsc --extendedDiagnostics` over that of the same imports with an empty flow (best of three), and exits with 1 over budget.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BudgetCase, generateFlow } from './generate-flows';

const root = join(__dirname, '..', '..');
const budgetSeconds = 3;
const sizes: Record<Exclude<BudgetCase, 'baseline'>, number> = { steps: 200, variables: 200, choices: 60 };

/** Check time of one program, in seconds. */
function checkTime(budgetCase: BudgetCase, size: number): number {
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
  return Number(/Check time:\s+([\d.]+)s/.exec(printed)?.[1]);
}

const best = (budgetCase: BudgetCase, size: number): number => Math.min(...[1, 2, 3].map(() => checkTime(budgetCase, size)));

const baseline = best('baseline', 0);
const over = Object.entries(sizes).filter(([budgetCase, size]) => {
  const seconds = best(budgetCase as BudgetCase, size) - baseline;
  console.log(`${size} ${budgetCase}: ${seconds.toFixed(2)} s over a baseline of ${baseline.toFixed(2)} s`);
  return seconds >= budgetSeconds;
});
process.exitCode = over.length === 0 ? 0 : 1;
