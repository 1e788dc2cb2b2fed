import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../src/asl';
import { ExpressionSyntaxError } from '../../../src/data';
import { compileStatesPath } from '../../../src/data/jsonpath/compile-path';
import { parsePath } from '../../../src/data/jsonpath/parse-path';
import { knownGap } from './jayway-gaps';
import { scopeOf } from './scope-of';

// The answers were given once by Jayway JsonPath 2.0.0 itself: see test/oracles/README.md.
type Kind = 'v' | 'n' | 'i' | 'x' | 's';
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

test('the oracle was asked at least 3,000 questions', () => {
  expect(groups.reduce((count, { answers }) => count + answers.length, 0)).toBeGreaterThanOrEqual(3000);
});

describe.each(groups.map((group) => [group.name, group] as const))('the document "%s"', (name, group) => {
  test('gives what Jayway gives', () => {
    const mismatches = group.answers
      .filter(([query]) => knownGap(name, query) === undefined)
      .flatMap((answer) => mismatchesOf(group.document, answer));

    expect(mismatches).toEqual([]);
  });
});

function mismatchesOf(document: JsonValue, answer: Answer): readonly object[] {
  const [query] = answer;
  const expected = expectedOf(answer);
  const actual = ask(query, document, 'words' in expected);
  return isDeepStrictEqual(actual, expected) ? [] : [{ query, expected, actual }];
}

/** What our path must give. Where the answers over lists and over nodes differ, and AWS's own are not known, the path finds nothing. */
function expectedOf([, kind, answer, definite, overNodes]: Answer): object {
  if (kind === 's') return { syntaxError: true };
  const found = { definite: definite === 1 };
  if (kind === 'v' && overNodes === undefined) return { ...found, value: answer };
  // Java prints maps and lists otherwise than json-smart does; other exceptions than Jayway's own have the words of one Java.
  if (kind === 'v' || kind === 'x' || /Current context is: [[{]/.test(answer as string)) return { ...found, missing: true };
  return { ...found, missing: true, words: answer };
}

function ask(query: string, document: JsonValue, withWords: boolean): object {
  try {
    const path = compileStatesPath({ text: query, root: { kind: 'input' }, syntax: parsePath(query) }, 'collections');
    const scope = scopeOf(document);
    const value = path.select(scope);
    const { definite } = path;
    if (value !== undefined) return { definite, value };
    return withWords ? { definite, missing: true, words: path.explainMissing(scope) } : { definite, missing: true };
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return { syntaxError: true };
  }
}
