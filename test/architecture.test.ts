import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { circlesOfFolders } from './architecture/circles';
import { functionsWrittenTwice, namesExportedOften, typesDeclaredTwice } from './architecture/declared-names';
import { findViolations } from './architecture/find-violations';
import { linesPerAssertion } from './architecture/lines-per-assertion';
import { importsPastDoors, needlessReasons } from './architecture/past-doors';
import { readSourceFile } from './architecture/source-file';
import { typeCircles } from './architecture/type-circles';

const root = join(__dirname, '..');

describe('Architecture', () => {
  const files = typescriptFiles('src').map((path) => readSourceFile(path, readFileSync(join(root, 'src', path), 'utf8')));

  test('every file of src keeps to the arrows and habits of the house', () => {
    const violations = files.flatMap(findViolations);

    expect(files.length).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  });

  test('no folders of a room import each other in a circle', () => {
    expect(circlesOfFolders(files, { types: false })).toEqual([]);
  });

  test('folders whose types stand in a circle are known, with the reason', () => {
    expect(circlesOfFolders(files, { types: true })).toEqual(typeCircles.map(({ folders }) => folders));
  });

  test('a type is declared under a name of its own', () => {
    expect(typesDeclaredTwice(files)).toEqual([]);
  });

  test('at most two files export functions of one name', () => {
    expect(namesExportedOften(files)).toEqual([]);
  });

  test('a function is written in one file', () => {
    expect(functionsWrittenTwice(files)).toEqual([]);
  });

  test('a module that is loaded when it is needed has the type of the file that is loaded', () => {
    // `require` gives `any`, so the compiler would take the type of any module for it.
    const wrong = typescriptFiles('src').flatMap((path) =>
      [...readFileSync(join(root, 'src', path), 'utf8').matchAll(/typeof import\('([^']+)'\)[^\n]*require\('([^']+)'\)/g)]
        .filter(([, typed, loaded]) => typed !== loaded)
        .map(([line]) => `${path}: ${line}`),
    );

    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(linesPerAssertion))('the room %s tells the compiler what a value is no oftener than it did', (room, lines) => {
    const own = files.filter(({ path }) => path.startsWith(`${room}/`));
    const total = own.reduce((sum, { lineCount }) => sum + lineCount, 0);
    const count = (form: 'as' | 'present'): number => own.reduce((sum, { assertions }) => sum + assertions[form], 0);

    expect(count('as')).toBeLessThanOrEqual(total / lines.as);
    expect(count('present')).toBeLessThanOrEqual(total / lines.present);
  });

  test('the top of the interpreter holds at most ten files', () => {
    const top = files.filter(({ path }) => /^interpreter\/[^/]+$/.test(path));

    expect(top.length).toBeLessThanOrEqual(10);
  });

  test('an example imports what a reader can import: packages, Drystep by name, and its own files', () => {
    const violations = ['examples', 'integ'].flatMap((folder) =>
      typescriptFiles(folder).flatMap((path) =>
        readSourceFile(path, readFileSync(join(root, folder, path), 'utf8'))
          .imports.filter(({ specifier }) => specifier && join(root, folder, path, '..', specifier).startsWith(join(root, 'src')))
          .map(({ specifier, line }) => `${folder}/${path}:${line}: imports ${specifier}`),
      ),
    );

    expect(violations).toEqual([]);
  });
});

describe('Tests', () => {
  const texts = ['test', 'examples', 'integ', 'scripts'].flatMap((folder) =>
    typescriptFiles(folder).map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') })),
  );

  test('learn in one place where the data beside the project lies', () => {
    const readers = texts.filter(({ text }) => /process\.env\W+DRYSTEP_SHARED/.test(text));

    expect(readers.map(({ path }) => path)).toEqual(['scripts/shared-folder.ts']);
  });

  test('leave the temporary folder of the run to the processes that they start', () => {
    const bare = texts.filter(({ path, text }) => path.startsWith('test/') && /env: \{ PATH:/.test(text));

    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  test('look behind the door of the room that they mirror, of another one only for a reason', () => {
    const read = texts.flatMap(({ path, text }) => (path.startsWith('test/') ? [readSourceFile(path.slice('test/'.length), text)] : []));

    expect(read.flatMap((file) => importsPastDoors(file))).toEqual([]);
    expect(needlessReasons(read)).toEqual([]);
  });

  test('need the data beside the project only where the name of the file ends in .shared.test.ts', () => {
    const wrong = texts.filter(
      ({ path, text }) => path.endsWith('.test.ts') && /from '[./]+\/shared-data'/.test(text) !== path.endsWith('.shared.test.ts'),
    );

    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('Doors', () => {
  test.each([
    ['another room', 'cli/x.test.ts', `import { a } from '../../src/testing/mocks/answer';`],
    ['a room that it does not mirror, for types only', 'messages/x.test.ts', `import type { A } from '../../src/asl/wanted';`],
    ['the list of an entry point', 'builders/x/y.ts', `import { steps } from '../../../src/entries/drystep';`],
  ])('fails when a test looks inside of %s', (_, path, text) => {
    expect(importsPastDoors(readSourceFile(path, text)).join()).toContain(`test/${path}:1: import `);
  });

  test.each([
    ['its own room', 'testing/mocks/x.test.ts', `import { a } from '../../../src/testing/mocks/answer';`],
    ['the door of another', 'cli/x.test.ts', `import { a } from '../../src/testing';`],
    ['the package', 'cli/x.test.ts', `import { parse } from 'drystep/interpreter';`],
  ])('a test may use %s', (_, path, text) => {
    expect(importsPastDoors(readSourceFile(path, text))).toEqual([]);
  });
});

describe('Names', () => {
  const place = readSourceFile('asl/place.ts', 'export interface Place { readonly pointer: string }\nexport const nameOf = () => 1;');
  const other = readSourceFile('render/place.ts', 'class Place {}\nexport function nameOf() { return 1; }');

  test('fails when two files declare a type of one name, exported or not', () => {
    expect(typesDeclaredTwice([place, other], {})).toEqual(['the type Place is declared in asl/place.ts and render/place.ts']);
  });

  test('fails when a reason is given for a name that one file declares', () => {
    expect(typesDeclaredTwice([place], { Place: 'there were two' })).toEqual([
      'the type Place is not declared twice, so it needs no reason',
    ]);
  });

  test('fails when three files export functions of one name', () => {
    const third = readSourceFile('cli/name-of.ts', 'export async function nameOf() {}');

    expect(namesExportedOften([place, other])).toEqual([]);
    expect(namesExportedOften([place, other, third])).toEqual([
      'the function nameOf is exported by asl/place.ts and render/place.ts and cli/name-of.ts',
    ]);
  });

  test('fails when two files hold the same function under different names', () => {
    const body = '(text: string): string {\n  // Why.\n  return text.slice(0, text.lastIndexOf(":"));\n}';
    const files = [readSourceFile('asl/a.ts', `function before${body}`), readSourceFile('cli/b.ts', `export function head${body}`)];

    expect(functionsWrittenTwice(files).join()).toContain('asl/a.ts and cli/b.ts hold the same function: (text: string)');
  });
});

describe('Circles', () => {
  const circle = [
    readSourceFile('render/a/one.ts', `import { two } from '../b/two';`),
    readSourceFile('render/b/two.ts', `import type { One } from '../a/one';`),
    readSourceFile('render/index.ts', `export { one } from './a/one';`),
  ];

  test.each([
    ['types', true, [['render/a', 'render/b']]],
    ['values', false, []],
  ])('of %s are told apart', (_, types, expected) => {
    expect(circlesOfFolders(circle, { types })).toEqual(expected);
  });

  test('of values are found through a third folder and through a load inside a function', () => {
    const files = [
      ...circle,
      readSourceFile('render/b/three.ts', `export const load = () => require('../c/index');`),
      readSourceFile('render/c/index.ts', `export * from '../a/one';`),
    ];

    expect(circlesOfFolders(files, { types: false })).toEqual([['render/a', 'render/b', 'render/c']]);
  });
});

describe('The rules behind it', () => {
  test.each([
    ['a room that is not below', 'data/x.ts', `import { execute } from '../interpreter';`, 'data may not import interpreter'],
    ['a room that is not below, for its types only', 'asl/x.ts', `import type { Scope } from '../data';`, 'asl may not import data'],
    ['another room by a type in place', 'asl/x.ts', `type A = import('../data').Scope;`, 'asl may not import data'],
    ['another room by re-export', 'template/x.ts', `export { execute } from '../interpreter';`, 'template may not import interpreter'],
    ['the inside of another room', 'data/jsonpath/x.ts', `import { a } from '../../asl/json';`, 'import asl through its index.ts'],
    ['an entry point', 'cli/x.ts', `import { workflow } from '../entries/drystep';`, 'nobody imports an entry point'],
    ['a file outside src', 'asl/x.ts', `import manifest from '../../package.json';`, 'leaves src/'],
    ['the CDK outside its two places', 'testing/x.ts', `import type { Stack } from 'aws-cdk-lib';`, 'testing may not import aws-cdk-lib'],
    ['the CDK by require', 'template/x.ts', `const cdk = require('aws-cdk-lib/core');`, 'template may not import aws-cdk-lib'],
    ['the CDK by import()', 'interpreter/x.ts', `void import('constructs');`, 'interpreter may not import constructs'],
    ['the package by its own name', 'testing/x.ts', `import { parse } from 'drystep/interpreter';`, 'testing may not import drystep'],
    ['a module of Node that talks', 'interpreter/x.ts', `import { get } from 'node:http';`, 'interpreter may not import node:http'],
    [
      'what a variable names',
      'validator/x.ts',
      `export const load = (name: string) => require(name);`,
      'loads nothing that a variable names',
    ],
    ['a language package at start', 'data/x.ts', `import jsonata from 'jsonata';`, 'jsonata is loaded when first needed'],
    ['the real clock', 'interpreter/x.ts', `export const now = Date.now();`, 'reads no clock'],
    ['the real clock by reference', 'interpreter/x.ts', `export const clock = { now: Date.now };`, 'reads no clock'],
    ['the real date', 'interpreter/x.ts', `export const now = new Date();`, 'reads no clock'],
    ['a real timer', 'interpreter/x.ts', `setTimeout(() => {}, 1);`, 'reads no clock'],
    ['real randomness', 'interpreter/x.ts', `export const n = Math.random();`, 'reads no clock'],
    ['real random ids', 'interpreter/x.ts', `import { randomUUID } from 'node:crypto';`, 'reads no clock'],
    ['a default export', 'asl/x.ts', `export default function parse() {}`, 'no default exports'],
    ['a default export by value', 'asl/x.ts', `const a = 1;\nexport default a;`, 'no default exports'],
    ['a wildcard in an entry point', 'entries/drystep.ts', `export * from '../builders';`, 'an entry point re-exports by name'],
    ['code made from text', 'data/x.ts', `export const f = new Function('return 1');`, 'no code is made from text'],
    ['a path beside itself', 'validator/x.ts', `export const folder = __dirname;`, 'a published room is one file'],
    ['a switch over kinds', 'interpreter/x.ts', `switch (state.Type) { default: }`, 'kinds live in a registry'],
    ['a file name that says nothing', 'asl/utils.ts', '', '"utils" says nothing'],
    ['a file name in camel case', 'asl/parseState.ts', '', 'not in kebab-case'],
    ['a long file without a reason', 'asl/x.ts', 'export {};\n'.repeat(401), '401 lines need a sentence'],
    ['a folder that is not a room', 'extras/x.ts', '', '"extras" is not a room'],
  ])('fails when a file has %s', (_, path, text, expected) => {
    expect(findViolations(readSourceFile(path, text)).join('\n')).toContain(expected);
  });

  test.each([
    [
      'the room below, through its index',
      'data/jsonpath/x.ts',
      `import { a } from '../../asl';\nimport type { B } from '../../asl/index';`,
    ],
    ['its own room at any depth', 'data/jsonpath/x.ts', `import { a } from '../jsonata/compile';`],
    ['the room below, from an ES module', 'testing/vitest/index.mts', `import { a } from '../../asl/index.js';`],
    ['the CDK where it belongs', 'testing/from-stack.ts', `import type { Stack } from 'aws-cdk-lib';`],
    ['a language package inside a function', 'data/x.ts', `import type j from 'jsonata';\nexport const f = () => require('jsonata');`],
    ['a date made from a number', 'interpreter/x.ts', `export const date = (n: number) => new Date(n);`],
    [
      'words about forbidden things',
      'interpreter/x.ts',
      `// not Date.now(), not import('aws-cdk-lib')\nexport const text = 'Math.random()';`,
    ],
    ['many lines and a reason', 'asl/x.ts', `// One table.\n${'export {};\n'.repeat(500)}`],
  ])('passes when a file has %s', (_, path, text) => {
    expect(findViolations(readSourceFile(path, text))).toEqual([]);
  });
});

function typescriptFiles(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true })
      .map((path) => String(path).replaceAll('\\', '/'))
      .filter((path) => /\.m?tsx?$/.test(path) && !path.includes('node_modules'))
      .sort();
  } catch {
    return []; // The folder is not there yet.
  }
}
