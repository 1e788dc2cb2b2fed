import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPILER_OPTIONS } from '../types/supported-compilers';
import { COMPILED, PEERS, type Project } from './axes';

const ROOT = join(__dirname, '..', '..');

/** Thrown when npm could not fetch something: nothing was tried. */
export class NotInstalled extends Error {}

/** A project on disk, with the packed package and everything that the examples need. */
export interface Installed {
  readonly project: Project;
  readonly folder: string;
}

/** Writes the examples as a project of their own, as its users would have them, and lets npm install it. */
export function installProject(folder: string, project: Project, tarball: string): Installed {
  mkdirSync(folder, { recursive: true });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Readonly<Record<string, string>>;
  };
  const ours = (name: string): Readonly<Record<string, string>> => ({ [name]: devDependencies[name] as string });
  const { runner, release, peers } = project;
  const manifest = {
    name: 'shop',
    private: true,
    dependencies: { drystep: `file:${tarball}`, ...PEERS[peers] },
    devDependencies: {
      // Those of Node 20, where the runner takes them: npm refuses vitest 5 beside them.
      ...(runner === 'vitest' && Number(release.split('.')[0]) >= 5 ? { '@types/node': '22' } : ours('@types/node')),
      ...ours('tsx'),
      ...ours('@types/aws-lambda'),
      // What reads templates in YAML.
      yaml: '2',
      [runner]: release,
      ...(runner === 'jest' ? { ...ours('@swc/core'), ...ours('@swc/jest'), '@types/jest': release.split('.')[0] } : {}),
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  npmInstall(folder);
  placeExamples(folder, project);
  return { project, folder };
}

/** Installs a package, and nothing else, in a folder of its own. */
export function installAlone(folder: string, name: string, release: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { [name]: release } }));
  npmInstall(folder);
  return join(folder, 'node_modules', name);
}

/** The version of a package that a project has. */
export function installedRelease(folder: string, name: string): string {
  return (JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}

function npmInstall(folder: string): void {
  const options = ['--no-audit', '--no-fund', '--loglevel', 'error', '--prefer-offline'];
  try {
    execFileSync('npm', ['install', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    throw new NotInstalled(
      `npm could not install ${readFileSync(join(folder, 'package.json'), 'utf8')}\n${(error as { stderr: string }).stderr}`,
    );
  }
}

function filesBelow(folder: string, ending: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
}

function placeExamples(folder: string, project: Project): void {
  const examples = join(folder, 'examples');
  cpSync(join(ROOT, 'examples'), examples, { recursive: true });
  // They start what this project compiles, and not what is installed.
  for (const file of filesBelow(examples, '.package.test.ts')) rmSync(join(examples, file));
  if (project.runner === 'jest') {
    writeFileSync(join(folder, 'jest.config.json'), JSON.stringify(jestSettings, null, 2));
  } else {
    writeFileSync(join(folder, 'vitest.config.mjs'), vitestSettings);
    writeFileSync(join(folder, 'setup.mjs'), vitestSetup);
    for (const file of filesBelow(examples, '.test.ts')) {
      const text = readFileSync(join(examples, file), 'utf8');
      writeFileSync(join(examples, file), text.replaceAll("'drystep/jest'", "'drystep/vitest'"));
    }
    // vitest names snapshots in its own way.
    for (const kept of filesBelow(examples, '__snapshots__')) rmSync(join(examples, kept), { recursive: true });
  }
  if (COMPILED.includes(project)) writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerSettings, null, 2));
}

const jestSettings = {
  testMatch: ['<rootDir>/examples/**/*.test.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
  },
  reporters: ['default', 'drystep/jest'],
};

const vitestSettings = `export default {
  test: {
    globals: true,
    include: ['examples/**/*.{test.ts,spec.mjs}'],
    setupFiles: ['./setup.mjs'],
    reporters: ['default', 'json', 'drystep/vitest'],
    outputFile: { json: 'results.json' },
  },
};
`;

/** The examples say `jest.fn`; those of other languages name files beside them, as a project of its own would. */
const vitestSetup = `import { basename, dirname } from 'node:path';
import { expect, vi } from 'vitest';
globalThis.jest = vi;
const folder = dirname(expect.getState().testPath);
if (basename(folder) === 'other-languages') process.chdir(folder);
`;

const compilerSettings = {
  compilerOptions: { ...COMPILER_OPTIONS, preserveSymlinks: false, types: ['node', 'jest'] },
  include: ['examples/**/*.ts'],
};
