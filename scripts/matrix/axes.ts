/** The releases of Node that the package is tried with, as the npm package `node` names them: the oldest, and the newest of each line. */
export const NODES = ['20.0.0', '20', '22', '24', '26'] as const;

/** A row of the table: a project with these packages, whose tests one runner runs. */
export interface Project {
  readonly runner: 'jest' | 'vitest';
  /** The release of the runner: exact, or a line of which npm gives the newest. */
  readonly release: string;
  readonly peers: keyof typeof PEERS;
}

/** The other packages that a user may bring, at the floor of what `package.json` allows, and as npm gives them on the day of the run. */
export const PEERS = {
  oldest: {
    'aws-cdk-lib': '2.178.0',
    constructs: '10.0.0',
    'fast-check': '3.0.0',
    hyparquet: '1.20.0',
    '@aws-sdk/client-sfn': '3.0.0',
  },
  newest: { 'aws-cdk-lib': '2', constructs: '10', 'fast-check': '4', hyparquet: '1', '@aws-sdk/client-sfn': '3' },
} as const;

/** The first release of each line of each runner that `package.json` allows, and the newest. */
export const PROJECTS: readonly Project[] = (
  ['jest 29.0.0', 'jest 30.0.0', 'vitest 3.0.0', 'vitest 4.0.1', 'vitest 5.0.0'] as const
).flatMap((first) => {
  const [runner, release] = first.split(' ') as ['jest' | 'vitest', string];
  return [
    { runner, release, peers: 'oldest' },
    { runner, release: release.split('.')[0] as string, peers: 'newest' },
  ] as const;
});

/** The last release of each minor version, and what npm calls the newest. */
export const COMPILERS = ['5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6.0', 'latest'] as const;

/** Where TypeScript is tried: with the oldest packages and with the newest. */
export const COMPILED: readonly Project[] = [PROJECTS[0]!, PROJECTS[3]!];

/** What `.ci/run` tries: the oldest of everything. */
export const SHORT = { node: NODES[0], project: PROJECTS[0]!, compiler: COMPILERS[0] } as const;
