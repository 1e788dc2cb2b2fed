import type { JsonValue } from './json';
import { QUOTAS } from './quotas';

/** The value of a JSON text that is data of a workflow. Throws a SyntaxError for any other text, and for one that nests deeper than data may. */
export function parseJson(text: string): JsonValue {
  if (nestsTooDeeply(text)) throw new SyntaxError(`JSON nested over ${QUOTAS.payloadDepth} levels`);
  return jsonFrom(text);
}

/** The value of a JSON text that is not deep, or was written by a program. Throws a SyntaxError for any other text. */
export function jsonFrom(text: string): JsonValue {
  return JSON.parse(text) as JsonValue;
}

/** Counts open brackets outside of texts: parsing first would leave a value that nothing can walk through. */
function nestsTooDeeply(text: string): boolean {
  if (text.length <= 2 * QUOTAS.payloadDepth) return false;
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inText) {
      if (character === BACKSLASH) at += 1;
      else if (character === QUOTE) inText = false;
    } else if (character === QUOTE) inText = true;
    else if (character === OPEN_BRACKET || character === OPEN_BRACE) {
      depth += 1;
      if (depth > QUOTAS.payloadDepth) return true;
    } else if (character === CLOSE_BRACKET || character === CLOSE_BRACE) depth -= 1;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
