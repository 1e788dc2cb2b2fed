import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { templateError } from '../template-error';

/** A place in the text: offsets of a node's start, the end of its value, and its end. */
export interface YamlNode {
  readonly range?: readonly [number, number, number] | null;
  readonly tag?: string;
  readonly anchor?: string;
  /** Scalars: the value, and how it was written; aliases: the anchor is their source. */
  readonly value?: unknown;
  readonly type?: string;
  readonly source?: string;
  /** Mappings and sequences. */
  readonly items?: readonly (YamlNode | YamlPair)[];
}

/** A key of a mapping with its value. */
export interface YamlPair {
  readonly key: YamlNode | null;
  readonly value: YamlNode | null;
}

/** What the package makes of a text. */
export interface YamlDocument {
  readonly contents: YamlNode | null;
  readonly errors: readonly { readonly code: string; readonly message: string; readonly pos: readonly [number, number] }[];
}

/** What is used of the package `yaml`, version 2. */
export interface YamlPackage {
  parseDocument(text: string, options: object): YamlDocument;
  isAlias(node: unknown): boolean;
  isMap(node: unknown): boolean;
  isSeq(node: unknown): boolean;
}

/**
 * The package `yaml` that is found from one of these folders or above, or beside the program that runs. It is the user's own. Throws a
 * TemplateError with the command that installs it when there is none.
 */
export function yamlPackage(folders: readonly string[], what: string): YamlPackage {
  const program = process.argv[1];
  // Beside the program that runs: `npx --package drystep --package yaml drystep` needs no project.
  for (const folder of [...folders, ...(program === undefined ? [] : [dirname(program)])]) {
    const found = load(join(resolve(folder), 'package.json'));
    if (found !== undefined) return found;
  }
  const install = folders.some(isProject) ? 'npm install --save-dev yaml' : 'npm init -y && npm install --save-dev yaml';
  throw templateError(
    'YAML_PACKAGE_MISSING',
    `${what} is YAML, which the npm package yaml (version 2) reads, and there is none in ${joinedFolders(folders)} or above. Hint: ${install}, or convert the file to JSON.`,
  );
}

function load(from: string): YamlPackage | undefined {
  try {
    const found = createRequire(from)('yaml') as Partial<YamlPackage>;
    return typeof found.isAlias === 'function' ? (found as YamlPackage) : undefined;
  } catch {
    return undefined;
  }
}

function isProject(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return true;
    if (at === dirname(at)) return false;
  }
}

function joinedFolders(folders: readonly string[]): string {
  return [...new Set(folders.map((folder) => resolve(folder)))].join(' and ');
}
