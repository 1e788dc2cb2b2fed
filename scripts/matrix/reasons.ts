import type { Project } from './axes';
import type { Cell, Found } from './findings';

/** Stands for the files of a run that could not begin. */
export const EVERY_FILE = '**';

/** A file of `examples` that cannot pass somewhere, and why. */
export interface Reason {
  /** Below `examples`; `EVERY_FILE` where the runner itself does not start. */
  readonly file: string;
  readonly peers?: Project['peers'];
  readonly runner?: Project['runner'];
  /** The release of the runner, as `axes.ts` names it. */
  readonly release?: string;
  /** The releases of Node, as `axes.ts` names them. */
  readonly nodes?: readonly string[];
  /** Where TypeScript judges the file as well as where a runner runs it. */
  readonly types: boolean;
  readonly reason: string;
}

/** What cannot pass, by right. A reason that no cell needs any more fails the command, so that the list stays true. */
export const REASONS: readonly Reason[] = [
  {
    file: EVERY_FILE,
    runner: 'vitest',
    release: '4',
    peers: 'newest',
    nodes: ['20.0.0'],
    types: false,
    reason: 'npm installs vite 8 beside this vitest, and vite 8 needs Node 20.19. With vite 7 the same tests pass',
  },
  {
    file: EVERY_FILE,
    runner: 'vitest',
    release: '5.0.0',
    nodes: ['20.0.0'],
    types: false,
    reason: 'vitest 5 needs Node 22.12',
  },
  {
    file: EVERY_FILE,
    runner: 'vitest',
    release: '5',
    nodes: ['20.0.0', '20'],
    types: false,
    reason: 'vitest 5 needs Node 22.12',
  },
  {
    file: 'endpoint/app.test.ts',
    runner: 'vitest',
    peers: 'oldest',
    nodes: ['20.0.0'],
    types: false,
    reason: 'vitest uses `require` to load an ES module of this `@aws-sdk/client-sfn`, which Node allows from 20.19 on',
  },
  {
    file: 'one-synthesis/reminder.test.ts',
    runner: 'vitest',
    types: false,
    reason: 'the test loads a TypeScript file by `require`, which vitest does not transform',
  },
  {
    file: 'integrations/map-results.test.ts',
    peers: 'oldest',
    types: true,
    reason: 'the test writes `ResultWriterV2`, which this aws-cdk-lib does not have',
  },
  {
    file: 'bad-workflow/acknowledged.test.ts',
    peers: 'oldest',
    types: true,
    reason: 'the test writes `Validations`, which this aws-cdk-lib does not have',
  },
  {
    file: 'bad-workflow/app.ts',
    peers: 'oldest',
    types: true,
    reason: 'the program writes `Validations`, which this aws-cdk-lib does not have',
  },
];

/** The reasons behind the files that were red by right in a cell. */
export function reasonsBehind({ kind, project, release }: Cell, { excused }: Found): readonly Reason[] {
  return REASONS.filter((reason) => excused.some((file) => reasonFor(file, project, kind === 'types' ? undefined : release) === reason));
}

/** The reason for which a file may fail in a project, with a release of Node where one runs it; undefined when it has to pass. */
export function reasonFor(file: string, project: Project, node: string | undefined): Reason | undefined {
  return REASONS.find(
    (each) =>
      each.file === file &&
      (each.peers ?? project.peers) === project.peers &&
      (each.runner ?? project.runner) === project.runner &&
      (each.release ?? project.release) === project.release &&
      (each.nodes === undefined || node === undefined || each.nodes.includes(node)),
  );
}
