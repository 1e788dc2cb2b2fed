import { ExpressionSyntaxError } from '../evaluation-error';

/**
 * A place in an expression's text, with an end that may be moved inwards. Only the space is a blank here: the grammar
 * of Jayway skips nothing else. Reading outside the text throws, as `charAt` does in Java.
 */
export class TextCursor {
  position = 0;
  private end: number;

  constructor(
    readonly text: string,
    /** Where `text` begins in the whole expression, for error offsets. */
    private readonly base = 0,
  ) {
    this.end = text.length - 1;
  }

  get length(): number {
    return this.end + 1;
  }

  fail(message: string, at = this.position): never {
    throw new ExpressionSyntaxError(this.text, this.base + at, message);
  }

  charAt(at: number): string {
    const character = this.text[at];
    if (character === undefined) return this.fail('The path ends too early.', this.text.length);
    return character;
  }

  get current(): string {
    return this.charAt(this.position);
  }

  get last(): string {
    return this.charAt(this.end);
  }

  inBounds(at = this.position): boolean {
    return at >= 0 && at <= this.end;
  }

  get isTail(): boolean {
    return this.position >= this.end;
  }

  slice(from: number, to: number): string {
    return this.text.slice(from, to);
  }

  skipBlanks(): this {
    while (this.inBounds() && this.position < this.end && this.current === ' ') this.position++;
    return this;
  }

  trim(): this {
    this.skipBlanks();
    while (this.inBounds() && this.position < this.end && this.last === ' ') this.end--;
    return this;
  }

  /** Takes one character off the end. */
  dropLast(): void {
    this.end--;
  }

  private nextSignificant(from: number): number {
    let at = from + 1;
    while (this.inBounds(at) && this.text[at] === ' ') at++;
    return at;
  }

  /** The next character that is no blank, or a blank at the end of the text. */
  peekSignificant(from = this.position): string {
    const at = this.nextSignificant(from);
    return this.inBounds(at) ? this.text[at] : ' ';
  }

  /** Where the next significant character stands if it is `character`, or -1. */
  indexOfSignificant(character: string, from = this.position): number {
    const at = this.nextSignificant(from);
    return this.charAt(at) === character ? at : -1;
  }

  indexOfPreviousSignificant(from = this.position): number {
    let at = from - 1;
    while (this.inBounds(at) && this.text[at] === ' ') at--;
    return this.inBounds(at) ? at : -1;
  }

  indexOf(character: string, from: number): number {
    const at = this.text.indexOf(character, from);
    return at !== -1 && at <= this.end ? at : -1;
  }

  indexOfUnescaped(character: string, from = this.position): number {
    for (let at = from + 1; this.inBounds(at); at++) {
      if (this.text[at] === '\\') at++;
      else if (this.text[at] === character) return at;
    }
    return -1;
  }

  /** Where the bracket that opens at `from` closes; quoted text (and regular expressions, if asked) is skipped. */
  indexOfMatchingClose(from: number, open: string, close: string, skipRegex: boolean): number {
    let depth = 1;
    let at = from + 1;
    while (this.inBounds(at)) {
      const quote = this.text[at];
      if (quote === "'" || quote === '"') {
        at = this.indexOfUnescaped(quote, at);
        if (at === -1) this.fail(`Could not find matching close quote for ${quote} when parsing : ${this.text}`);
        at++;
      }
      if (skipRegex && this.charAt(at) === '/') {
        at = this.indexOfUnescaped('/', at);
        if (at === -1) this.fail(`Could not find matching close for / when parsing regex in : ${this.text}`);
        at++;
      }
      const character = this.charAt(at);
      if (character === open) depth++;
      else if (character === close && --depth === 0) return at;
      at++;
    }
    return -1;
  }

  /** Steps over `character` and the blanks before it. */
  expectSignificant(character: string): void {
    if (this.skipBlanks().current !== character) this.fail(`Expected character: ${character}`);
    this.position++;
  }

  /** Steps over `text` and the blanks before it, if it comes next. */
  takeSignificant(text: string): boolean {
    this.skipBlanks();
    if (!this.inBounds(this.position + text.length - 1) || !this.text.startsWith(text, this.position)) return false;
    this.position += text.length;
    return true;
  }
}
