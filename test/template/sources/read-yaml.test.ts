import { join } from 'node:path';
import type { JsonValue } from '../../../src/asl';
import { readSourceText } from '../../../src/template';
import { readYaml } from '../../../src/template/sources/read-yaml';
import { yamlPackage } from '../../../src/template/sources/yaml-package';

const yaml = yamlPackage([join(__dirname, '../../..')], 'the test');
const read = (text: string): JsonValue => readYaml(text, yaml, 'template.yaml');

describe('YAML is read as PyYAML and CloudFormation read it', () => {
  test.each<[why: string, text: string, value: JsonValue]>([
    [
      'short forms with a text',
      'a: !Sub "${B}-c"\nb: !GetAtt B.Arn\nc: !Ref B',
      { a: { 'Fn::Sub': '${B}-c' }, b: { 'Fn::GetAtt': 'B.Arn' }, c: { Ref: 'B' } },
    ],
    [
      'short forms with a list and a mapping',
      'a: !Join [",", [!Ref B, 1]]\nb: !Transform { Name: M }',
      { a: { 'Fn::Join': [',', [{ Ref: 'B' }, 1]] }, b: { 'Fn::Transform': { Name: 'M' } } },
    ],
    ['a short form inside of another', 'a: !Select [0, !GetAZs ""]', { a: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } }],
    [
      'Condition, which has no Fn:: before it',
      'a: !And [!Condition B, !Not [!Condition C]]',
      { a: { 'Fn::And': [{ Condition: 'B' }, { 'Fn::Not': [{ Condition: 'C' }] }] } },
    ],
    [
      'functions of language extensions',
      'a: !ToJsonString { b: 1 }\nc: !Length [1]',
      { a: { 'Fn::ToJsonString': { b: 1 } }, c: { 'Fn::Length': [1] } },
    ],
    ['booleans of YAML 1.1', 'a: [yes, No, on, OFF, true, y, n]', { a: [true, false, true, false, true, 'y', 'n'] }],
    [
      'numbers of YAML 1.1',
      'a: [010, 0x1F, 0b11, 1_000, 1:30, 1.5, 1e3, 08, "1", 1.0e+2]',
      { a: [8, 31, 3, 1000, 90, 1.5, '1e3', '08', '1', 100] },
    ],
    ['nothing and null', 'a:\nb: ~\nc: null\nd: ""', { a: null, b: null, c: null, d: '' }],
    ['dates, which stay texts', 'AWSTemplateFormatVersion: 2010-09-09', { AWSTemplateFormatVersion: '2010-09-09' }],
    ['an explicit tag', 'a: !!str 010\nb: !!int "3"', { a: '010', b: 3 }],
    [
      'aliases and merged mappings',
      'x: &x { a: 1, b: 2 }\ny: { <<: *x, b: 3 }\nz: *x',
      { x: { a: 1, b: 2 }, y: { b: 3, a: 1 }, z: { a: 1, b: 2 } },
    ],
    ['an anchor that is given anew', 'a: &x 1\nb: *x\nc: &x 2\nd: *x', { a: 1, b: 1, c: 2, d: 2 }],
    ['blocks of text', 'a: |\n  { "b":\n    1 }\nc: >-\n  d\n  e', { a: '{ "b":\n  1 }\n', c: 'd e' }],
    ['keys as they are written', 'Yes: 1\n1: 2\n"a b": 3', { Yes: 1, '1': 2, 'a b': 3 }],
    ['a closing brace at the margin', 'a:\n  b: {\n    c: 1\n}\nd: 2', { a: { b: { c: 1 } }, d: 2 }],
    [
      'JSON indented less than what holds it',
      'a:\n    b: {\n  "c": [\n1,\n{ "d": 2 }\n]\n}\ne: 3',
      { a: { b: { c: [1, { d: 2 }] } }, e: 3 },
    ],
    [
      'JSON in quotes that ends left of what holds it',
      'a:\n  b:\n    c: "{\n      \\"d\\": \\"e\\"\n    }"\n    f: 1',
      { a: { b: { c: '{ "d": "e" }', f: 1 } } },
    ],
    ['quotes whose lines stand at the margin', "a:\n  - \"b\nc: 1\n\nd\"\n  - 'e\nf''s\n'\n", { a: ['b c: 1\nd', "e f's "] }],
    ['a brace of an item at the margin', 'a:\n  - {\n  b: 1\n}\n  - c', { a: [{ b: 1 }, 'c'] }],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value);
  });

  test('__proto__ is a key like any other', () => {
    const value = read('__proto__: { polluted: 1 }\n"constructor": 2') as object;

    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

const bomb = [
  'x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]',
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `x${n}: &x${n} [${Array.from({ length: 10 }, () => `*x${n - 1}`).join(', ')}]`),
].join('\n');

describe('Text that is not YAML is refused, with the place', () => {
  test.each<[why: string, text: string, message: string]>([
    [
      'a bracket that nothing closes',
      'a: [1',
      'template.yaml is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 6.',
    ],
    [
      'a key given twice',
      'a:\n  b: 1\n  c: 2\n  b: 3',
      'template.yaml is not YAML: the key "b" is given twice, at line 2, column 3 and at line 4, column 3.',
    ],
    ['two documents', 'a: 1\n---\nb: 2', 'template.yaml is not YAML: expected one document, and another begins at line 2, column 1.'],
    [
      'a tag that CloudFormation does not take',
      'a: !!binary eA==',
      'template.yaml is not YAML: expected no !!binary, which CloudFormation does not take at line 1, column 13.',
    ],
    ['an alias of nothing', 'a: *b', 'template.yaml is not YAML: expected an anchor &b before its alias at line 1, column 4.'],
    ['a list for a key', '? [a]\n: 1', 'template.yaml is not YAML: expected a text as key at line 1, column 3.'],
    ['a text merged', 'a: { <<: b }', 'template.yaml is not YAML: expected a mapping after << at line 1, column 10.'],
    ['aliases that multiply each other', bomb, 'expected at most 500000 values, its aliases written out included, and found more'],
    ['an alias of itself', 'a: &a [*a]', 'expected at most 500 levels, and found more'],
    ['brackets without end', '['.repeat(50_000), 'template.yaml is not YAML: '],
    ['lists in each other', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'expected at most 500 levels, and found more at line 1, column '],
    [
      'keys under each other',
      Array.from({ length: 2_000 }, (_, level) => `${' '.repeat(level)}a:`).join('\n'),
      'expected at most 500 levels, and found more',
    ],
    ['a text that is too long', 'a'.repeat(3_000_000), 'template.yaml is not YAML: expected at most 2097152 characters, received 3000000.'],
  ])('%s', (_, text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

describe('The package yaml', () => {
  const program = process.argv[1];
  beforeEach(() => {
    process.argv[1] = '/nowhere/program';
  });
  afterEach(() => {
    process.argv[1] = program as string;
  });

  test('is found from the folders that are named', () => {
    expect(readSourceText('StartAt: A', { folders: ['/nowhere', __dirname] }).definition?.definition).toEqual({ StartAt: 'A' });
  });

  test('where there is none, the message says what installs it, with a package.json first', () => {
    expect(() => readSourceText('StartAt: A', { folders: ['/nowhere'] })).toThrow(
      'The text is YAML, which the npm package yaml (version 2) reads, and there is none in /nowhere or above. Hint: npm init -y && npm install --save-dev yaml, or convert the file to JSON.',
    );
  });
});
