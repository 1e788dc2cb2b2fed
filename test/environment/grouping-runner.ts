import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test, TestEvents } from '@jest/test-result';
import JestRunner from 'jest-runner';
import { resultsByFile } from './results-by-file';

/** From how many test files on they are grouped: whoever runs a few of them has each in a sandbox of its own. */
const FROM = 100;
const SIZE = 28;

/**
 * What a test file has to itself: modules it replaces, a timeout for all its tests, tests without the others, snapshots (jest keeps them by the name of
 * the file), or a reason of its own, in a comment that begins with "Runs alone".
 */
const ALONE = /\bjest\.(?:mock|doMock|isolateModules|resetModules|setTimeout|retryTimes)\b|\.only\b|\btoMatch\w*Snapshot\b|Runs alone/;

/**
 * Jest's runner, which has a sandbox for {@link SIZE} test files of the project "unit" instead of one for each: it loads their modules once, and V8
 * optimizes their code once, which is a fifth of what all of them cost. Reports name the files as ever.
 */
export class GroupingRunner extends JestRunner {
  /** The files of each group, by the path of the file that stands for them. */
  readonly #groups = new Map<string, readonly Test[]>();

  override async runTests(...[tests, watcher, options]: Parameters<JestRunner['runTests']>): Promise<void> {
    const { watch, watchAll, testNamePattern } = this._globalConfig;
    const unit = tests.filter(({ context }) => context.config.displayName?.name === 'unit');
    const grouped = unit.filter(({ path }) => !ALONE.test(readFileSync(path, 'utf8')));
    if (grouped.length < FROM || watch || watchAll || testNamePattern) return super.runTests(tests, watcher, options);
    const folder = mkdtempSync(join(tmpdir(), 'drystep-groups-'));
    try {
      const others = tests.filter((test) => !unit.includes(test));
      const alone = unit.filter((test) => !grouped.includes(test));
      // Single files come last, so that no worker is idle while another one runs a group.
      await super.runTests([...others, ...this.#groupsOf(grouped, folder), ...alone], watcher, options);
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

  #groupsOf(tests: readonly Test[], folder: string): Test[] {
    const sorted = [...tests].sort((one, other) => (one.path < other.path ? -1 : 1));
    const count = Math.ceil(sorted.length / SIZE);
    return Array.from({ length: count }, (_, index) => {
      const files = sorted.slice((index * sorted.length) / count, ((index + 1) * sorted.length) / count);
      const path = join(folder, `${index}.test.js`);
      writeFileSync(path, groupText(files.map((file) => file.path)));
      this.#groups.set(path, files);
      return { context: files[0]!.context, path };
    });
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
