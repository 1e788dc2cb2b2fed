import { renderTemplate, type VelocityValue } from '../../../src/testing/starters/velocity/render-template';

const body = { name: 'Jo', age: 3, tags: ['a', 'b'], address: { city: 'Vienna', lines: [{ sku: 'x' }] }, nothing: null };
const variables = (): Record<string, VelocityValue> => ({
  body: structuredClone(body),
  util: { upper: (text: VelocityValue) => String(text).toUpperCase() },
});

describe('A mapping template', () => {
  // The service prints objects as Java does, and lists of the request as JSON: localstack/localstack, pull request 12379, compared with AWS.
  test.each([
    ['a text', '$body.name', 'Jo'],
    ['an object', '$body.address', '{city=Vienna, lines=[{"sku":"x"}]}'],
    ['an object in an object', '$body', '{name=Jo, age=3, tags=["a","b"], address={city=Vienna, lines=[{"sku":"x"}]}, nothing=null}'],
    ['a list of the request', '$body.tags', '["a","b"]'],
    ['a list of its own', "#set($list = ['a', 2])$list", '[a, 2]'],
    ['the keys of an object', '$body.address.keySet()', '[city, lines]'],
    ['what has no value', '$body.nothing $!body.nothing$none', '$body.nothing $none'],
  ])('prints %s', (_, template, text) => {
    expect(renderTemplate(template, variables())).toBe(text);
  });

  test.each([
    ['#if($body.none)yes#{else}no#end', 'no'],
    ['#if($body.name)yes#{else}no#{end}tail', 'yestail'],
    ['#{if}($body.none)a#{elseif}($body.name)b#{end}c', 'bc'],
    ['#elsewhere #ending', '#elsewhere #ending'],
  ])('knows directives in braces: %s', (template, text) => {
    expect(renderTemplate(template, variables())).toBe(text);
  });

  // What velocityjs runs: decision 29.
  test.each([
    '$util.upper.constructor("return 7").call()',
    '$body.name.constructor.constructor("return 7")',
    "$body.__proto__.polluted.put('x', 1)",
  ])('reaches nothing of JavaScript: %s', (template) => {
    let text = '';
    try {
      text = renderTemplate(template, variables());
    } catch (error) {
      expect((error as Error).message).toContain('is not understood here');
    }

    expect(text.startsWith('7')).toBe(false);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test.each(['#macro(hi)hi#end', '#evaluate("x")', '#parse("file")', '#include("file")'])(
    'refuses %s rather than leaving it out',
    (template) => {
      expect(() => renderTemplate(template, variables())).toThrow('other directives are not understood here');
    },
  );
});
