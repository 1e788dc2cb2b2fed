import { join } from 'node:path';
import { packageVersion } from '../package-version';
import type { DoctorCheck } from './check';
import { installedVersion, isInRange, readJsonFile } from './installed-version';

/** The oldest TypeScript whose types are checked: `npm run check:types`. */
const TYPESCRIPT = '>= 5.4.0';

/** What each package that a project may have is for. */
const PURPOSES: Readonly<Record<string, string>> = {
  jest: 'tests with jest',
  vitest: 'tests with vitest',
  'aws-cdk-lib': 'testing CDK stacks, and building workflows',
  constructs: 'testing CDK stacks, and building workflows',
  'fast-check': 'explore()',
  hyparquet: 'reading Parquet files in a distributed Map',
  '@aws-sdk/client-sfn': 'record(), fetchHistory() and executions on AWS',
};

/** The versions of everything that a project runs Drystep with. */
export function versionChecks(project: string): readonly DoctorCheck[] {
  const { engines, peerDependencies } = ownManifest();
  return [
    ranged('node', process.versions.node, String(engines.node), 'install a later Node: https://nodejs.org'),
    own(project),
    ...Object.entries(PURPOSES).map(([name, purpose]) => packageCheck(name, purpose, String(peerDependencies[name]), project)),
    typescript(project),
  ];
}

function ownManifest(): {
  readonly engines: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
} {
  const { engines, peerDependencies } = readJsonFile(join(__dirname, '../../../package.json'));
  return {
    engines: (engines ?? {}) as Readonly<Record<string, string>>,
    peerDependencies: (peerDependencies ?? {}) as Readonly<Record<string, string>>,
  };
}

function own(project: string): DoctorCheck {
  const [running, found] = [packageVersion(), installedVersion('drystep', project)];
  const paste = 'npm install --save-dev drystep';
  if (found === undefined)
    return { name: 'drystep', status: 'wrong', message: `this command is ${running}, and the project has none installed`, paste };
  if (found !== running)
    return {
      name: 'drystep',
      status: 'wrong',
      found,
      message: `this command is ${running}, and tests run with ${found}`,
      paste: 'npx drystep doctor',
    };
  return { name: 'drystep', status: 'ok', found, message: 'installed in the project' };
}

function packageCheck(name: string, purpose: string, range: string, project: string): DoctorCheck {
  const found = installedVersion(name, project);
  const paste = `npm install --save-dev ${name}${newest(name, range)}`;
  if (found === undefined) return { name, status: 'absent', message: `not installed: for ${purpose}`, paste };
  return ranged(name, found, range, paste);
}

function ranged(name: string, found: string, range: string, paste: string): DoctorCheck {
  if (isInRange(found, range)) return { name, status: 'ok', found, message: `fits ${range}` };
  return { name, status: 'wrong', found, message: `expected ${range}`, paste };
}

/** Lines of packages that need a later Node than Drystep does. */
const NEEDED_NODE: Readonly<Record<string, string>> = { 'vitest@5': '>= 22.12.0' };

/** `@30` of `^29.0.0 || ^30.0.0`, the newest that runs with this Node; what is installed without a version may be too new. */
function newest(name: string, range: string): string {
  const lines = [...range.matchAll(/\^(\d+)/g)].map(([, line]) => `@${line}`);
  return lines.filter((line) => isInRange(process.versions.node, NEEDED_NODE[name + line] ?? '>= 0')).at(-1) ?? '@latest';
}

function typescript(project: string): DoctorCheck {
  const found = installedVersion('typescript', project);
  if (found === undefined)
    return {
      name: 'typescript',
      status: 'absent',
      message: 'not installed: for tests and apps in TypeScript',
      paste: 'npm install --save-dev typescript',
    };
  return ranged('typescript', found, TYPESCRIPT, 'npm install --save-dev typescript@latest');
}
