import { printableJson, printableLines } from '../../asl';
import { shownText } from '../shown-text';

/** JSON text with a line for each member; text that is not JSON as it is. Marks that turn the direction of text are shown as escapes. */
export function prettyJson(text: string): string {
  try {
    return printableJson(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return printableLines(text);
  }
}

/** Text on one line, cut after so many characters. */
export function brief(text: string, most: number): string {
  return shownText(text.length <= most ? text : `${text.slice(0, most - 1)}…`);
}

/** Longer texts are not taken apart for one line. */
const LONGEST = 20_000;

/** What an output adds to an input, `+ receipt: {…}`, or the whole output where it is something else. */
export function changesText(input: string | undefined, output: string): string {
  const [before, after] = [objectIn(input), objectIn(output)];
  if (before === undefined || after === undefined || !Object.keys(before).every((key) => Object.hasOwn(after, key))) return output;
  const changed = Object.entries(after).filter(
    ([key, value]) => !Object.hasOwn(before, key) || JSON.stringify(before[key]) !== JSON.stringify(value),
  );
  return changed.length === 0 ? '' : `+ ${changed.map(([key, value]) => `${key}: ${JSON.stringify(value)}`).join(', ')}`;
}

function objectIn(text = ''): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith('{') || text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
