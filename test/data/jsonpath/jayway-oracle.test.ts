import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '../../../src/asl';
import { ExpressionSyntaxError } from '../../../src/data';
import { compileStatesPath } from '../../../src/data/jsonpath/compile-path';
import { parsePath } from '../../../src/data/jsonpath/parse-path';
import { knownGap } from './jayway-gaps';
import { scopeOf } from './scope-of';

// The answers were given once by Jayway JsonPath itself: see test/oracles/jsonpath/README.md.
type Kind = 'v' | 'n' | 'x' | 's';
type Answer = readonly [
  query: string,
  kind: Kind,
  answer: JsonValue,
  definite?: 0 | 1,
  overNodes?: readonly [kind: Kind, answer: JsonValue],
];

interface Group {
  readonly name: string;
  readonly document: JsonValue;
  readonly answers: readonly Answer[];
}

const groups = JSON.parse(readFileSync(join(__dirname, '../../oracles/jsonpath/answers.json'), 'utf8')) as readonly Group[];

test('the oracle was asked at least 1,500 questions', () => {
  expect(groups.reduce((count, { answers }) => count + answers.length, 0)).toBeGreaterThanOrEqual(1500);
});

describe.each(groups.map((group) => [group.name, group] as const))('the document "%s"', (name, group) => {
  test('gives what Jayway gives, over Java collections and over a JSON tree', () => {
    const mismatches = group.answers
      .filter(([query]) => knownGap(name, query) === undefined)
      .flatMap((answer) => mismatchesOf(group.document, answer));

    expect(mismatches).toEqual([]);
  });
});

function mismatchesOf(document: JsonValue, [query, kind, answer, definite, overNodes]: Answer): readonly object[] {
  const expected = expectedOf(kind, answer, definite);
  const actual = ask(query, document, 'collections', kind);
  const found: object[] = [];
  if (!isEqual(actual, expected)) found.push({ query, expected, actual });
  if (overNodes !== undefined && overNodes[0] !== 'x') {
    const other = ask(query, document, 'nodes', overNodes[0]);
    const wanted = expectedOf(overNodes[0], overNodes[1], definite);
    if (!isEqual(other, wanted)) found.push({ query, over: 'nodes', expected: wanted, actual: other });
  }
  return found;
}

/** What our path must give: an indefinite path that fails gives an empty array on AWS, a definite one nothing. */
function expectedOf(kind: Kind, answer: JsonValue, definite: 0 | 1 | undefined): object {
  if (kind === 's') return { syntaxError: true };
  if (kind === 'v') return { definite: definite === 1, value: answer };
  if (definite === 0) return { definite: false, value: [] };
  return kind === 'n' ? { definite: true, missing: inWordsOfAws(answer as string) } : { definite: true, missing: 'any' };
}

/** Where a member of no object is read, we use the words of the older version that AWS runs. */
function inWordsOfAws(message: string): string {
  return message.replace(
    /^Expected to find an object with property (.*) in path (.*) but found '[^']*'\. This is not a json object.*$/s,
    'Property $1 not found in path $2',
  );
}

function ask(query: string, document: JsonValue, documentModel: 'collections' | 'nodes', kind: Kind): object {
  try {
    const path = compileStatesPath({ text: query, root: { kind: 'input' }, syntax: parsePath(query) }, documentModel);
    const scope = scopeOf(document);
    const value = path.select(scope);
    if (value !== undefined) return { definite: path.definite, value };
    return { definite: path.definite, missing: kind === 'n' ? path.explainMissing(scope) : 'any' };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return { syntaxError: true };
  }
}

function isEqual(left: object, right: object): boolean {
  return JSON.stringify(rounded(left)) === JSON.stringify(rounded(right));
}

/** Java adds doubles in the same order, but prints some of them with one digit more. */
function rounded(value: object): JsonValue {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'number' ? Number(inner.toPrecision(14)) : inner)),
  ) as JsonValue;
}
