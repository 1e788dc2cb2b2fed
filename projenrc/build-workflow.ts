import type { GitHub } from 'projen/lib/github';
import { type Job, JobPermission, type JobStep } from 'projen/lib/github/workflows-model';

/** What is supported, newest last (docs/versioning.md, docs/decisions/0012-support-range.md). `latest` is what npm gives on the day of the run. */
const NODE = ['20', '22', '24', '26'];
const SYSTEMS = ['ubuntu-latest', 'windows-latest', 'macos-latest'];

/** Packages installed over those of the lockfile, each combination a job of its own. */
const PEERS: Record<string, string> = {
  'jest 29': 'jest@29 jest-environment-node@29 @jest/globals@29 @types/jest@29',
  'jest 30': 'jest@30 jest-environment-node@30 @jest/globals@30 @types/jest@30',
  'vitest 3': 'vitest@3',
  'vitest 4': 'vitest@4',
  'vitest 5': 'vitest@5 @types/node@22',
  'oldest aws-cdk-lib': 'aws-cdk-lib@2.178.0',
  'newest aws-cdk-lib': 'aws-cdk-lib@latest constructs@latest',
};

/** Adds the workflow that judges every change. */
export function addBuildWorkflow(github: GitHub): void {
  const workflow = github.addWorkflow('build');
  workflow.on({ pullRequest: {}, push: { branches: ['main'] } });
  workflow.addJobs({ everything: everything(), systems: systems(), peers: peers(), types: types() });
}

/** The first steps of each job: the sources, Node, and the packages of the lockfile. */
export function installed(node: string, settings: Record<string, string> = {}): JobStep[] {
  return [
    { uses: 'actions/checkout@v4' },
    { uses: 'actions/setup-node@v4', with: { 'node-version': node, cache: 'npm', ...settings } },
    { name: 'install', run: 'npm ci' },
  ];
}

function job(name: string, runsOn: string, steps: readonly JobStep[], rest: Partial<Job> = {}): Job {
  return { name, runsOn: [runsOn], permissions: { contents: JobPermission.READ }, steps: [...steps], ...rest };
}

/** The value that a job of the matrix has under this name, in GitHub's own notation. */
function matrix(name: string): string {
  return `\${{ matrix.${name} }}`;
}

function everything(): Job {
  return job('everything', 'ubuntu-latest', [...installed('20'), { name: 'everything a change must pass', run: '.ci/run' }]);
}

function systems(): Job {
  const steps = [...installed(matrix('node')), { name: 'tests', run: 'npm test' }];
  const strategy = { failFast: false, matrix: { domain: { system: SYSTEMS, node: NODE } } };
  return job(`Node ${matrix('node')} on ${matrix('system')}`, matrix('system'), steps, { strategy });
}

function peers(): Job {
  const steps = [
    ...installed('22'),
    { name: 'other versions', run: `npm install --no-save --force ${matrix('packages')}` },
    { name: 'tests', run: 'npm test -- --selectProjects unit package' },
  ];
  const include = Object.entries(PEERS).map(([name, packages]) => ({ name, packages }));
  return job(matrix('name'), 'ubuntu-latest', steps, { strategy: { failFast: false, matrix: { include } } });
}

/** The command installs each TypeScript from 5.4 on itself. */
function types(): Job {
  const steps = [
    ...installed('20'),
    { name: 'every supported TypeScript', run: 'npm run check:types -- --no-budget' },
    { name: 'the newest TypeScript', run: 'npm run check:types -- --no-budget latest' },
  ];
  return job('types', 'ubuntu-latest', steps);
}
