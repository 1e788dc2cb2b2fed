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
}

/** What vitest says of it, as far as it is read. */
export interface VitestSelection {
  readonly filenamePattern?: readonly string[] | undefined;
  readonly config: {
    readonly changed?: boolean | string;
    readonly related?: readonly string[] | string;
    readonly testNamePattern?: RegExp | string;
  };
}

/** The part that jest was asked for; undefined for all tests. */
export function jestPart(selection: JestSelection): RunPart | undefined {
  const { onlyChanged, findRelatedTests, onlyFailures, testNamePattern = '', nonFlagArgs = [] } = selection;
  const changes = [
    ...(onlyChanged === true ? ['--onlyChanged'] : []),
    ...(findRelatedTests === true ? ['--findRelatedTests'] : []),
    ...(onlyFailures === true ? ['--onlyFailures'] : []),
  ];
  return partOf(changes, testNamePattern, findRelatedTests === true ? [] : nonFlagArgs);
}

/** The part that vitest was asked for; undefined for all tests. */
export function vitestPart({ filenamePattern = [], config }: VitestSelection): RunPart | undefined {
  const { changed = false, related = [], testNamePattern } = config;
  const changes = [...(changed !== false ? ['--changed'] : []), ...(related.length > 0 ? ['related'] : [])];
  const name = testNamePattern instanceof RegExp ? testNamePattern.source : (testNamePattern ?? '');
  return partOf(changes, name, filenamePattern);
}

function partOf(changes: readonly string[], name: string, files: readonly string[]): RunPart | undefined {
  const asked = [...changes, ...(name === '' ? [] : [`-t ${JSON.stringify(name)}`]), ...files];
  return asked.length === 0 ? undefined : { asked: asked.join(' '), byChange: changes.length > 0 };
}

/** What is said of a part: whoever reads a green run must not take it for one of all tests. */
export function partText({ asked, byChange }: RunPart, hasThresholds: boolean): string {
  const of = `Coverage of a part of the tests (${asked})`;
  if (!hasThresholds) return `${of}: the reports hold nothing of the others.`;
  return byChange
    ? `${of}: no threshold was judged. A run of all tests judges them.`
    : `${of}: the thresholds judged nothing of the others. A run of all tests judges the whole.`;
}
