import { kinds } from '../../asl';

/** Why a runner runs only some of the tests. */
export interface RunPart {
  /** What asked for it, as it is written: `-t "ships"`. */
  readonly asked: string;
  /** Whether changed files decide what runs: then it is another part each time, and nothing that a threshold could be about. */
  readonly byChange: boolean;
}

/** What jest's global configuration says of it, as far as it is read. */
export interface JestSelection {
  readonly onlyChanged?: boolean;
  readonly findRelatedTests?: boolean;
  readonly onlyFailures?: boolean;
  readonly testNamePattern?: string;
  readonly nonFlagArgs?: readonly string[];
  /** By jest 30; watch mode and the flag set it without `nonFlagArgs`. */
  readonly testPathPatterns?: { readonly patterns: readonly string[] };
  /** By jest 29. */
  readonly testPathPattern?: string;
  readonly filter?: string;
}

/** What vitest says of it, as far as it is read. */
export interface VitestSelection {
  readonly filenamePattern?: readonly string[] | undefined;
  readonly config: {
    readonly changed?: boolean | string;
    readonly related?: readonly string[] | string;
    readonly testNamePattern?: RegExp | string;
    readonly project?: readonly string[] | string;
    readonly cliExclude?: readonly string[] | undefined;
    readonly tagsFilter?: readonly string[] | undefined;
  };
}

/** Flags that leave tests out, and of which the runner's configuration does not tell. */
const JEST_FLAGS = ['--selectProjects', '--ignoreProjects', '--testPathIgnorePatterns', '--testMatch', '--testRegex'];
const VITEST_FLAGS = ['--dir'];

/**
 * The part that jest was asked for; undefined for all tests.
 *
 * @param given the arguments of the command
 */
export function jestPart(selection: JestSelection, given: readonly string[] = []): RunPart | undefined {
  const { onlyChanged, findRelatedTests, onlyFailures, testNamePattern = '', nonFlagArgs = [], filter = '' } = selection;
  const changes = [
    ...(onlyChanged === true ? ['--onlyChanged'] : []),
    ...(findRelatedTests === true ? ['--findRelatedTests'] : []),
    ...(onlyFailures === true ? ['--onlyFailures'] : []),
  ];
  const patterns = selection.testPathPatterns?.patterns ?? listOf(selection.testPathPattern);
  const files = nonFlagArgs.length > 0 ? nonFlagArgs : patterns;
  const flags = [...flagsIn(given, JEST_FLAGS), ...(filter === '' ? [] : ['--filter'])];
  return partOf(changes, testNamePattern, [...flags, ...(findRelatedTests === true ? [] : files)]);
}

/**
 * The part that vitest was asked for; undefined for all tests.
 *
 * @param given the arguments of the command
 */
export function vitestPart({ filenamePattern = [], config }: VitestSelection, given: readonly string[] = []): RunPart | undefined {
  const { changed = false, related = [], testNamePattern, project, cliExclude, tagsFilter } = config;
  const isChanged = changed !== false;
  const changes = [...(isChanged ? ['--changed'] : []), ...(!isChanged && related.length > 0 ? ['related'] : [])];
  const name = testNamePattern instanceof RegExp ? testNamePattern.source : (testNamePattern ?? '');
  const flags = Object.entries({ '--project': project, '--exclude': cliExclude, '--tagsFilter': tagsFilter });
  const asked = flags.flatMap(([flag, values]) => listOf(values).map((value) => `${flag} ${value}`));
  return partOf(changes, name, [...flagsIn(given, VITEST_FLAGS), ...asked, ...filenamePattern]);
}

function listOf(values: readonly string[] | string | undefined = []): readonly string[] {
  return typeof values === 'string' ? [values].filter((value) => value !== '') : values;
}

/** Those of the flags that are given, each with its values. */
function flagsIn(given: readonly string[], flags: readonly string[]): string[] {
  return given.flatMap((word, index) => {
    if (!flags.includes(word.replace(/=.*$/s, ''))) return [];
    const rest = given.slice(index + 1);
    const end = rest.findIndex((next) => next.startsWith('-'));
    return [[word, ...(word.includes('=') ? [] : rest.slice(0, end === -1 ? rest.length : end))].join(' ')];
  });
}

function partOf(changes: readonly string[], name: string, files: readonly string[]): RunPart | undefined {
  const asked = [...changes, ...(name === '' ? [] : [`-t ${JSON.stringify(name)}`]), ...files];
  return asked.length === 0 ? undefined : { asked: asked.join(' '), byChange: changes.length > 0 };
}

/** What shards or runs ran together, of which some may have run only a part; undefined where each ran all of its tests. */
export function joinedPart(parts: readonly (RunPart | undefined)[]): RunPart | undefined {
  const found = parts.filter((part) => part !== undefined);
  if (found.length === 0) return undefined;
  return { asked: [...new Set(found.map(({ asked }) => asked))].join(', '), byChange: found.some(({ byChange }) => byChange) };
}

/** How a file of coverage names a part. */
export const RUN_PART = kinds.objectWith('a part with asked and byChange', { asked: kinds.text, byChange: kinds.flag });

/** What is said of a part: whoever reads a green run must not take it for one of all tests. */
export function partText({ asked, byChange }: RunPart, hasThresholds: boolean): string {
  const of = `Coverage of a part of the tests (${asked})`;
  if (!hasThresholds) return `${of}: the reports hold nothing of the others.`;
  return byChange
    ? `${of}: no threshold was judged. A run of all tests judges them.`
    : `${of}: the thresholds judged nothing of the others. A run of all tests judges the whole.`;
}
