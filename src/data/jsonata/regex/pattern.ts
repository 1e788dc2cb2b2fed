/** Tells whether a character belongs to a class such as `[a-z\d]`, `\w` or `.`. */
export type CharacterTest = (character: string) => boolean;

/** The tree of a regular expression. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  | { readonly kind: 'group'; readonly index: number; readonly body: RegexNode }
  | {
      readonly kind: 'repeat';
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly lazy: boolean;
      readonly groups: readonly [number, number];
    }
  | { readonly kind: 'assertion'; readonly type: '^' | '$' | 'b' | 'B' }
  | {
      readonly kind: 'look';
      readonly body: RegexNode;
      readonly ahead: boolean;
      readonly negative: boolean;
      readonly groups: readonly [number, number];
    }
  | { readonly kind: 'reference'; readonly group: () => number };

/** A regular expression read: its tree, and how many groups it captures. */
export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groups: number;
}

/** Reads the source of a RegExp that JavaScript has accepted (without the `u` and `v` flags). */
export function parseRegex(source: string, ignoreCase: boolean): ParsedRegex {
  return new PatternReader(source, ignoreCase).read();
}

const LINE_ENDS = '\n\r\u2028\u2029';
const isDigit: CharacterTest = (character) => character >= '0' && character <= '9';
const isSpace: CharacterTest = (character) => /\s/.test(character);
export const isWord: CharacterTest = (character) => /\w/.test(character);
const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: isDigit,
  D: (character) => !isDigit(character),
  s: isSpace,
  S: (character) => !isSpace(character),
  w: isWord,
  W: (character) => !isWord(character),
};
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f' };

class PatternReader {
  private at = 0;
  private groups = 0;
  private readonly names = new Map<string, number>();
  private readonly totalGroups: number;

  constructor(
    private readonly source: string,
    private readonly ignoreCase: boolean,
  ) {
    this.totalGroups = countGroups(source);
  }

  read(): ParsedRegex {
    const root = this.readChoice();
    return { root, groups: this.groups };
  }

  private readChoice(): RegexNode {
    const options = [this.readSequence()];
    while (this.take('|')) options.push(this.readSequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private readSequence(): RegexNode {
    const items: RegexNode[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) items.push(this.readTerm());
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  private readTerm(): RegexNode {
    const firstGroup = this.groups + 1;
    const atom = this.readAtom();
    const quantifier = this.readQuantifier();
    if (quantifier === undefined) return atom;
    return { kind: 'repeat', body: atom, ...quantifier, lazy: this.take('?'), groups: [firstGroup, this.groups] };
  }

  private readQuantifier(): { min: number; max: number } | undefined {
    if (this.take('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.take('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.take('?')) return { min: 0, max: 1 };
    const match = /^\{(\d+)(,(\d*))?\}/.exec(this.source.slice(this.at, this.at + 40));
    if (match === null) return undefined;
    this.at += match[0].length;
    const min = Number(match[1]);
    return { min, max: match[2] === undefined ? min : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]) };
  }

  private readAtom(): RegexNode {
    const character = this.source[this.at++]!;
    if (character === '^' || character === '$') return { kind: 'assertion', type: character };
    if (character === '.') return { kind: 'character', test: (tested) => !LINE_ENDS.includes(tested) };
    if (character === '(') return this.readGroup();
    if (character === '[') return this.readClass();
    if (character === '\\') return this.readEscape();
    return this.literal(character);
  }

  private readGroup(): RegexNode {
    if (this.take('?:')) return this.closeGroup(this.readChoice());
    for (const [opening, ahead, negative] of [
      ['?=', true, false],
      ['?!', true, true],
      ['?<=', false, false],
      ['?<!', false, true],
    ] as const) {
      if (!this.take(opening)) continue;
      const first = this.groups + 1;
      const body = this.readChoice();
      return this.closeGroup({ kind: 'look', body, ahead, negative, groups: [first, this.groups] });
    }
    this.groups += 1;
    const index = this.groups;
    if (this.take('?<')) {
      const end = this.source.indexOf('>', this.at);
      this.names.set(this.source.slice(this.at, end), index);
      this.at = end + 1;
    }
    return this.closeGroup({ kind: 'group', index, body: this.readChoice() });
  }

  private closeGroup(node: RegexNode): RegexNode {
    this.at += 1;
    return node;
  }

  private readEscape(): RegexNode {
    const character = this.source[this.at]!;
    if (character === 'b' || character === 'B') {
      this.at += 1;
      return { kind: 'assertion', type: character };
    }
    const reference = this.readReference();
    if (reference !== undefined) return { kind: 'reference', group: reference };
    if (CLASSES[character] !== undefined) {
      this.at += 1;
      return { kind: 'character', test: CLASSES[character] };
    }
    return this.literal(this.readEscapedCharacter());
  }

  private readReference(): (() => number) | undefined {
    const digits = /^[1-9]\d*/.exec(this.source.slice(this.at, this.at + 6))?.[0];
    if (digits !== undefined && Number(digits) <= this.totalGroups) {
      this.at += digits.length;
      return () => Number(digits);
    }
    if (!this.source.startsWith('k<', this.at) || !/\(\?<[^=!]/.test(this.source)) return undefined;
    const end = this.source.indexOf('>', this.at);
    const name = this.source.slice(this.at + 2, end);
    this.at = end + 1;
    return () => this.names.get(name) ?? 0;
  }

  private readEscapedCharacter(): string {
    const rest = this.source.slice(this.at, this.at + 5);
    const hex = /^(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4}))/.exec(rest);
    if (hex !== null) return this.advance(hex[0].length, String.fromCharCode(Number.parseInt((hex[1] ?? hex[2])!, 16)));
    const octal = /^(?:[0-3][0-7]{0,2}|[4-7][0-7]?)/.exec(rest);
    if (octal !== null) return this.advance(octal[0].length, String.fromCharCode(Number.parseInt(octal[0], 8)));
    const control = /^c([A-Za-z])/.exec(rest);
    if (control !== null) return this.advance(2, String.fromCharCode(control[1]!.charCodeAt(0) % 32));
    if (rest[0] === 'c') return '\\';
    return this.advance(1, CONTROLS[rest[0]!] ?? rest[0]!);
  }

  private advance(count: number, character: string): string {
    this.at += count;
    return character;
  }

  private readClass(): RegexNode {
    const negated = this.take('^');
    const tests: CharacterTest[] = [];
    while (this.source[this.at] !== ']') {
      const from = this.readClassAtom();
      if (this.source[this.at] !== '-' || this.source[this.at + 1] === ']') {
        tests.push(from.test);
        continue;
      }
      this.at += 1;
      const to = this.readClassAtom();
      if (from.character === undefined || to.character === undefined) tests.push(from.test, to.test, (tested) => tested === '-');
      else tests.push(rangeTest(from.character, to.character));
    }
    this.at += 1;
    const test: CharacterTest = (character) => tests.some((one) => one(character));
    const folded: CharacterTest = this.ignoreCase ? (character) => casesOf(character).some(test) : test;
    return { kind: 'character', test: negated ? (character) => !folded(character) : folded };
  }

  private readClassAtom(): { readonly character: string | undefined; readonly test: CharacterTest } {
    const character = this.source[this.at++];
    if (character !== '\\') return { character, test: (tested) => tested === character };
    const escaped = this.source[this.at]!;
    if (CLASSES[escaped] !== undefined) {
      this.at += 1;
      return { character: undefined, test: CLASSES[escaped] };
    }
    const meant = escaped === 'b' ? this.advance(1, '\b') : escaped === '-' ? this.advance(1, '-') : this.readEscapedCharacter();
    return { character: meant, test: (tested) => tested === meant };
  }

  private literal(character: string): RegexNode {
    if (!this.ignoreCase) return { kind: 'character', test: (tested) => tested === character };
    const folded = foldCase(character);
    return { kind: 'character', test: (tested) => tested === character || foldCase(tested) === folded };
  }

  private take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    if (text === '?<' && '=!'.includes(this.source[this.at + 2]!)) return false;
    this.at += text.length;
    return true;
  }
}

/** The language's own case folding: to upper case where that is one character, and never from beyond ASCII into it. */
export function foldCase(character: string): string {
  const upper = character.toUpperCase();
  return upper.length !== 1 || (character.charCodeAt(0) >= 128 && upper.charCodeAt(0) < 128) ? character : upper;
}

function casesOf(character: string): string[] {
  const folded = foldCase(character);
  const lower = character.toLowerCase();
  return [character, folded, ...(lower.length === 1 && foldCase(lower) === folded ? [lower] : [])];
}

function rangeTest(from: string, to: string): CharacterTest {
  return (character) => character >= from && character <= to;
}

function countGroups(source: string): number {
  let count = 0;
  let inClass = false;
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') i += 1;
    else if (source[i] === '[') inClass = true;
    else if (source[i] === ']') inClass = false;
    else if (source[i] === '(' && !inClass && (source[i + 1] !== '?' || (source[i + 2] === '<' && !'=!'.includes(source[i + 3]!))))
      count += 1;
  }
  return count;
}
