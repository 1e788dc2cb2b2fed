import { printableLines } from '../../asl';
import { perRealm } from '../per-realm';

const KEY = Symbol.for('drystep.fileHints');

/** A hint, or what says at the end of the file whether there is one. */
type FileHint = string | (() => string | undefined);

/** One per realm, whatever copies of modules there are. */
function hints(): Set<FileHint> {
  return perRealm(KEY, (): Set<FileHint> => new Set());
}

/** What a test file should know and no test fails for: each told once, when the file ends. */
export const fileHints = {
  add(hint: FileHint): void {
    hints().add(hint);
  },
  /** Returns the hints of the file, and forgets them. */
  leaveFile(): readonly string[] {
    const texts = [...hints()].map((hint) => (typeof hint === 'string' ? hint : hint()));
    hints().clear();
    return [...new Set(texts.filter((text) => text !== undefined).map(printableLines))];
  },
};
