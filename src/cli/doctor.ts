import { printable } from '../asl';
import { CommandError } from './command-error';
import type { DoctorCheck } from './doctor/check';
import { filesOf } from './doctor/project-files';
import { setupChecks } from './doctor/runner-setup';
import { versionChecks } from './doctor/versions';
import { yamlCheck } from './doctor/yaml-check';
import { jsonText } from './json-text';
import { projectRoot } from './project-root';
import { readOptions } from './read-options';
import type { Command } from './terminal';

const USAGE = `Usage: drystep doctor [--json]

Checks the project in this folder: the versions of what Drystep runs with, whether jest or vitest loads the harness, whether TypeScript knows the matchers, and the packages that
some functions need. Says what is wrong, what is absent, and exactly what to paste. It changes nothing, and runs nothing of the project.

  --json    { ok, project, checks: [{ name, status: "ok" | "absent" | "wrong", found, message, paste }] }
  --help

Example: npx drystep doctor
Exit code: 0 nothing is wrong, 1 something is, 2 wrong usage.
`;

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

/** `drystep doctor`: 0 when nothing is wrong, 1 when something is, 2 when called wrongly. */
export const doctorCommand: Command = (given, { cwd, write }) => {
  const { flag, positionals } = readOptions('doctor', given, OPTIONS);
  if (flag('help')) {
    write(USAGE);
    return 0;
  }
  if (positionals[0] !== undefined)
    throw new CommandError(`expected nothing but options, received "${positionals[0]}".`, 'run it in the folder of the project.');
  const project = projectRoot(cwd);
  const checks = checksOf(project);
  const ok = checks.every(({ status }) => status !== 'wrong');
  write(flag('json') ? jsonText({ ok, project, checks }) : checksText(project, checks));
  return ok ? 0 : 1;
};

function checksOf(project: string): readonly DoctorCheck[] {
  const versions = versionChecks(project);
  const files = filesOf(project);
  const installed = new Set(versions.filter(({ status }) => status !== 'absent').map(({ name }) => name));
  return [...versions, yamlCheck(project, files), ...setupChecks(project, files, installed)];
}

const WORDS: Readonly<Record<DoctorCheck['status'], string>> = { ok: 'ok', absent: '-', wrong: 'WRONG' };

function checksText(project: string, checks: readonly DoctorCheck[]): string {
  const lines = checks.flatMap(({ name, status, found, message, paste }) => [
    printable(`${WORDS[status].padEnd(6)}${name}${found === undefined ? '' : ` ${found}`}: ${message}`),
    ...(paste === undefined ? [] : paste.split('\n').map((line) => `        ${printable(line)}`)),
  ]);
  const wrong = checks.filter(({ status }) => status === 'wrong').length;
  const end = wrong === 0 ? 'nothing is wrong' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong`;
  return [printable(project), '', ...lines, '', end, ''].join('\n');
}
