import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How a project writes its code. */
export interface Style {
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  readonly indent: string;
}

const USUAL: Style = { quote: "'", semicolons: true, indent: '  ' };
/** So many files tell enough. */
const MOST_FILES = 12;
/** Bytes of a file that a person may have written. */
const LARGEST = 1024 * 1024;

/** The style of a project's own files; the usual one where it has none. */
export function styleOf(root: string): Style {
  const text = ['test', 'tests', 'src', 'lib', 'bin', '.'].flatMap((folder) => filesIn(join(root, folder))).slice(0, MOST_FILES);
  const lines = text.flatMap((file) => readFileSync(file, 'utf8').split(/\r?\n/));
  const imports = lines.filter((line) => /^(?:import|export|const) .*(?:from|require\()\s*['"]/.test(line));
  if (imports.length === 0) return USUAL;
  const indents = lines.flatMap((line) => /^(\t| {2,})\S/.exec(line)?.[1] ?? []);
  return {
    quote: most(imports, (line) => line.includes('"')) ? '"' : "'",
    semicolons: most(imports, (line) => line.trimEnd().endsWith(';')),
    indent: most(indents, (indent) => indent === '\t')
      ? '\t'
      : !indents.some((indent) => indent.length === 2) && indents.includes('    ')
        ? '    '
        : '  ',
  };
}

/** Text in the usual style, in another one: quotes, semicolons and indents alone. */
export function restyled(text: string, { quote, semicolons, indent }: Style): string {
  const quoted = quote === "'" ? text : text.replaceAll(/'((?:[^'\\\n]|\\.)*)'|"(?:[^"\\\n]|\\.)*"|\/\/.*/g, doubleQuoted);
  return quoted
    .split('\n')
    .map((line) => (semicolons ? line : line.replace(/;$/, '')))
    .map((line) => (indent === '  ' ? line : line.replace(/^(?: {2})+/, (spaces) => indent.repeat(spaces.length / 2))))
    .join('\n');
}

function doubleQuoted(all: string, inside: string | undefined): string {
  if (inside === undefined) return all;
  return `"${inside.replaceAll(/\\'|"/g, (each) => (each === '"' ? '\\"' : "'"))}"`;
}

function most<Item>(items: readonly Item[], is: (item: Item) => boolean): boolean {
  return items.filter(is).length * 2 > items.length;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(folder, entry.name))
    .filter((file) => statSync(file).size <= LARGEST);
}
