import { defineKey, type JsonValue } from '../../asl';

/**
 * Reads a JSON literal of a filter the lenient way of Jayway's parser: single quotes and bare words are strings, commas may be missing a value.
 * What cannot be read at all comes back as the text itself.
 */
export function parseLenientJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    const reader = new LenientReader(text);
    return reader.readValue();
  }
}

class LenientReader {
  private at = 0;

  constructor(private readonly text: string) {}

  readValue(): JsonValue {
    this.skipBlanks();
    const character = this.text[this.at];
    if (character === '[') return this.readArray();
    if (character === '{') return this.readObject();
    if (character === "'" || character === '"') return this.readQuoted(character);
    return toScalar(this.readBare());
  }

  private readArray(): JsonValue {
    const items: JsonValue[] = [];
    this.at++;
    for (;;) {
      this.skipBlanks(',');
      if (this.at >= this.text.length || this.text[this.at] === ']') {
        this.at++;
        return items;
      }
      items.push(this.readValue());
    }
  }

  private readObject(): JsonValue {
    const object: Record<string, JsonValue> = {};
    this.at++;
    for (;;) {
      this.skipBlanks(',');
      const character = this.text[this.at];
      if (character === undefined || character === '}') {
        this.at++;
        return object;
      }
      const key = character === "'" || character === '"' ? this.readQuoted(character) : this.readBare(':');
      this.skipBlanks(':');
      defineKey(object, key, this.readValue());
    }
  }

  private readQuoted(quote: string): string {
    let out = '';
    for (this.at++; this.at < this.text.length && this.text[this.at] !== quote; this.at++) {
      if (this.text[this.at] === '\\') this.at++;
      out += this.text[this.at] ?? '';
    }
    this.at++;
    return out;
  }

  private readBare(stop = ''): string {
    const start = this.at;
    while (this.at < this.text.length && !',]}'.includes(this.text[this.at]) && this.text[this.at] !== stop) this.at++;
    // A character that ends nothing must not stop the reader for ever.
    if (this.at === start) this.at++;
    return this.text.slice(start, this.at).trim();
  }

  private skipBlanks(also = ''): void {
    while (this.at < this.text.length && (/\s/.test(this.text[this.at]) || this.text[this.at] === also)) this.at++;
  }
}

function toScalar(word: string): JsonValue {
  if (word === 'true') return true;
  if (word === 'false') return false;
  if (word === 'null') return null;
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(word) ? Number(word) : word;
}
