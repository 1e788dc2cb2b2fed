import { existsSync } from 'node:fs';
import { JsonFile, TextFile, typescript } from 'projen';
import { GitHub } from 'projen/lib/github';
import { NodePackageManager } from 'projen/lib/javascript';
import { addBuildWorkflow } from './projenrc/build-workflow';
import { addIssueForms } from './projenrc/issue-forms';
import { addReleaseWorkflow } from './projenrc/release-workflow';
import { REPOSITORY } from './projenrc/repository';

/**
 * Where each import of the package lives below `src/`. An entry point is published once its file exists, so a room that is still
 * to be written appears when projen runs again.
 */
const entryPoints: Record<string, string> = {
  '.': 'entries/drystep',
  './expressions': 'entries/expressions',
  './inferred': 'entries/inferred',
  './testing': 'entries/testing',
  './jest': 'testing/jest/index',
  './vitest': 'testing/vitest/index',
  './interpreter': 'entries/interpreter',
  './validator': 'entries/validator',
  './render': 'entries/render',
  './server': 'entries/server',
};

/** The file behind the `drystep` command. */
const commandFile = 'cli/main';

/** The sources of the page that `drystep/render` writes. */
const pageFolder = 'src/render/page';

/**
 * Entry points that exist, with the source behind each. All are CommonJS; an `index.mts` beside the `index.ts` is what ESM programs get
 * instead, for vitest, which refuses `require`.
 */
const published = Object.entries(entryPoints)
  .map(([name, file]) => ({ name, file, hasModule: existsSync(`src/${file}.mts`) }))
  .filter(({ file }) => existsSync(`src/${file}.ts`));

const project = new typescript.TypeScriptProject({
  name: 'drystep',
  description:
    'Typed AWS Step Functions workflows for the CDK, executed in jest in milliseconds against the definition that cdk synth deploys.',
  keywords: [
    'amazon-states-language',
    'asl',
    'aws',
    'aws-cdk',
    'cdk',
    'interpreter',
    'jest',
    'jsonata',
    'mock',
    'state-machine',
    'step-functions',
    'testing',
    'validator',
    'vitest',
    'workflow',
  ],
  repository: `git+${REPOSITORY}.git`,
  homepage: `${REPOSITORY}#readme`,
  bugsUrl: `${REPOSITORY}/issues`,
  authorName: 'Drystep contributors',
  copyrightOwner: 'Drystep contributors',
  license: 'Apache-2.0',
  defaultReleaseBranch: 'main',
  packageManager: NodePackageManager.NPM,
  addPackageManagerToDevEngines: false,
  minNodeVersion: '20.0.0',
  entrypoint: 'lib/entries/drystep.js',
  bin: existsSync(`src/${commandFile}.ts`) ? { drystep: `lib/${commandFile}.js` } : undefined,

  // Each runtime dependency has a decision record in docs/decisions.
  deps: ['@dagrejs/dagre@3.1.3', 'csv-parse@6.2.1', 'jsonata@2.0.6'],
  // Optional, each of them: see peerDependenciesMeta. 2.178.0 is the first aws-cdk-lib with JSONata.
  peerDeps: [
    '@aws-sdk/client-sfn@^3.0.0',
    'aws-cdk-lib@^2.178.0',
    'constructs@^10.0.0',
    'fast-check@^3.0.0 || ^4.0.0',
    'hyparquet@^1.20.0',
    'jest@^29.0.0 || ^30.0.0',
    'vitest@^3.0.0 || ^4.0.1 || ^5.0.0',
  ],
  peerDependencyOptions: { pinnedDevDependency: false },
  devDeps: [
    '@arethetypeswrong/cli@0.18.5',
    '@aws-sdk/client-sfn@3.1162.0',
    '@biomejs/biome@2.6.8',
    '@jest/globals@30.5.2',
    '@swc/core@1.16.22',
    '@swc/jest@0.2.39',
    '@types/aws-lambda@8.10.150',
    '@types/jest@30.0.0',
    '@types/node@20.19.0',
    'asl-validator@4.0.0',
    'aws-cdk@2.1148.1',
    'aws-cdk-lib@2.276.0',
    'aws-local-stepfunctions@3.0.0',
    'axe-core@4.14.1',
    'constructs@10.8.1',
    'esbuild@0.28.2',
    'fast-check@4.10.2',
    'hyparquet@1.31.5',
    'jest@30.5.2',
    'jest-environment-node@30.5.2',
    // Newer ones, and mermaid 12, want Node 22.
    'jsdom@26.1.0',
    // Version 11 wants Node 22.
    'jsonpath-plus@10.4.0',
    'mermaid@11.17.0',
    'playwright-core@1.65.1',
    // Becomes part of the page that lib/render holds: NOTICE names it.
    'preact@11.2.0',
    'projen@0.103.25',
    'publint@0.3.25',
    'tsx@4.23.15',
    'typedoc@0.28.20',
    'typedoc-plugin-markdown@4.14.1',
    'typescript@6.0.3',
    // The compiler written in Go, which has a command and no API. docs/decisions/0032 says what it is for.
    'typescript-native@npm:typescript@7.0.2',
    'vitest@4.1.12',
  ],

  // projen's own choices that this project makes itself, below.
  disableTsconfigDev: true,
  jest: false,
  eslint: false,
  sampleCode: false,
  npmignoreEnabled: false,
  projenDevDependency: false,
  depsUpgrade: false,
  buildWorkflow: false,
  release: false,
  github: false,
  pullRequestTemplate: false,
  projenrcTs: true,
  runner: typescript.TypeScriptRunner.tsx(),
  typescriptVersion: '6.0.3',
  gitignore: ['/drystep-report/', '/API.long.md', '/coverage/', 'cdk.out/', '*.tsbuildinfo', '*.tgz', '.swc/', '.DS_Store'],
});

project.tryRemoveFile('tsconfig.json');
project.tryRemoveFile('projenrc/tsconfig.json');
project.defaultTask?.reset('tsx .projenrc.ts');
project.compileTask.reset('npm run compile');
project.testTask.reset('npm test');
for (const task of ['clobber', 'upgrade', 'watch']) {
  project.removeTask(task);
}
// Names that are folders of ours somewhere below: projen ignores them at every depth.
project.gitignore.removePatterns('coverage', 'lib-cov', 'logs', 'pids');

// --- package.json -------------------------------------------------------------------------------------------------------------
// Node looks at `exports`, as TypeScript does under node16 and bundler resolution; node10 resolution reads `typesVersions`.

// What `npm publish` names it: set with each release (CONTRIBUTING.md).
project.package.addVersion('0.0.0');
project.package.addField('type', 'commonjs');
project.package.addField('exports', {
  ...Object.fromEntries(
    published.map(({ name, file, hasModule }) => [
      name,
      {
        ...(hasModule ? { import: { types: `./lib/${file}.d.mts`, default: `./lib/${file}.mjs` } } : {}),
        types: `./lib/${file}.d.ts`,
        default: `./lib/${file}.js`,
      },
    ]),
  ),
  './package.json': './package.json',
});
project.package.addField('typesVersions', {
  '*': Object.fromEntries(
    published.filter(({ name }) => name !== '.').map(({ name, file }) => [name.slice('./'.length), [`lib/${file}.d.ts`]]),
  ),
});
// The guides come along, so that a link in README leads somewhere in node_modules and is of the version that is installed.
project.package.addField('files', [
  'lib',
  'docs/*.md',
  'docs/pictures/*.svg',
  'API.md',
  'CHANGELOG.md',
  'NOTICE',
  'SECURITY.md',
  'THIRD-PARTY-LICENSES',
]);
project.package.addField(
  'peerDependenciesMeta',
  Object.fromEntries(
    ['@aws-sdk/client-sfn', 'aws-cdk-lib', 'constructs', 'fast-check', 'hyparquet', 'jest', 'vitest'].map((name) => [
      name,
      { optional: true },
    ]),
  ),
);

/** The command `tsc` is of two packages: npm decides which of them it is. */
const tsc = 'node node_modules/typescript/bin/tsc';

/** Scripts call their tools directly, so that `npm test` does not start projen first. The names are a contract (CONTRIBUTING.md). */
const scripts: Record<string, string> = {
  bench: 'tsx scripts/bench.ts',
  'check:clients': 'tsx scripts/clients.ts',
  'check:matrix': 'tsx scripts/matrix.ts',
  'check:types': 'tsx scripts/check-types.ts',
  compile: 'tsx scripts/compile.ts',
  conformance: 'tsx scripts/conformance.ts',
  demo: 'tsx examples/trip-booking/demo.ts',
  'docs:api': 'tsx scripts/api-report.mts',
  'docs:fields': 'tsx scripts/fields.ts',
  'docs:pictures': 'tsx scripts/pictures.ts',
  fuzz: 'tsx scripts/fuzz.ts',
  'fuzz:validator': 'tsx scripts/fuzz-validator.ts',
  format: 'biome check --write',
  lint: 'biome check --error-on-warnings',
  'jsonpath-dialects': 'tsx scripts/jsonpath-dialects.ts',
  licenses: 'tsx scripts/licenses.ts',
  lockfile: 'tsx scripts/complete-lockfile.ts',
  'measure:suite': 'tsx scripts/measure-suite.ts',
  'mutate:examples': 'tsx scripts/mutate-examples.ts',
  'package:check': 'tsx scripts/check-package.ts',
  prepack: 'npm run compile',
  projen: 'projen',
  'release:changelog': 'tsx scripts/release-changelog.ts',
  'release:check': 'tsx scripts/release-check.ts',
  // Most of what tests make is gone at once: collecting it less often is a tenth of the time. Each core has a worker: V8 needs no threads beside it to
  // collect, and code that was compiled for one test file comes again in another.
  test: 'node --min-semi-space-size=16 --max-semi-space-size=64 --single-threaded-gc --no-flush-bytecode node_modules/jest/bin/jest.js',
  typecheck: `${tsc} --noEmit && ${tsc} --noEmit -p ${pageFolder}`,
};
for (const task of project.tasks.all) {
  project.removeScript(task.name);
}
for (const [name, command] of Object.entries(scripts)) {
  project.setScript(name, command);
}

// --- TypeScript ---------------------------------------------------------------------------------------------------------------

const strictness = {
  target: 'ES2022',
  lib: ['ES2022'],
  module: 'node16',
  moduleResolution: 'node16',
  strict: true,
  noFallthroughCasesInSwitch: true,
  noImplicitOverride: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  esModuleInterop: true,
  resolveJsonModule: true,
  skipLibCheck: true,
};

// Everything, for editors, tsx and `npm run typecheck`: `drystep/*` means the sources, so that nothing needs a build first.
new JsonFile(project, 'tsconfig.json', {
  obj: {
    compilerOptions: {
      ...strictness,
      noEmit: true,
      types: ['node', 'jest'],
      paths: Object.fromEntries(Object.entries(entryPoints).map(([name, file]) => [`drystep${name.slice(1)}`, [`./src/${file}.ts`]])),
    },
    include: ['src', 'test', 'examples', 'integ', 'scripts', 'projenrc', '.projenrc.ts'],
    exclude: [pageFolder],
  },
});

// What runs in a browser: the DOM is there, and Node is not.
new JsonFile(project, `${pageFolder}/tsconfig.json`, {
  obj: {
    extends: '../../../tsconfig.json',
    compilerOptions: {
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      module: 'preserve',
      moduleResolution: 'bundler',
      jsx: 'react-jsx',
      jsxImportSource: 'preact',
      types: ['node'],
    },
    include: ['.'],
    exclude: [],
  },
});

// The published code: plain CommonJS at the level of Node 20, so that no helper is emitted and importing stays fast.
new JsonFile(project, 'tsconfig.build.json', {
  obj: {
    compilerOptions: { ...strictness, types: ['node', 'jest'], declaration: true, stripInternal: true, rootDir: 'src', outDir: 'lib' },
    include: ['src'],
    exclude: [pageFolder],
  },
});

// --- jest ---------------------------------------------------------------------------------------------------------------------

const everyTest = '<rootDir>/{test,examples,integ}/**/*.test.ts';

/** The tests by what they need, each a project of jest with a name (CONTRIBUTING.md); the name of a file says to which it belongs. */
const testProjects: Record<string, readonly string[]> = {
  unit: [everyTest, '!**/*.{package,shared}.test.ts', '!**/test/types/**'],
  types: ['<rootDir>/test/types/**/*.test.ts'],
  package: ['<rootDir>/{test,examples,integ}/**/*.package.test.ts'],
  shared: ['<rootDir>/{test,examples,integ}/**/*.shared.test.ts'],
};

new JsonFile(project, 'jest.config.json', {
  obj: {
    maxWorkers: '100%',
    globalSetup: '<rootDir>/test/run-folder.ts',
    testSequencer: '<rootDir>/test/environment/slowest-first.cjs',
    projects: Object.entries(testProjects).map(([displayName, testMatch]) => ({
      displayName,
      testEnvironment: '<rootDir>/test/environment/environment.ts',
      runner: '<rootDir>/test/environment/grouping-runner.ts',
      testMatch,
      // Not the temporary folder, where nothing is to be left.
      cacheDirectory: '<rootDir>/node_modules/.cache/jest',
      modulePathIgnorePatterns: ['<rootDir>/lib/', '/cdk.out/'],
      moduleNameMapper: {
        ...Object.fromEntries(Object.entries(entryPoints).map(([name, file]) => [`^drystep${name.slice(1)}$`, `<rootDir>/src/${file}.ts`])),
        // Bundled when a test first asks.
        '/page-program$': '<rootDir>/test/render/page-program.ts',
      },
      // No type check here: `npm run typecheck` is six times faster than ts-jest and sees every file.
      transform: {
        '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
      },
    })),
  },
});

// --- biome --------------------------------------------------------------------------------------------------------------------

new JsonFile(project, 'biome.json', {
  marker: false,
  obj: {
    $schema: './node_modules/@biomejs/biome/configuration_schema.json',
    vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
    files: { includes: ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.mjs', '!**/*.snap', '!**/cdk.out'] },
    formatter: { indentStyle: 'space', indentWidth: 2, lineWidth: 140 },
    javascript: { formatter: { quoteStyle: 'single', semicolons: 'always', trailingCommas: 'all', arrowParentheses: 'always' } },
    // Its own configuration is a JSON file that projen writes in its own way.
    json: { formatter: { enabled: false } },
    linter: {
      rules: {
        preset: 'recommended',
        style: { noDefaultExport: 'error', useImportType: 'error', useNodejsImportProtocol: 'error', noNonNullAssertion: 'off' },
        // Definitions of CloudFormation hold `${…}` in plain text by right.
        suspicious: { noExplicitAny: 'error', noTemplateCurlyInString: 'off' },
        // `__proto__`, `Next` and the like are data here: a bracketed key often says so on purpose.
        // Public functions look at `arguments` for what they were given too much: a rest parameter would show in their signatures.
        complexity: { useLiteralKeys: 'off', noArguments: 'off' },
      },
    },
    // Roles are given as they are needed while the page runs: axe judges them there (test/render/page).
    overrides: [{ includes: [`${pageFolder}/**`], linter: { rules: { a11y: 'off' } } }],
  },
});

// --- GitHub -------------------------------------------------------------------------------------------------------------------

const github = new GitHub(project, { mergify: false, pullRequestLint: false });
addBuildWorkflow(github);
addReleaseWorkflow(github);
addIssueForms(project);

new TextFile(project, '.nvmrc', { lines: ['20', ''] });

project.synth();
