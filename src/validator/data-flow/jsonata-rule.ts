import type { JsonObject, JsonValue } from '../../asl';
import { jsonFrom } from '../../asl';
import { keepAnswers } from '../expressions/keep-answers';

/**
 * Reads a JSONata condition as the JSONPath choice rule that says the same, so that both tell the same of the data. Only what nothing can be wrong
 * about: `$exists` and comparisons of a path in the input with a constant, joined by `and`, `or` and `$not`. Undefined for any other.
 */
export function ruleOfCondition(condition: JsonValue | undefined): JsonObject | undefined {
  if (typeof condition !== 'string' || condition.length > LONGEST) return undefined;
  return ruleOfText(condition).rule;
}

const LONGEST = 1_000;
const TOKENS =
  /\s*(?:(\$states\.input(?:\.[A-Za-z_]\w*)+(?![\w.[({^]))|(\$exists|\$not|\$type|\$boolean)\s*\(|"([^"\\]*)"|'([^'\\]*)'|(-?\d+(?:\.\d+)?(?![\w.]))|\b(true|false|null|and|or)\b|(!=|>=|<=|[=<>()]))/y;

interface Token {
  readonly kind: 'path' | 'call' | 'constant' | 'word' | 'sign';
  readonly text: string;
  readonly value?: JsonValue;
}

const ruleOfText = keepAnswers((text: string): { readonly rule: JsonObject | undefined } => {
  const inner = /^\{%([\s\S]*)%\}$/.exec(text)?.[1];
  const tokens = inner === undefined ? undefined : tokensOf(inner);
  if (tokens === undefined) return { rule: undefined };
  const reading = { tokens, at: 0 };
  const rule = either(reading);
  return { rule: reading.at === tokens.length ? rule : undefined };
});

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const at = TOKENS.lastIndex;
    const match = TOKENS.exec(text);
    if (match === null) return text.slice(at).trim() === '' ? tokens : undefined;
    const [, path, call, double, single, number, word, sign] = match;
    if (path !== undefined) tokens.push({ kind: 'path', text: path.slice('$states.input'.length) });
    else if (call !== undefined) tokens.push({ kind: 'call', text: call });
    else if (double !== undefined || single !== undefined) tokens.push({ kind: 'constant', text: '', value: double ?? single ?? '' });
    else if (number !== undefined) tokens.push({ kind: 'constant', text: number, value: Number(number) });
    else if (word === 'and' || word === 'or') tokens.push({ kind: 'word', text: word });
    else if (word !== undefined) tokens.push({ kind: 'constant', text: word, value: jsonFrom(word) });
    else tokens.push({ kind: 'sign', text: sign! });
  }
  return tokens;
}

interface TokenReading {
  readonly tokens: readonly Token[];
  at: number;
}

/** Returns undefined, and leaves tokens unread, for what is of another form. */
function either(reading: TokenReading): JsonObject | undefined {
  return joined(reading, 'or', 'Or', () => joined(reading, 'and', 'And', () => single(reading)));
}

function joined(reading: TokenReading, word: string, field: 'And' | 'Or', part: () => JsonObject | undefined): JsonObject | undefined {
  const parts: (JsonObject | undefined)[] = [part()];
  while (parts.at(-1) !== undefined && reading.tokens[reading.at]?.text === word && reading.tokens[reading.at]?.kind === 'word') {
    reading.at++;
    parts.push(part());
  }
  if (parts.includes(undefined)) return undefined;
  return parts.length === 1 ? parts[0] : { [field]: parts as JsonObject[] };
}

function single(reading: TokenReading): JsonObject | undefined {
  const token = reading.tokens[reading.at++];
  if (token === undefined) return undefined;
  if (token.kind === 'sign') return token.text === '(' ? closed(reading, either(reading)) : undefined;
  if (token.kind === 'call') return call(token.text, reading);
  if (token.kind === 'path') return comparison(token.text, reading);
  return token.kind === 'constant' ? turned(token, reading) : undefined;
}

function call(name: string, reading: TokenReading): JsonObject | undefined {
  if (name === '$not' || name === '$boolean') {
    const inner = closed(reading, either(reading));
    return inner === undefined || name === '$boolean' ? inner : { Not: inner };
  }
  const path = reading.tokens[reading.at++];
  if (path?.kind !== 'path' || closed(reading, {}) === undefined) return undefined;
  if (name === '$exists') return { Variable: `$${path.text}`, IsPresent: true };
  const sign = reading.tokens[reading.at++]?.text;
  const type = reading.tokens[reading.at++]?.value;
  const operator = typeof type === 'string' && Object.hasOwn(TYPE_OPERATORS, type) ? TYPE_OPERATORS[type] : undefined;
  return operator === undefined ? undefined : signed(sign, { Variable: `$${path.text}`, [operator]: true });
}

const TYPE_OPERATORS: Readonly<Record<string, string>> = { string: 'IsString', number: 'IsNumeric', boolean: 'IsBoolean', null: 'IsNull' };
const OPERATORS: Readonly<Record<string, string>> = { string: 'String', number: 'Numeric', boolean: 'Boolean' };
const SIGNS: Readonly<Record<string, string>> = {
  '=': 'Equals',
  '<': 'LessThan',
  '>': 'GreaterThan',
  '<=': 'LessThanEquals',
  '>=': 'GreaterThanEquals',
};

function comparison(path: string, reading: TokenReading): JsonObject | undefined {
  const sign = reading.tokens[reading.at++];
  const constant = reading.tokens[reading.at++];
  return sign?.kind === 'sign' && constant?.kind === 'constant' ? compared(path, sign.text, constant.value!) : undefined;
}

/** A constant first: only where it makes no difference. */
function turned(constant: Token, reading: TokenReading): JsonObject | undefined {
  const sign = reading.tokens[reading.at++];
  const path = reading.tokens[reading.at++];
  return path?.kind === 'path' && (sign?.text === '=' || sign?.text === '!=') ? compared(path.text, sign.text, constant.value!) : undefined;
}

function compared(path: string, sign: string, constant: JsonValue): JsonObject | undefined {
  if (constant === null) return signed(sign, { Variable: `$${path}`, IsNull: true });
  const type = OPERATORS[typeof constant];
  const order = SIGNS[sign === '!=' ? '=' : sign];
  if (type === undefined || order === undefined || (type === 'Boolean' && order !== 'Equals')) return undefined;
  const rule = { Variable: `$${path}`, [`${type}${order}`]: constant };
  return sign === '!=' ? { Not: rule } : rule;
}

function signed(sign: string | undefined, rule: JsonObject): JsonObject | undefined {
  return sign === '=' ? rule : sign === '!=' ? { Not: rule } : undefined;
}

function closed(reading: TokenReading, rule: JsonObject | undefined): JsonObject | undefined {
  return reading.tokens[reading.at++]?.text === ')' ? rule : undefined;
}
