import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Project } from './axes';
import type { Installed } from './project';
import { EVERY_FILE, type Reason, reasonFor } from './reasons';

/** What one cell of the table came to. */
export interface Outcome {
  readonly passed: number;
  /** What failed without a reason: a title, or a line that the tool printed. */
  readonly failures: readonly string[];
  /** The files that failed by right. */
  readonly excused: readonly Reason[];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs the tests of the examples with one Node. */
export function runTests({ folder, project }: Installed, node: string, release: string): Outcome {
  const results = join(folder, 'results.json');
  rmSync(results, { force: true });
  const program = join(folder, 'node_modules', project.runner, project.runner === 'jest' ? 'bin/jest.js' : 'vitest.mjs');
  const call = project.runner === 'jest' ? ['--ci', '--silent', '--json', `--outputFile=${results}`] : ['run', '--silent', '--update'];
  const { stdout, stderr } = spawnSync(node, [program, ...call], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(folder),
    maxBuffer: 1e8,
  });
  if (!existsSync(results)) return withoutReport(lastLine(stderr) ?? lastLine(stdout), project, release);
  return outcomeOf(JSON.parse(readFileSync(results, 'utf8')) as Report, join(folder, 'examples'), project, release);
}

/** What a run comes to whose runner did not start. */
export function withoutReport(said: string | undefined, project: Project, node: string): Outcome {
  const reason = reasonFor(EVERY_FILE, project, node);
  return reason === undefined
    ? { passed: 0, failures: [`no report: ${said}`], excused: [] }
    : { passed: 0, failures: [], excused: [reason] };
}

/** What a report of jest, or of vitest in the same shape, says. */
export function outcomeOf(report: Report, examples: string, project: Project, node: string): Outcome {
  const excused: Reason[] = [];
  const failures: string[] = [];
  let passed = 0;
  for (const { name, status, message, assertionResults } of report.testResults) {
    const file = relative(examples, name).split(sep).join('/');
    const failed = assertionResults.filter((each) => each.status === 'failed').map(({ fullName }) => `${file}: ${fullName}`);
    passed += assertionResults.filter((each) => each.status === 'passed').length;
    if (status === 'passed' && failed.length === 0) continue;
    const reason = reasonFor(file, project, node);
    if (reason !== undefined) excused.push(reason);
    else failures.push(...(failed.length > 0 ? failed : [`${file}: ${message?.trim().split('\n')[0] ?? 'cannot be run'}`]));
  }
  return { passed, failures, excused };
}

/** Compiles the examples with one TypeScript: what passes is one program. */
export function compileExamples({ folder, project }: Installed, compiler: string): Outcome {
  const { stdout } = spawnSync(process.execPath, [join(compiler, 'bin', 'tsc'), '-p', folder, '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const lines = stdout.split('\n').filter((line) => /error TS\d+/.test(line));
  const reasons = lines.map((line) => {
    const reason = reasonFor(line.replace(/^examples\//, '').split('(')[0] as string, project, undefined);
    return reason?.types === true ? reason : undefined;
  });
  const failures = lines.filter((_, index) => reasons[index] === undefined);
  return { passed: failures.length === 0 ? 1 : 0, failures, excused: [...new Set(reasons.filter((each) => each !== undefined))] };
}

/** Loads every entry point by `require` and by `import`, and calls the command, with one Node. */
export function runPrograms({ folder }: Installed, node: string): Outcome {
  const { exports } = JSON.parse(readFileSync(join(folder, 'node_modules/drystep/package.json'), 'utf8')) as {
    exports: Readonly<Record<string, unknown>>;
  };
  // The entries of runners want theirs to run.
  const entries = Object.keys(exports).filter((name) => !['./jest', './vitest', './package.json'].includes(name));
  const names = entries.map((name) => name.replace(/^\./, 'drystep'));
  const machine = join('examples', 'command', 'orders.asl.json');
  const command = join('node_modules', 'drystep', 'lib', 'cli', 'main.js');
  const calls: readonly (readonly string[])[] = [
    ...names.map((name) => ['-e', `require('${name}')`]),
    ...names.map((name) => ['--input-type=module', '-e', `import '${name}'`]),
    [command, 'validate', machine],
    [command, 'run', machine, '--input', '{"orderId":"o-1","total":400}', '--mocks', join('examples', 'command', 'mocks.json')],
    [command, 'run', machine, '--input', '{"orderId":"o-1","total":400}', '--mocks', join('examples', 'command', 'mocks.ts')],
    [command, 'graph', machine],
  ];
  const failures = calls.flatMap((call) => {
    const { status, stderr } = spawnSync(node, call, { cwd: folder, encoding: 'utf8', env: environment(folder) });
    return status === 0 ? [] : [`${call.join(' ')}: ${lastLine(stderr) ?? `exit code ${status}`}`];
  });
  return { passed: calls.length - failures.length, failures, excused: [] };
}

/** Without what the caller's own runner or tools would say to theirs. */
/** The temporary folder is beside the project, and goes with it: an App of a test leaves its cloud assembly there. */
function environment(folder: string): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, JEST_WORKER_ID: __, ...rest } = process.env;
  const TMPDIR = `${folder}-temporary`;
  mkdirSync(TMPDIR, { recursive: true });
  return { ...rest, TMPDIR, CI: 'true', NO_COLOR: '1', CDK_VALIDATION: 'false' };
}

function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .at(-1);
}
