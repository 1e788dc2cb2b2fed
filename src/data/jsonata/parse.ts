import { JsonataSyntaxError } from './syntax-error';
import type { SyntaxNode } from './syntax-tree';

/** The `jsonata` package, of which only the parser is used. */
type JsonataPackage = (expression: string) => { ast(): unknown };

let loaded: JsonataPackage | undefined;

/** Loads the package on the first expression: it takes longer to load than most workflows to run. */
function parser(): JsonataPackage {
  loaded ??= require('jsonata') as JsonataPackage;
  return loaded;
}

/** The syntax tree of an expression. Throws {@link JsonataSyntaxError} with JSONata's wording. */
export function parseExpression(expression: string): SyntaxNode {
  try {
    return parser()(expression).ast() as SyntaxNode;
  } catch (error) {
    const { message, position, code, token } = error as Readonly<Record<string, unknown>>;
    const text = error instanceof RangeError ? 'The expression is nested too deeply' : String(message);
    const offset = typeof position === 'number' ? position : undefined;
    throw new JsonataSyntaxError(
      expression,
      offset,
      text,
      typeof code === 'string' ? code : undefined,
      typeof token === 'string' ? token : undefined,
    );
  }
}
