import type { JsonValue } from '../../asl';
import { localPath, readText } from '../definition-files';
import { parseSource, type TextPlace } from './parse-source';
import type { Repeats } from './repeats';

/** A function that reads what a template includes: files of its project, as `aws cloudformation package` would upload them. */
export function includedFile(
  place: TextPlace,
  opened: (file: string) => void,
  repeats: Repeats,
): (location: string) => JsonValue | undefined {
  return (location) => {
    const file = localPath(place.folder, location);
    const text = file === undefined ? undefined : readText(file);
    if (file === undefined || text === undefined) return undefined;
    opened(file);
    return repeats.heard(parseSource(text, { ...place, file, what: file }), file).value;
  };
}
