import { ExpressionSyntaxError } from '../evaluation-error';
import { parseBracket } from './parse-bracket';
import { MAXIMUM_PATH_STEPS } from './path-limits';
import { isPathDefinite, type PathSyntax, type PathToken } from './path-token';
import { quotedNames } from './quoted-names';

/**
 * Reads a path that begins with `$` or `@` by the grammar of Jayway JsonPath 2.0.0, its leniences included (`$.a.[0]`, `$['a']b`).
 * It knows no functions: `length()` is the name of a member. Throws {@link ExpressionSyntaxError} with Jayway's text.
 */
export function parsePath(text: string): PathSyntax {
  return new PathReader(text, true).read();
}

/** Reads a path of a filter, which must lead to one place. Throws {@link ExpressionSyntaxError} with Jayway's text. */
export function parseFilterPath(text: string): PathSyntax {
  const path = new PathReader(text, false).read();
  if (!isPathDefinite(path.tokens)) throw new ExpressionSyntaxError(text, 0, notDefinite(text));
  return path;
}

function notDefinite(text: string): string {
  return `the predicate path: ${text} is not definite`;
}

class PathReader {
  private at = 0;
  private readonly end: number;
  private readonly tokens: PathToken[] = [];

  constructor(
    private readonly text: string,
    private readonly mayFilter: boolean,
  ) {
    // As Java trims: every character up to the space.
    while (text[this.at]! <= ' ') this.at++;
    this.end = text.length;
    while (this.end > this.at && text[this.end - 1]! <= ' ') this.end--;
  }

  read(): PathSyntax {
    const { text, end } = this;
    const root = text[this.at];
    if (this.at === end || (root !== '$' && root !== '@')) return this.fail("Path must start with '$' or '@'");
    if (text.endsWith('..', end) && end - this.at > 2) this.fail('A path can not end with a scan.', end - 2);
    this.at++;
    if (this.at < end && text[this.at] !== '.' && text[this.at] !== '[') this.fail(`Invalid path ${text.slice(0, end)}`);
    while (this.at < end) {
      this.readStep();
      if (this.tokens.length > MAXIMUM_PATH_STEPS) this.fail(`The path has more than ${MAXIMUM_PATH_STEPS} steps.`);
    }
    return { root, tokens: this.tokens };
  }

  private readStep(): void {
    switch (this.text[this.at]) {
      case ' ':
        this.fail('Space not allowed in path');
        break;
      case '$':
        this.at++;
        this.tokens.push({ kind: 'root' });
        break;
      case '[':
        this.readBracket();
        break;
      case '.':
        this.readDot();
        break;
      case '*':
        this.at++;
        this.tokens.push({ kind: 'wildcard' });
        break;
      default:
        this.tokens.push({ kind: 'property', names: segmentNames(this.readName()) });
    }
  }

  private readDot(): void {
    this.at++;
    if (this.at >= this.end) this.fail("Path must not end with a '.'", this.at - 1);
    if (this.text[this.at] === '.') {
      this.at++;
      this.tokens.push({ kind: 'scan' });
      return;
    }
    const name = this.readName();
    // A dot before a bracket, or one too many, is a step of nothing.
    if (name === '') return;
    this.tokens.push(name === '*' ? { kind: 'wildcard' } : { kind: 'property', names: segmentNames(name) });
  }

  /** Everything up to the next dot, bracket or space. */
  private readName(): string {
    const start = this.at;
    while (this.at < this.end && !'.[ '.includes(this.text[this.at]!)) this.at++;
    return this.text.slice(start, this.at);
  }

  /** From `[` to the `]` that closes it, wherever quotes stand. */
  private readBracket(): void {
    const start = this.at;
    let depth = 0;
    do {
      const character = this.text[this.at];
      if (character === '[') depth++;
      else if (character === ']') depth--;
      this.at++;
    } while (this.at < this.end && depth > 0);
    const fragment = this.text.slice(start, this.at);
    // A filter and a name in double quotes may be good in a newer dialect: AWS takes the definition, and finds nothing when it runs.
    const failsWhenRun = depth === 0 && /^\[\s*["?]/.test(fragment);
    const fail = (message: string, at = 0): never => {
      throw new ExpressionSyntaxError(this.text, start + at, message, failsWhenRun);
    };
    this.tokens.push(parseBracket(fragment, this.mayFilter ? undefined : notDefinite(this.text), fail));
  }

  private fail(message: string, at = this.at): never {
    throw new ExpressionSyntaxError(this.text, at, message);
  }
}

/** A name after a dot is read as if it stood in `['…']`: its quotes and its `]` mean what they mean there. */
function segmentNames(name: string): readonly string[] {
  return /['\]]/.test(name) ? quotedNames(`'${name}']`) : [name];
}
