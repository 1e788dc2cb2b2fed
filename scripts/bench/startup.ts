import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RUNS = 7;

/** Lines about start-up: importing the interpreter, preparing a machine, and the command. Each is the median of several processes. */
export function measureStartup(lib: string, workload: string): string[] {
  const bare = median(() => wholeProcess(['-e', '0']));
  const importing = median(() =>
    printed(`const t = performance.now(); require(${quoted(join(lib, 'interpreter'))}); print(performance.now() - t);`),
  );
  const preparing = median(() =>
    printed(
      `const { parse } = require(${quoted(join(lib, 'interpreter'))}); const { definition } = require(${quoted(workload)}); ` +
        'const t = performance.now(); parse(definition); print(performance.now() - t);',
    ),
  );
  return [
    `bare node: ${bare.toFixed(0)} ms`,
    `import drystep/interpreter: ${importing.toFixed(1)} ms (goal 15)`,
    `prepare a machine of three states, first in the process: ${preparing.toFixed(1)} ms (goal 10)`,
    command(lib, workload),
  ];
}

function command(lib: string, workload: string): string {
  const main = join(lib, 'cli', 'main.js');
  if (!existsSync(join(lib, 'cli', 'run.js'))) return 'drystep run of three states: the command does not exist yet (goal 130)';
  const { definition, input } = JSON.parse(readFileSync(workload, 'utf8')) as { readonly definition: object; readonly input: unknown };
  const folder = mkdtempSync(join(tmpdir(), 'drystep-bench-'));
  const machine = join(folder, 'machine.asl.json');
  writeFileSync(machine, JSON.stringify(definition));
  const elapsed = median(() => wholeProcess([main, 'run', machine, '--input', JSON.stringify(input)]));
  rmSync(folder, { recursive: true });
  return `drystep run of three states, end to end: ${elapsed.toFixed(0)} ms (goal 130)`;
}

function printed(script: string): number {
  const preamble = 'const print = (value) => process.stdout.write(String(value));';
  return Number(execFileSync(process.execPath, ['-e', preamble + script], { encoding: 'utf8' }));
}

function wholeProcess(args: readonly string[]): number {
  const begin = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - begin;
}

function median(measure: () => number): number {
  const values = Array.from({ length: RUNS }, measure).sort((one, other) => one - other);
  return values[RUNS >> 1]!;
}

function quoted(path: string): string {
  return JSON.stringify(path);
}
