import type { Evaluation } from './evaluation';
import { JsonataError } from './jsonata-error';
import { isNumeric } from './truth';
import { isArray, isFunction, isSequence, type Value } from './values';

/** `$string`: strings as they are, functions as nothing, anything else as JSON with numbers of 15 digits. */
export function stringify(value: Value, pretty: boolean, run: Evaluation): string {
  if (typeof value === 'string') return value;
  if (isFunction(value)) return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new JsonataError('D3001', { value });
    return numberText(value);
  }
  const text = new JsonWriter(pretty, run).write(isSequence(value) && value.outerWrapper ? value[0] : value, '') ?? 'null';
  run.readText(text);
  return text;
}

/** A number of at most 15 significant digits, which hides the noise of binary fractions. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value);
  return String(Number(value.toPrecision(15)));
}

/** Writes JSON while counting it, since shared parts can make a small value print endlessly. */
class JsonWriter {
  private length = 0;

  constructor(
    private readonly pretty: boolean,
    private readonly run: Evaluation,
  ) {}

  /** The text of a value, or undefined for one that JSON leaves out. */
  write(value: Value, indent: string): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'object' && value !== null && !isFunction(value)) return this.writeStructure(value, indent);
    const text = scalarText(value);
    this.count(text.length);
    return text;
  }

  private writeStructure(value: readonly Value[] | { readonly [key: string]: Value }, indent: string): string {
    this.run.spend(2 + (isArray(value) ? value.length : 0));
    const inner = this.pretty ? `${indent}  ` : '';
    const parts: string[] = [];
    if (isArray(value)) for (const item of value) parts.push(this.write(item, inner) ?? 'null');
    else {
      for (const key of Object.keys(value)) {
        // Its own, whatever its name: no look at what is inherited.
        const text = this.write(value[key], inner);
        if (text !== undefined) parts.push(`${quote(key)}:${this.pretty ? ' ' : ''}${text}`);
      }
    }
    const [open, close] = isArray(value) ? '[]' : '{}';
    this.count(parts.length + 2);
    if (parts.length === 0 || !this.pretty) return `${open}${parts.join(',')}${close}`;
    return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
  }

  private count(characters: number): void {
    this.length += characters;
    this.run.holdLength(this.length);
  }
}

function scalarText(value: Value): string {
  if (typeof value === 'number') return isNumeric(value) ? numberText(value) : 'null';
  if (typeof value === 'string') return quote(value);
  return isFunction(value) ? '""' : String(value);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes them.
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
