import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Turns a YAML text into what it says; throws for one that is none. */
export type YamlParser = (text: string) => unknown;

/** What is used of the package `yaml`. */
interface YamlPackage {
  parse(text: string, options: { readonly customTags: readonly object[]; readonly logLevel: 'error' }): unknown;
}

/** The short forms of CloudFormation's functions: `!Sub x` is `{ "Fn::Sub": x }`. */
const FUNCTIONS = [
  'Base64',
  'Cidr',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Select',
  'Split',
  'Sub',
  'Transform',
  'And',
  'Equals',
  'Not',
  'Or',
];
const KEYS: Readonly<Record<string, string>> = {
  Ref: 'Ref',
  Condition: 'Condition',
  ...Object.fromEntries(FUNCTIONS.map((name) => [name, `Fn::${name}`])),
};

/** Gives a parser when the user's project has the package `yaml`, which knows the short forms of CloudFormation; undefined otherwise. */
export function yamlParser(folder: string): YamlParser | undefined {
  let yaml: YamlPackage;
  try {
    yaml = createRequire(join(folder, 'package.json'))('yaml') as YamlPackage;
  } catch {
    return undefined;
  }
  return (text) => yaml.parse(text, { customTags: TAGS, logLevel: 'error' });
}

/** Where a YAML text has a key: lines and columns count from 1. */
export function placeOfKey(text: string, key: string): { readonly line: number; readonly column: number } | undefined {
  for (const [index, line] of text.split('\n').entries()) {
    const written = line.trimStart();
    const quoted = /^(["']?)(.*?)\1\s*:(?:\s|$)/.exec(written)?.[2];
    if (quoted === key) return { line: index + 1, column: line.length - written.length + 1 };
  }
  return undefined;
}

const TAGS = Object.entries(KEYS).flatMap(([name, key]) => [
  { tag: `!${name}`, resolve: (value: string) => ({ [key]: value }) },
  ...['seq', 'map'].map((collection) => ({
    tag: `!${name}`,
    collection,
    resolve: (value: { toJSON(): unknown }) => ({ [key]: value.toJSON() }),
  })),
]);
