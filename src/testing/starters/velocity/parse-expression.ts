import { UsageError } from '../../usage-error';

/** One step of a reference: a property, a call or an index. */
export interface Access {
  readonly name: string;
  /** Undefined for a property. */
  readonly parameters?: readonly VelocityExpression[];
}

/** An expression of a Velocity template. */
export type VelocityExpression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  /** A text in double quotes, in which references are replaced. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly VelocityExpression[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [VelocityExpression, VelocityExpression])[] }
  | {
      readonly kind: 'reference';
      readonly root: string;
      readonly path: readonly Access[];
      readonly source: string;
      readonly quiet: boolean;
    }
  | { readonly kind: 'not'; readonly of: VelocityExpression }
  | { readonly kind: 'operator'; readonly operator: string; readonly left: VelocityExpression; readonly right: VelocityExpression };

/** Operators from those that bind least; words mean the same as signs. */
const LEVELS: readonly Readonly<Record<string, string>>[] = [
  { '||': '||', or: '||' },
  { '&&': '&&', and: '&&' },
  { '==': '==', '!=': '!=', eq: '==', ne: '!=' },
  { '<=': '<=', '>=': '>=', '<': '<', '>': '>', lt: '<', gt: '>', le: '<=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', '%': '%' },
];

/** Reads expressions and references of a Velocity template, from a place in its text. */
export class ExpressionReader {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  /** An expression in parentheses, the opening one ahead. */
  inParentheses(): VelocityExpression {
    this.expect('(');
    const expression = this.expression();
    this.expect(')');
    return expression;
  }

  expression(level = 0): VelocityExpression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.unary();
    let left = this.expression(level + 1);
    for (;;) {
      this.skipBlanks();
      const sign = Object.keys(operators).find(
        (each) => this.text.startsWith(each, this.at) && (!/\w/.test(each) || /\W/.test(this.text[this.at + each.length] ?? ' ')),
      );
      if (sign === undefined) return left;
      this.at += sign.length;
      left = { kind: 'operator', operator: operators[sign]!, left, right: this.expression(level + 1) };
    }
  }

  /** A reference, its dollar sign ahead; undefined where a dollar sign is only that. */
  reference(): Extract<VelocityExpression, { kind: 'reference' }> | undefined {
    const start = this.at;
    const head = /\$(!?)(\{?)([A-Za-z][\w-]*)/y;
    head.lastIndex = start;
    const match = head.exec(this.text);
    if (match === null) return undefined;
    this.at = head.lastIndex;
    const path: Access[] = [];
    for (let access = this.access(); access !== undefined; access = this.access()) path.push(access);
    if (match[2] === '{') this.expect('}');
    return { kind: 'reference', root: match[3]!, path, source: this.text.slice(start, this.at), quiet: match[1] === '!' };
  }

  expect(sign: string): void {
    this.skipBlanks();
    if (!this.text.startsWith(sign, this.at)) throw this.refused(`${JSON.stringify(sign)}`);
    this.at += sign.length;
  }

  skipBlanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  refused(expected: string): UsageError {
    return new UsageError(
      `The mapping template expected ${expected} at ${JSON.stringify(this.text.slice(this.at, this.at + 40))}.`,
      'correct the template, or use only what Velocity templates of API Gateway can do.',
    );
  }

  private access(): Access | undefined {
    const property = /\.([A-Za-z_][\w-]*)/y;
    property.lastIndex = this.at;
    const match = property.exec(this.text);
    if (match === null) return this.text[this.at] === '[' ? this.index() : undefined;
    this.at = property.lastIndex;
    const name = match[1]!;
    return this.text[this.at] === '(' ? { name, parameters: this.listed('(', ')') } : { name };
  }

  private index(): Access {
    return { name: 'get', parameters: this.listed('[', ']') };
  }

  private listed(open: string, close: string): VelocityExpression[] {
    this.expect(open);
    const items: VelocityExpression[] = [];
    for (this.skipBlanks(); !this.text.startsWith(close, this.at); this.skipBlanks()) {
      if (items.length > 0) this.expect(',');
      items.push(this.expression());
    }
    this.expect(close);
    return items;
  }

  private unary(): VelocityExpression {
    this.skipBlanks();
    const rest = this.text.slice(this.at, this.at + 400);
    if (rest.startsWith('!') || /^not\b/.test(rest)) {
      this.at += rest.startsWith('!') ? 1 : 3;
      return { kind: 'not', of: this.unary() };
    }
    if (rest.startsWith('(')) return this.inParentheses();
    if (rest.startsWith('[')) return { kind: 'list', items: this.listed('[', ']') };
    if (rest.startsWith('{')) return this.map();
    if (rest.startsWith("'") || rest.startsWith('"')) return this.quoted(rest[0]!);
    const word = /^(?:-?\d+(?:\.\d+)?|true\b|false\b)/.exec(rest)?.[0];
    if (word !== undefined) {
      this.at += word.length;
      return { kind: 'literal', value: word === 'true' ? true : word === 'false' ? false : Number(word) };
    }
    const reference = rest.startsWith('$') ? this.reference() : undefined;
    if (reference === undefined) throw this.refused('a value');
    return reference;
  }

  private map(): VelocityExpression {
    const entries: (readonly [VelocityExpression, VelocityExpression])[] = [];
    this.expect('{');
    for (this.skipBlanks(); !this.text.startsWith('}', this.at); this.skipBlanks()) {
      if (entries.length > 0) this.expect(',');
      const key = this.expression();
      this.expect(':');
      entries.push([key, this.expression()]);
    }
    this.expect('}');
    return { kind: 'map', entries };
  }

  /** Nothing is escaped by a backslash; a quote is doubled. */
  private quoted(quote: string): VelocityExpression {
    let text = '';
    for (this.at++; this.at < this.text.length; this.at++) {
      if (this.text[this.at] !== quote) text += this.text[this.at];
      else if (this.text[this.at + 1] === quote) {
        text += quote;
        this.at++;
      } else {
        this.at++;
        return quote === '"' ? { kind: 'text', text } : { kind: 'literal', value: text };
      }
    }
    throw this.refused(`a ${quote} that ends the text`);
  }
}
