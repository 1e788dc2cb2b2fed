import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test, TestEvents } from '@jest/test-result';
import JestRunner from 'jest-runner';
import { sharedFolder } from '../../scripts/shared-folder';
import { resultsByFile } from './results-by-file';

/** From how many test files on they are grouped: whoever runs a few of them has each in a sandbox of its own. */
const FROM = 100;
const SIZE = 28;

/**
 * What a test file has to itself: modules it replaces, a timeout for all its tests, tests without the others, snapshots (jest keeps them by the name of
 * the file), or a reason of its own, in a line that begins with `// Runs alone: `.
 */
const ALONE =
  /\bjest\.(?:mock|doMock|isolateModules|resetModules|setTimeout|retryTimes)\b|\.only\b|\btoMatch\w*Snapshot\b|^\/\/ Runs alone: /m;

/** Test files of the project "package" that share a process of jest or vitest (`runners` of `test/testing/runner-process.ts`). */
const SHARING = /\brun(?:JestAgain|VitestAgain|TestFile)\(|\brunners\./;

const projectOf = ({ context }: Test): string | undefined => context.config.displayName?.name;
const isUnit = (test: Test): boolean => projectOf(test) === 'unit';

/** The test files that run together, in groups. */
function together(tests: readonly Test[]): readonly (readonly Test[])[] {
  const of = (project: string) => tests.filter((test) => projectOf(test) === project);
  const says = (words: RegExp) => (test: Test) => words.test(readFileSync(test.path, 'utf8'));
  const unit = of('unit').filter((test) => !says(ALONE)(test));
  // Where the data is absent, its tests have nothing to do but to say so.
  const absent = existsSync(join(sharedFolder, 'aws-recordings')) ? [] : of('shared');
  return [of('package').filter(says(SHARING)), absent, ...parts(unit, SIZE)].filter((group) => group.length > 1);
}

/** Neighbours stay together, as they load the same modules. */
function parts(tests: readonly Test[], size: number): readonly (readonly Test[])[] {
  const sorted = [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
  const count = Math.ceil(sorted.length / size);
  return Array.from({ length: count }, (_, index) => sorted.slice((index * sorted.length) / count, ((index + 1) * sorted.length) / count));
}

/**
 * Jest's runner, which has a sandbox for {@link SIZE} test files of the project "unit" instead of one for each: it loads their modules once, and V8
 * optimizes their code once, which is a fifth of what all of them cost. Reports name the files as ever.
 */
export class GroupingRunner extends JestRunner {
  /** The files of each group, by the path of the file that stands for them. */
  readonly #groups = new Map<string, readonly Test[]>();

  override async runTests(...[tests, watcher, options]: Parameters<JestRunner['runTests']>): Promise<void> {
    const { watch, watchAll, testNamePattern } = this._globalConfig;
    const groups = together(tests);
    const grouped = new Set(groups.flat());
    if (grouped.size < FROM || watch || watchAll || testNamePattern) return super.runTests(tests, watcher, options);
    const folder = mkdtempSync(join(tmpdir(), 'drystep-groups-'));
    try {
      const alone = tests.filter((test) => !grouped.has(test));
      const files = groups.map((group, index) => this.#fileOf(group, join(folder, `${index}.test.js`)));
      // The group of runners takes longest, and single files of "unit" are short: no worker is idle at the end while another one runs a group.
      const [short, long] = [alone.filter(isUnit), alone.filter((test) => !isUnit(test))];
      await super.runTests([...files.slice(0, 1), ...long, ...files.slice(1), ...short], watcher, options);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  override on<Name extends keyof TestEvents>(
    name: Name,
    listener: (event: TestEvents[Name]) => void | Promise<void>,
  ): ReturnType<JestRunner['on']> {
    return super.on(name, async (event) => {
      for (const each of this.#eventsOf(name, event)) await listener(each as TestEvents[Name]);
    });
  }

  /** An event of a group as the events of its files. */
  #eventsOf<Name extends keyof TestEvents>(name: Name, event: TestEvents[Name]): readonly unknown[] {
    if (name !== 'test-file-start' && name !== 'test-file-success' && name !== 'test-file-failure') return [event];
    const [group, ...rest] = event as TestEvents['test-file-success'];
    const files = this.#groups.get(group.path);
    if (files === undefined) return [event];
    if (name !== 'test-file-success') return files.map((file) => [file, ...rest]);
    return resultsByFile(files, rest[0], this._globalConfig);
  }

  /** Writes the test file that stands for a group. */
  #fileOf(group: readonly Test[], path: string): Test {
    writeFileSync(path, groupText(group.map((test) => test.path)));
    this.#groups.set(path, group);
    return { context: group[0]!.context, path };
  }
}

/** A test file with a `describe` for each of these files, which has its path as its name. The harness is told of the tests of all. */
function groupText(paths: readonly string[]): string {
  return `
    require('drystep/jest');
    for (const path of ${JSON.stringify(paths)}) {
      describe(path, () => {
        try {
          require(path);
        } catch (error) {
          test('is loaded', () => { throw error; });
        }
      });
    }
  `;
}

// Jest makes its runners of the default member.
Object.assign(module.exports as object, { default: GroupingRunner });
