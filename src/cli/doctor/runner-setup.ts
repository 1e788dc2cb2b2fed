import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DoctorCheck } from './check';
import { readJsonFile } from './installed-version';
import { projectReporters, type RunnerConfig } from './project-reporters';

/** A runner, and how it is told what to load before each test file. */
interface RunnerSetup {
  readonly name: 'jest' | 'vitest';
  readonly entry: string;
  readonly configs: RegExp;
  /** The field of its configuration; another one is too early, or something else. */
  readonly field: string;
  readonly paste: string;
}

const RUNNERS: readonly RunnerSetup[] = [
  {
    name: 'jest',
    entry: 'drystep/jest',
    configs: /^jest\.config\.(?:[cm]?[jt]s|json)$/,
    field: 'setupFilesAfterEnv',
    paste: "setupFilesAfterEnv: ['drystep/jest']",
  },
  {
    name: 'vitest',
    entry: 'drystep/vitest',
    configs: /^vite(?:st)?\.config\.[cm]?[jt]s$/,
    field: 'setupFiles',
    paste: "setupFiles: ['drystep/vitest']",
  },
];

/** Whether the harness is loaded by the runners that the project has, and TypeScript knows its matchers. Texts are looked at, nothing is run. */
export function setupChecks(project: string, files: readonly string[], runners: ReadonlySet<string>): readonly DoctorCheck[] {
  return RUNNERS.filter(({ name }) => runners.has(name)).flatMap((runner) => {
    const tests = files.filter((file) => isTest(file) && imports(join(project, file), runner.entry));
    const setup = setupCheck(runner, project, files, tests);
    const types = setup.status === 'ok' ? typeChecks(runner, project, files) : [];
    return [setup, ...types, ...reporterChecks(runner, project, files)];
  });
}

function setupCheck(
  { name, entry, configs, field, paste }: RunnerSetup,
  project: string,
  files: readonly string[],
  tests: readonly string[],
): DoctorCheck {
  const check = `${name} setup`;
  const config = files.find((file) => configs.test(file)) ?? 'package.json';
  const text = configText(name, project, config);
  const list = listOf(text, field);
  if (list.includes(entry)) return { name: check, status: 'ok', message: `${field} of ${config} names ${entry}` };
  const loaded = quotedIn(list)
    .map((path) => existing(join(project, dirname(config), path.replace(/^<rootDir>\//, ''))))
    .find((path) => path !== undefined && imports(path, entry));
  if (loaded !== undefined) return { name: check, status: 'ok', message: `a file that ${field} of ${config} names imports ${entry}` };
  if (name === 'jest' && listOf(text, 'setupFiles').includes(entry))
    return {
      name: check,
      status: 'wrong',
      message: `setupFiles of ${config} names ${entry}, and they run before jest has its expect`,
      paste,
    };
  if (tests.length > 0)
    return { name: check, status: 'ok', message: `${tests.length} test ${tests.length === 1 ? 'file imports' : 'files import'} ${entry}` };
  return {
    name: check,
    status: 'wrong',
    message: `neither ${config} nor a test file loads ${entry}`,
    paste: `${paste}\nor, in a test file: import '${entry}';`,
  };
}

/** Texts of other folders count where the configuration of this one has projects. */
function reporterChecks(runner: RunnerSetup, project: string, files: readonly string[]): readonly DoctorCheck[] {
  const { name, entry, configs } = runner;
  const config = (path: string): RunnerConfig => ({ path, text: codeOf(configText(name, project, path)) });
  const root = files.find((file) => configs.test(file)) ?? 'package.json';
  const others = files.filter((file) => file !== root && (configs.test(basename(file)) || /^vitest\.workspace\./.test(file)));
  return projectReporters(name, entry, config(root), others.map(config));
}

/** Matchers that come by a configuration file are unknown to TypeScript until a file of its own imports them. */
function typeChecks({ name, entry }: RunnerSetup, project: string, files: readonly string[]): readonly DoctorCheck[] {
  const written = files.filter((file) => /\.[cm]?tsx?$/.test(file));
  const test = written.find(isTest);
  if (!existsSync(join(project, 'tsconfig.json')) || test === undefined) return [];
  const check = `${name} types`;
  const importing = written.find((file) => imports(join(project, file), entry));
  if (importing !== undefined) return [{ name: check, status: 'ok', message: `${importing} imports ${entry}` }];
  if (listOf(fileText(join(project, 'tsconfig.json')), 'types').includes(entry))
    return [{ name: check, status: 'ok', message: `types of tsconfig.json names ${entry}` }];
  return [
    {
      name: check,
      status: 'wrong',
      message: 'TypeScript does not know the matchers: no file of the project imports them',
      paste: `echo "import '${entry}';" > ${[...test.split('/').slice(0, -1), 'matchers.d.ts'].join('/')}`,
    },
  ];
}

function configText(runner: string, project: string, config: string): string {
  return config === 'package.json' ? JSON.stringify(readJsonFile(join(project, config))[runner] ?? {}) : fileText(join(project, config));
}

function fileText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The text of a field's list, or its one value, without comments. */
function listOf(text: string, field: string): string {
  return new RegExp(`(?<![\\w$])${field}["']?\\s*:\\s*(\\[[^\\]]*\\]|["'][^"']*["'])`).exec(codeOf(text))?.[1] ?? '';
}

/** A text without comments. */
function codeOf(text: string): string {
  return text.replaceAll(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
}

function quotedIn(list: string): readonly string[] {
  return [...list.matchAll(/["']([^"']+)["']/g)].map(([, path]) => path!);
}

function existing(path: string): string | undefined {
  return ['', '.ts', '.js', '.mts', '.mjs', '.cjs']
    .map((ending) => `${path}${ending}`)
    .find((each) => /\.\w+$/.test(each) && existsSync(each));
}

function imports(path: string, entry: string): boolean {
  return new RegExp(`(?:import|from|require\\()\\s*["']${entry}["']|types=["']${entry}["']`).test(fileText(path));
}

function isTest(file: string): boolean {
  return /(?:[._](?:test|spec)\.[cm]?[jt]sx?$|(?:^|\/)__tests__\/.*\.[cm]?[jt]sx?$)/.test(file);
}
