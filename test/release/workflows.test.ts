import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Job {
  readonly 'runs-on': string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
}

const root = join(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const parsed = (folder: string, name: string) => parse(readFileSync(join(root, '.github', folder, name), 'utf8'));
const workflows: Readonly<Record<string, { readonly jobs: Readonly<Record<string, Job>> }>> = Object.fromEntries(
  readdirSync(join(root, '.github', 'workflows')).map((name) => [name, parsed('workflows', name)]),
);
const jobs = Object.values(workflows).flatMap((workflow) => Object.values(workflow.jobs));
const commands = jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));
const build = workflows['build.yml']!.jobs;

describe("GitHub's workflows", () => {
  test('are the build and the release', () => {
    expect(Object.keys(workflows)).toEqual(['build.yml', 'release.yml']);
  });

  test('call npm scripts and files that exist', () => {
    const scripts = commands.flatMap((command) => [...command.matchAll(/npm (?:run )?(test|(?<=run )[\w:-]+)/g)].map(([, name]) => name!));
    const files = commands.filter((command) => command.startsWith('.')).map((command) => command.split(' ')[0]!);

    expect(scripts).toEqual(expect.arrayContaining(['test', 'check:types', 'release:check']));
    expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
    expect(files).toContain('.ci/run');
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  test('name projects of jest that exist', () => {
    const { projects } = JSON.parse(readFileSync(join(root, 'jest.config.json'), 'utf8'));
    const named = commands.flatMap((command) => command.split('--selectProjects ')[1]?.split(' ') ?? []);

    expect(named).toContain('unit');
    expect(projects.map(({ displayName }: { displayName: string }) => displayName)).toEqual(expect.arrayContaining(named));
  });

  test('may read the sources, and write nothing but the proof of origin of a release', () => {
    const grants = Object.entries(workflows).flatMap(([name, workflow]) =>
      Object.values(workflow.jobs).flatMap(({ permissions }) => Object.entries(permissions).map((grant) => [name, ...grant].join(' '))),
    );

    expect([...new Set(grants)].sort()).toEqual(['build.yml contents read', 'release.yml contents read', 'release.yml id-token write']);
  });

  test('publish behind the checks, with provenance', () => {
    const steps = workflows['release.yml']!.jobs['publish']!.steps.flatMap(({ run }) => run ?? []);

    expect(steps).toEqual([
      'npm ci',
      'npm run release:check -- "$GITHUB_REF_NAME"',
      '.ci/run',
      expect.stringMatching(/^npm publish .*--provenance/),
    ]);
    expect(commands.filter((command) => command.includes('publish'))).toHaveLength(1);
  });
});

describe('The build covers what docs/versioning.md promises', () => {
  const include = build['peers']!.strategy!.matrix['include'] as readonly { name: string; packages: string }[];
  const versionsOf = (name: string): readonly string[] =>
    include.flatMap(({ packages }) =>
      packages
        .split(' ')
        .filter((each) => each.startsWith(`${name}@`))
        .map((each) => each.slice(name.length + 1)),
    );

  test('on each system, with each Node, the oldest of which is that of package.json', () => {
    const { system, node } = build['systems']!.strategy!.matrix as Record<string, readonly string[]>;

    expect(system).toEqual(['ubuntu-latest', 'windows-latest', 'macos-latest']);
    expect(node).toEqual(['20', '22', '24', '26']);
    expect(oldestOf(manifest.engines.node)).toBe(`${node![0]}.0.0`);
  });

  test.each(['jest', 'vitest'])('with each major version of %s', (name) => {
    const majors = manifest.peerDependencies[name].split(' || ').map((range: string) => oldestOf(range).split('.')[0]);

    expect(versionsOf(name)).toEqual(majors);
  });

  test('with the oldest and the newest aws-cdk-lib', () => {
    const [oldest, newest] = versionsOf('aws-cdk-lib');

    expect(oldest).toBe(oldestOf(manifest.peerDependencies['aws-cdk-lib']));
    expect(newest).toBe('latest');
  });
});

describe('Forms for issues', () => {
  const names = readdirSync(join(root, '.github', 'ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

  test.each(names)('%s asks for fields with names of their own', (name) => {
    const { name: title, description, body } = parsed('ISSUE_TEMPLATE', name);
    const ids = body.map(({ id }: { id: string }) => id);

    expect([title, description].every((text) => typeof text === 'string' && text !== '')).toBe(true);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    expect(body.every(({ attributes }: { attributes: { label: string } }) => attributes.label !== '')).toBe(true);
  });

  test('a bug comes with definition, input, what AWS does, what came, and versions', () => {
    const { body } = parsed('ISSUE_TEMPLATE', 'bug.yml');

    expect(body.map(({ id }: { id: string }) => id)).toEqual(['definition', 'input', 'expected', 'received', 'versions']);
  });
});

/** The lowest version of a range such as `^2.178.0`. */
function oldestOf(range: string): string {
  return /\d+\.\d+\.\d+/.exec(range)![0];
}
