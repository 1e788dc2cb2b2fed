import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../../asl';
import { crypto } from '../lazy-crypto';
import { isAlive, processSpace } from '../living-processes';
import { UsageError } from '../usage-error';

/** The folder in which the test files of one run leave what they reached: no other run reads or removes it. */
export interface RunFolder {
  readonly path: string;
  /** Makes it anew. Gives the process of another run that is under way in the folder of the reporter. */
  begin(): number | undefined;
  remove(): void;
}

const NAME = /^([^-]*)-(\d+)-(.*)$/;
/** Runs of this process that have begun: its id says nothing about them. */
const running = new Set<string>();

/** A run its folder, below that of the reporter. Nothing is made yet. */
export function runFolder(folder: string): RunFolder {
  const parent = join(folder, '.parts');
  const name = `${processSpace()}-${process.pid}-${crypto().randomUUID()}`;
  const path = join(parent, name);
  return {
    path,
    begin() {
      let other: number | undefined;
      try {
        rmSync(path, { recursive: true, force: true });
        other = existsSync(parent) ? otherRun(parent) : undefined;
        mkdirSync(path, { recursive: true });
      } catch (error) {
        throw new UsageError(
          `The reporter cannot write in its folder ${folder}: ${errorText(error)}.`,
          'name a folder that can be written with its option folder, and report for the page.',
        );
      }
      running.add(name);
      return other;
    },
    remove() {
      running.delete(name);
      rmSync(path, { recursive: true, force: true });
      try {
        rmdirSync(parent);
      } catch {
        // It holds what another run collects.
      }
    },
  };
}

/** Removes what runs left that were killed, and gives the process of one that is under way. */
function otherRun(parent: string): number | undefined {
  let other: number | undefined;
  for (const name of readdirSync(parent)) {
    const [, space, pid] = NAME.exec(name) ?? [];
    // Processes of another container cannot be asked.
    if (space !== processSpace()) continue;
    const under = Number(pid) === process.pid ? running.has(name) : isAlive(Number(pid));
    if (under) other = Number(pid);
    else rmSync(join(parent, name), { recursive: true, force: true });
  }
  return other;
}
