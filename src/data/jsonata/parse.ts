import { JsonataSyntaxError } from './syntax-error';
import { childrenOf, type SyntaxNode } from './syntax-tree';

/** The `jsonata` package, of which only the parser is used. */
type JsonataPackage = (expression: string) => { ast(): unknown };

let loaded: JsonataPackage | undefined;

/** Loads the package on the first expression: it takes longer to load than most workflows to run. */
function parser(): JsonataPackage {
  loaded ??= require('jsonata') as JsonataPackage;
  return loaded;
}

/**
 * Trees of the expressions that were asked for last, by their text: the rules of a validator, the interpreter and coverage ask for the same ones, and
 * parsing them takes most of their time.
 */
const kept = new Map<string, SyntaxNode>();
let keptCharacters = 0;
/** A tree takes some 200 bytes for each character. */
const MOST_CHARACTERS = 20_000;

/** The syntax tree of an expression, which nobody changes. Throws {@link JsonataSyntaxError} with JSONata's wording. */
export function parseExpression(expression: string): SyntaxNode {
  const known = kept.get(expression);
  if (known !== undefined) return known;
  const tree = parse(expression);
  for (const oldest of kept.keys()) {
    if (keptCharacters + expression.length <= MOST_CHARACTERS) break;
    kept.delete(oldest);
    keptCharacters -= oldest.length;
  }
  kept.set(expression, tree);
  keptCharacters += expression.length;
  return tree;
}

function parse(expression: string): SyntaxNode {
  let tree: SyntaxNode;
  try {
    tree = parser()(expression).ast() as SyntaxNode;
  } catch (error) {
    const { name, message, position, code, token } = error as Readonly<Record<string, unknown>>;
    // By name: an error of the engine may belong to another realm, as it does under jest.
    const text = name === 'RangeError' ? NESTED_TOO_DEEPLY : String(message);
    const offset = typeof position === 'number' ? position : undefined;
    throw new JsonataSyntaxError(
      expression,
      offset,
      text,
      typeof code === 'string' ? code : undefined,
      typeof token === 'string' ? token : undefined,
    );
  }
  if (nestsTooDeeply(tree)) throw new JsonataSyntaxError(expression, undefined, NESTED_TOO_DEEPLY, undefined, undefined);
  return tree;
}

const NESTED_TOO_DEEPLY = 'The expression is nested too deeply';

/** Evaluation ends at 100 levels, as the service's does; what follows the tree before it does so needs more than that of the stack. */
const DEEPEST_TREE = 500;

function nestsTooDeeply(root: SyntaxNode): boolean {
  let level: SyntaxNode[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST_TREE) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}
