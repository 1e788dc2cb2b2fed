import { isJsonObject, type JsonObject, type JsonValue, memberIn } from '../../asl';
import { abridgeJson } from './abridge';

/** Texts longer than this are not taken apart: a table shows their beginning. */
const LONGEST_PARSED = 20_000;

/**
 * What a state made of its input, in a width: nothing when it passed it on, `+ "receipt": …` for keys that it added or
 * changed, else the whole output.
 */
export function changesText(inputText: string | undefined, outputText: string, width: number): string {
  if (inputText === outputText) return '';
  const input = objectIn(inputText);
  const output = objectIn(outputText);
  if (input === undefined || output === undefined || Object.keys(input).length === 0) return abridgeJson(outputText, width);
  if (!Object.keys(input).every((key) => Object.hasOwn(output, key))) return abridgeJson(outputText, width);
  const changed = Object.keys(output).filter((key) => !Object.hasOwn(input, key) || !sameJson(memberIn(input, key), memberIn(output, key)));
  if (changed.length === 0) return '';
  const each = Math.max(16, Math.floor((width - 2) / changed.length) - 2);
  return `+ ${changed.map((key) => `${key}: ${abridgeJson(JSON.stringify(output[key]), each - key.length - 2)}`).join(', ')}`;
}

function objectIn(text: string | undefined): JsonObject | undefined {
  if (text === undefined || !text.startsWith('{') || text.length > LONGEST_PARSED) return undefined;
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : undefined;
}

function sameJson(left: JsonValue, right: JsonValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
