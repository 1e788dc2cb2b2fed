import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type EndedStep, type PipelineProject, pipelineProject } from './pipeline-project';

jest.setTimeout(180_000);

const fileOf = (name: string) => parse(readFileSync(join(__dirname, '../../examples/pipelines', name), 'utf8'));

interface GitHubStep {
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}
const github: Readonly<Record<string, { readonly steps: readonly GitHubStep[] }>> = fileOf('github-actions.yaml').jobs;
interface GitLabJob {
  readonly script: readonly string[];
  readonly after_script?: readonly string[];
  readonly artifacts?: { readonly paths: readonly string[] };
}
const gitlab: Readonly<Record<string, GitLabJob>> = fileOf('gitlab-ci.yaml');

/** What GitHub puts in the place of `${{ ... }}`. */
const expressions: Readonly<Record<string, string>> = {
  'github.base_ref': 'main',
  'github.event.number': '7',
  'github.token': 'a-token',
};

function variablesOf({ env = {} }: GitHubStep): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [
      name,
      value.replaceAll(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
        if (!Object.hasOwn(expressions, expression)) throw new Error(`The test does not know ${expression}.`);
        return expressions[expression]!;
      }),
    ]),
  );
}

/** Runs every `run` of a job, also behind one that failed: the examples upload what there is. */
function runGitHub(job: string, project: PipelineProject): readonly EndedStep[] {
  return github[job]!.steps.filter(({ run }) => run !== undefined).map((step) => project.run(step.run!, variablesOf(step)));
}

function runGitLab(job: string, project: PipelineProject): EndedStep {
  const { script, after_script: after = [] } = gitlab[job]!;
  const variables = {
    CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
    CI_API_V4_URL: 'https://gitlab.example.com/api/v4',
    CI_PROJECT_ID: '3',
    CI_MERGE_REQUEST_IID: '7',
    DRYSTEP_BOT_TOKEN: 'a-token',
  };
  const before: readonly string[] = fileOf('gitlab-ci.yaml').default.before_script;
  const ended = project.run([...before, ...script].join('\n'), variables);
  if (after.length > 0) project.run(after.join('\n'), variables);
  return ended;
}

const statuses = (steps: readonly EndedStep[]) => steps.map(({ status }) => status);
const dangling = { 'machines/orders.asl.json': (text: string) => text.replace('"Next": "Ship"', '"Next": "Shipp"') };
const slower = { 'machines/orders.asl.json': (text: string) => text.replace('"IntervalSeconds": 2', '"IntervalSeconds": 4') };
const renamed = {
  'machines/orders.asl.json': () => undefined,
  // One of each side would be the same machine, whatever it is called.
  'machines/parcels.asl.json': () => '{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }',
  'machines/refunds.asl.json': () => '{ "StartAt": "Done", "States": { "Done": { "Type": "Succeed" } } }',
};
const untested = { 'orders.test.ts': (text: string) => text.replace("test('rejects", "test.skip('rejects") };

describe('GitHub Actions', () => {
  test('validates the machines, and has SARIF to upload', () => {
    const project = pipelineProject();

    const steps = runGitHub('validate', project);

    const upload = github.validate!.steps.find((step) => step.with?.sarif_file !== undefined)!;
    expect(statuses(steps)).toEqual([0, 0]);
    expect(JSON.parse(project.read(upload.with!.sarif_file!))).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
  });

  test('fails for a machine that AWS would refuse, with the finding in the SARIF', () => {
    const project = pipelineProject(dangling);

    const steps = runGitHub('validate', project);

    expect(statuses(steps)).toEqual([0, 1]);
    expect(project.read('drystep.sarif')).toContain('Shipp');
  });

  test('runs the tests and keeps what they reached', () => {
    const project = pipelineProject();

    const steps = runGitHub('test', project);

    expect(steps.find(({ status }) => status !== 0)?.output).toBeUndefined();
    expect(JSON.parse(project.read('coverage/drystep/coverage.json'))).toMatchObject({
      machines: [{ executions: 2, summary: { transitions: { covered: 2, total: 2 } } }],
    });
  });

  test('fails when tests reach less than the threshold', () => {
    const [, tests, coverage] = runGitHub('test', pipelineProject(untested));

    expect(tests!.status).toBe(0);
    expect(coverage!.status).toBe(1);
    expect(coverage!.output).toContain('Coverage of transitions in global: expected at least 90 %, received 50 %');
  });

  test('tells in a comment what a pull request changes', () => {
    const project = pipelineProject(slower);

    const steps = runGitHub('diff', project);

    expect(steps.find(({ status }) => status !== 0)?.output).toBeUndefined();
    expect(project.sent()).toMatch(/^gh pr comment 7 --body-file diff\.md /);
    expect(project.sent()).toMatch(/IntervalSeconds 2 → 4/);
  });

  test('fails for what breaks executions, and comments all the same', () => {
    const project = pipelineProject(renamed);

    const steps = runGitHub('diff', project);

    expect(statuses(steps)).toEqual([0, 1, 0]);
    expect(project.sent()).toContain('MACHINE_REMOVED');
  });
});

describe('GitLab', () => {
  test('validates the machines, and keeps SARIF', () => {
    const broken = pipelineProject(dangling);

    expect(runGitLab('validate', pipelineProject())).toMatchObject({ status: 0 });
    expect(runGitLab('validate', broken)).toMatchObject({ status: 1, output: expect.stringContaining('Shipp') });
    const [kept] = gitlab.validate!.artifacts!.paths;
    expect(JSON.parse(broken.read(kept!))).toMatchObject({ version: '2.1.0', runs: [{ results: [{ level: 'error' }] }] });
  });

  test('runs the tests and keeps what they reached', () => {
    const project = pipelineProject();

    expect(runGitLab('test', project).status).toBe(0);
    expect(project.has('coverage/drystep/coverage.json')).toBe(true);
  });

  test('tells in a note what a merge request changes', () => {
    const project = pipelineProject(slower);

    expect(runGitLab('diff', project)).toMatchObject({ status: 0 });
    expect(project.sent()).toMatch(/^curl .*https:\/\/gitlab\.example\.com\/api\/v4\/projects\/3\/merge_requests\/7\/notes\n/);
    expect(project.sent()).toMatch(/IntervalSeconds 2 → 4/);
  });
});

describe('pre-commit', () => {
  const [hook] = fileOf('pre-commit-config.yaml').repos[0].hooks as readonly { readonly entry: string; readonly files: string }[];
  const staged = ['machines/orders.asl.json', 'orders.test.ts', 'jest.config.json', 'machines/refunds.asl.yml'];

  test('gives the hook the definitions, and nothing else', () => {
    expect(staged.filter((file) => new RegExp(hook!.files).test(file))).toEqual(['machines/orders.asl.json', 'machines/refunds.asl.yml']);
  });

  test('refuses a commit with a broken machine', () => {
    const commit = (project: PipelineProject) => project.run(`${hook!.entry} machines/orders.asl.json`);

    expect(commit(pipelineProject())).toMatchObject({ status: 0 });
    expect(commit(pipelineProject(dangling))).toMatchObject({ status: 1, output: expect.stringContaining('Shipp') });
  });
});
