import { COMMON } from '../../scripts/jsonpath-dialects/paths';
import { validate } from '../../src/validator';
import { DIALECT_FEATURES, newerFeatures } from '../../src/validator/expressions/path-dialect';
import { machineOf, pass } from './machines';

function found(template: object): readonly string[] {
  return validate(machineOf({ ...pass, Parameters: template } as never))
    .diagnostics.filter(({ rule }) => rule === 'NEWER_JSONPATH')
    .map(({ severity, pointer, hint }) => `${severity} ${pointer}: ${hint}`);
}

test.each(DIALECT_FEATURES.flatMap(({ name, examples }) => examples.map((example) => [example, name] as const)))(
  'NEWER_JSONPATH: %s has %s',
  (path, name) => {
    expect(newerFeatures(path).map((feature) => feature.name)).toContain(name);
  },
);

test.each(COMMON.flatMap(([, paths]) => paths).map((path) => [path]))('NEWER_JSONPATH: says nothing of %s', (path) => {
  expect(newerFeatures(path)).toEqual([]);
});

test.each([
  "$.items[?(@.name == 'in or out')]",
  "$.items[?(@.note == 'a (b || c) && d')]",
  "$.items[?(@.note == 'not all is empty here')].id",
  "$['a.b.length']",
  '$.length',
  '$.items[?(@.length == 3)].id',
  "$['x-1']",
  '$.a-1',
  '$.items[?(@.a == -1)]',
  '$.items[?((@.a == 1) && (@.b == 2))]',
  '$.items[?((@.a == 1 && @.b == 2) || @.c == 3)]',
  '$.matches[?(@.type == 1)]',
])('NEWER_JSONPATH: says nothing of %s, which means on AWS what it seems to', (path) => {
  expect(newerFeatures(path).filter(({ name }) => name !== 'the length of a member in a filter')).toEqual([]);
});

test('NEWER_JSONPATH: is an ERROR where somebody measured it on AWS, else a WARNING, and names the way that works', () => {
  expect(found({ 'count.$': '$.items.length()', 'name.$': '$["name"]' })).toEqual([
    'ERROR /States/A/Parameters/count.$: call States.ArrayLength in a payload template, or use JSONata',
    "WARNING /States/A/Parameters/name.$: write it in single quotes: ['name']",
  ]);
});

test('NEWER_JSONPATH: looks into the arguments of intrinsic functions', () => {
  expect(found({ 'last.$': "States.Format('{}', $.items[-1].id)" })).toEqual([
    'ERROR /States/A/Parameters/last.$: write [(@.length-1)] for the last element',
  ]);
});

test('NEWER_JSONPATH: is not what AWS says itself', () => {
  const { diagnostics } = validate(machineOf({ ...pass, InputPath: '$.items.length()' } as never), { rules: 'aws' });

  expect(diagnostics).toEqual([]);
});
