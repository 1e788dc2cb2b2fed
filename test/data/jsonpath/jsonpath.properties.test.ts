import * as fc from 'fast-check';
import { JSONPath } from 'jsonpath-plus';
import type { JsonObject, JsonValue } from '../../../src/asl';
import {
  compileIntrinsic,
  compilePath,
  compilePayloadTemplate,
  compileReferencePath,
  describeIntrinsic,
  describePath,
  EvaluationError,
  ExpressionSyntaxError,
} from '../../../src/data';
import { scopeOf } from './scope-of';

const names = fc.oneof(fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', 'a b', "it's", 'é'), fc.string({ maxLength: 4 }));
const json = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.string({ maxLength: 5 })) as fc.Arbitrary<JsonValue>,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }) as fc.Arbitrary<JsonValue>,
  ),
})).value;

/** A path to one place. A name with one of `[]'` cannot be written: Jayway 2.0.0 knows no escapes. */
function pathOf(segments: readonly (string | number)[]): string {
  return `$${segments.map((segment) => (typeof segment === 'number' ? `[${segment}]` : `['${segment}']`)).join('')}`;
}

function canBeWritten(segments: readonly (string | number)[]): boolean {
  return !segments.some((segment) => /['[\]]/.test(String(segment)));
}

/** Every place of a document, as the segments that lead there. */
function placesOf(value: JsonValue): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const inner: readonly [string | number, JsonValue][] = Array.isArray(value)
    ? [...(value as readonly JsonValue[]).entries()]
    : Object.entries(value);
  return [[], ...inner.flatMap(([key, child]) => placesOf(child).map((rest) => [key, ...rest]))];
}

function valueAt(value: JsonValue, segments: readonly (string | number)[]): JsonValue {
  return segments.reduce<JsonValue>(
    (current, segment) => (Object.getOwnPropertyDescriptor(current as object, segment) as PropertyDescriptor).value as JsonValue,
    value,
  );
}

test('a definite path finds the very value at its place', () => {
  fc.assert(
    fc.property(json, fc.nat(), (document, pick) => {
      const places = placesOf(document).filter(canBeWritten);
      const segments = places[pick % places.length]!;

      expect(compilePath(pathOf(segments)).select(scopeOf(document))).toBe(valueAt(document, segments));
    }),
  );
});

test('what is inserted at a reference path is selected by it, and nothing else changes', () => {
  fc.assert(
    fc.property(
      fc.dictionary(names, json, { maxKeys: 4, noNullPrototype: true }),
      fc.array(fc.constantFrom('a', 'b', 'x', '__proto__'), { minLength: 1, maxLength: 3 }),
      json,
      (target, segments, value) => {
        const path = pathOf(segments);
        const before = JSON.stringify(target);
        let output: JsonValue;
        try {
          output = compileReferencePath(path).insert(target as JsonValue, value);
        } catch (error) {
          expect(error).toBeInstanceOf(EvaluationError);
          return;
        }

        expect(compilePath(path).select(scopeOf(output))).toBe(value);
        expect(JSON.stringify(target)).toBe(before);
        for (const key of Object.keys(target)) {
          if (key !== segments[0]) expect(valueAt(output, [key])).toBe(target[key]);
        }
      },
    ),
  );
});

test('a template without .$ is given back as it is', () => {
  fc.assert(
    fc.property(json, (template) => {
      fc.pre(!JSON.stringify(template).includes('.$'));

      expect(compilePayloadTemplate(template, 'Parameters').evaluate(scopeOf(null))).toBe(template);
    }),
  );
});

/**
 * Whether a wildcard meets an object with a member that lacks what the path wants next. Jayway 2.0.0 leaves such an object there and then,
 * without the members behind that one; jsonpath-plus leaves out that member alone. Over arrays both leave out the element alone.
 */
function missesInObject(value: JsonValue, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined || typeof value !== 'object' || value === null) return false;
  if (!step.includes('*')) {
    const name = step.slice(1);
    return !Array.isArray(value) && Object.hasOwn(value, name) && missesInObject((value as JsonObject)[name] as JsonValue, rest);
  }
  const lacks = (member: JsonValue): boolean =>
    compilePath(`$${rest.join('')}`).select(scopeOf(member)) === undefined || missesInObject(member, rest);
  return Array.isArray(value) ? value.some((element) => missesInObject(element, rest)) : Object.values(value).some(lacks);
}

test('members and wildcards alone give what jsonpath-plus gives', () => {
  const plain: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(fc.integer(), fc.boolean(), fc.constant(null)) as fc.Arbitrary<JsonValue>,
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true }) as fc.Arbitrary<JsonValue>,
    ),
  })).value;
  const steps = fc
    .array(fc.constantFrom('.a', '.b', '[*]', '.*'), { minLength: 1, maxLength: 4 })
    .filter((list) => list.some((step) => step.includes('*')));
  let found = 0;
  fc.assert(
    fc.property(plain, steps, (document, list) => {
      fc.pre(typeof document === 'object' && document !== null);
      const path = `$${list.join('')}`;
      const ours = compilePath(path).select(scopeOf(document));
      // Where Jayway finds nothing at all, jsonpath-plus leaves out the places that miss something.
      if (ours === undefined || missesInObject(document, list)) return;
      found++;

      expect(ours).toEqual(JSONPath({ path, json: document as object, eval: false, wrap: true }) ?? []);
    }),
    { numRuns: 300 },
  );
  expect(found).toBeGreaterThan(0);
});

const pieces = fc.array(
  fc.constantFrom(
    '$',
    '@',
    '.',
    '..',
    '[',
    ']',
    '*',
    '?(',
    ')',
    '(',
    "'",
    '"',
    'a',
    'b',
    '0',
    '-1',
    ':',
    ',',
    ' ',
    '==',
    '&&',
    '!',
    '=~',
    '/a+/',
    'in',
    '\\',
    'length()',
    'sum(',
    '{}',
    'States.Format',
    'null',
    '1',
  ),
  { maxLength: 14 },
);

test('whatever is written, a path compiles or is refused, and then gives JSON or nothing', () => {
  fc.assert(
    fc.property(pieces, json, (parts, document) => {
      const text = `$${parts.join('')}`;
      let path: ReturnType<typeof compilePath>;
      try {
        path = compilePath(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ExpressionSyntaxError);
        expect('problem' in describePath(text)).toBe(true);
        return;
      }
      const scope = scopeOf(document);
      const value = path.select(scope);

      const described = describePath(text);
      if ('problem' in described) {
        expect([described.problem.failsWhenRun, value]).toEqual([true, undefined]);
        return;
      }
      expect('facts' in described && described.facts.definite).toBe(path.definite);
      if (value === undefined) expect(typeof path.explainMissing(scope)).toBe('string');
      if (!path.definite && value !== undefined) expect(Array.isArray(value)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('whatever is written, an intrinsic call compiles or is refused, and then gives JSON or an error of AWS', () => {
  const calls = fc.constantFrom(
    'States.Array',
    'States.ArrayRange',
    'States.ArrayGetItem',
    'States.Format',
    'States.MathAdd',
    'States.StringSplit',
    'States.Hash',
    'States.JsonMerge',
    'States.MathRandom',
    'States.ArrayPartition',
  );
  const args = fc.array(
    fc.constantFrom(
      "'a'",
      "'{}'",
      "'\\{'",
      '1',
      '-2.5',
      '1e3',
      'null',
      'true',
      '$.a',
      '$.a[0]',
      '$',
      "States.Array(1,'x')",
      '$$.x',
      '',
      'x',
    ),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(calls, args, json, (name, list, document) => {
      const text = `${name}(${list.join(', ')})`;
      expect(Object.keys(describeIntrinsic(text))).toHaveLength(1);
      try {
        expect(compileIntrinsic(text, 'x.$').evaluate(scopeOf(document))).not.toBeUndefined();
      } catch (error) {
        expect(error instanceof ExpressionSyntaxError || (error as EvaluationError).errorName === 'States.Runtime').toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
