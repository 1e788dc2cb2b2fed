/** The arrows between the rooms of `src/`: what each may import. A missing arrow is a design decision, not an oversight. */

/** What one room may import. */
export interface Arrows {
  /** Other rooms, through their `index.ts`. */
  readonly rooms: readonly Room[];
  /** Packages from npm. */
  readonly packages?: readonly string[];
  /** Modules of Node; `local` is everything that neither talks to the network nor starts a process. */
  readonly node?: 'any' | 'local' | readonly string[];
  /** True when the room may load what a variable names, such as a user's CDK app. */
  readonly computedImports?: boolean;
  /** True when the room may read the machine's clock and randomness. */
  readonly impure?: boolean;
}

/** The doors of the package, a file for each entry point: a public list and nothing else. */
export const doors = 'entries';

export type Room = keyof typeof arrows;

export const arrows = {
  asl: { rooms: [] },
  data: { rooms: ['asl'], packages: ['jsonata'], node: ['crypto', 'fs', 'path', 'zlib'] },
  validator: { rooms: ['asl', 'data'] },
  interpreter: {
    rooms: ['asl', 'data'],
    packages: ['csv-parse', 'hyparquet'],
    // A thread decodes Parquet: docs/decisions/0019-parquet-through-an-optional-package.md.
    node: ['crypto', 'fs', 'path', 'url', 'util', 'worker_threads', 'zlib'],
  },
  render: { rooms: ['asl'], packages: ['@dagrejs/dagre'] },
  // YAML is read by a package of the user's project, which `module` finds.
  template: { rooms: ['asl'], node: ['crypto', 'fs', 'module', 'path'] },
  testing: { rooms: ['interpreter', 'validator', 'render', 'template', 'asl', 'data'], node: 'local', computedImports: true, impure: true },
  server: { rooms: ['interpreter', 'validator', 'template', 'asl', 'data'], node: 'any', impure: true },
  expressions: { rooms: ['asl'] },
  builders: {
    rooms: ['expressions', 'validator', 'template', 'render', 'asl'],
    packages: ['aws-cdk-lib', 'constructs'],
    node: 'local',
    impure: true,
  },
  cli: {
    rooms: ['asl', 'data', 'validator', 'interpreter', 'render', 'template', 'testing', 'server', 'expressions', 'builders'],
    node: 'any',
    computedImports: true,
    impure: true,
  },
  [doors]: { rooms: ['asl', 'expressions', 'builders', 'interpreter', 'validator', 'render', 'testing', 'server'] },
} as const satisfies Record<string, { rooms: readonly string[] } & Omit<Arrows, 'rooms'>>;

/** Files that may import more than their room, packages and modules of Node, by their path below `src/` (a folder ends in a slash). */
export const exceptions: Readonly<Record<string, { readonly packages: readonly string[] }>> = {
  'testing/from-stack.ts': { packages: ['aws-cdk-lib', 'constructs'] },
  // Types only: the compiler that runs is the one of the user's project, loaded when a type of the input is named.
  'cli/validation/type-schema.ts': { packages: ['typescript'] },
  // Runs the user's app in a process of its own.
  'testing/assembly/run-within.ts': { packages: ['child_process'] },
  // Bundled into the page that the room writes.
  'render/page/': { packages: ['preact'] },
  'testing/jest/': { packages: ['@jest/globals', 'expect', 'jest'] },
  'testing/vitest/': { packages: ['vitest'] },
};

/** Files that read data from the folder of their room: they stand in that folder themselves, where the room's one published file stands, too. */
export const besideTheirData: readonly string[] = ['data/load-service.ts'];

/** Files with a default export, because the program that loads them looks for nothing else. */
export const defaultExporters: readonly string[] = ['testing/vitest/index.mts'];

/** Files with a name that is too vague elsewhere, because a function of the public surface has that name. */
export const namedForTheirExport: readonly string[] = ['builders/steps/handler.ts'];

/** Loaded when first needed, never while the program starts: a static import that is not type-only is refused. */
export const lazyPackages: readonly string[] = ['@dagrejs/dagre', 'csv-parse', 'hyparquet', 'jsonata'];

/** Modules of Node that `local` leaves out. */
export const remoteModules: readonly string[] = [
  'child_process',
  'cluster',
  'dgram',
  'dns',
  'http',
  'http2',
  'https',
  'net',
  'tls',
  'worker_threads',
];
