import { printableLines } from '../../asl';
import { perRealm } from '../per-realm';

const KEY = Symbol.for('drystep.fileHints');

/** One per realm, whatever copies of modules there are. */
function hints(): Set<string> {
  return perRealm(KEY, (): Set<string> => new Set());
}

/** What a test file should know and no test fails for: each told once, when the file ends. */
export const fileHints = {
  add(text: string): void {
    hints().add(printableLines(text));
  },
  /** Returns the hints of the file, and forgets them. */
  leaveFile(): readonly string[] {
    const all = [...hints()];
    hints().clear();
    return all;
  },
};
