import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prelude } from '../test/types/prelude';
import { preludeModule } from '../test/types/prelude-module';
import { refusals } from '../test/types/refusals';
import { longest } from '../test/types/refusals/longer';
import { COMPILER_OPTIONS, installedCompiler, placeDeclarations, VERSIONS } from './types/supported-compilers';

interface Told {
  readonly from: string;
  message: string;
}

/**
 * Compiles every refusal of `test/types` against the declarations as they are published, with the oldest TypeScript we support and with
 * later ones: `npx tsx scripts/check-refusals.ts [version or path of a tsc ...]`. Ends with 1 when one of them compiles a mistake
 * without a word at its place, and lists what each says otherwise than the table of `test/types` knows.
 */
function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true });
  const folder = mkdtempSync(join(tmpdir(), 'drystep-refusals-'));
  try {
    const sources = prepare(folder);
    for (const version of positionals.length > 0 ? positionals : VERSIONS)
      report(version, compiled(folder, sources, version.includes('/') ? version : installedCompiler(folder, version)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes the declarations, and a program for each refusal; gives the texts of the programs. */
function prepare(folder: string): readonly string[] {
  placeDeclarations(folder);
  const { text, names } = preludeModule(prelude);
  writeFileSync(join(folder, 'prelude.ts'), text);
  const sources = refusals.map(([, snippet]) => `import { ${names.join(', ')} } from './prelude';\n${snippet}\nexport {};\n`);
  sources.forEach((source, index) => {
    writeFileSync(join(folder, `refusal-${index}.ts`), source);
  });
  const entry = (name: string) => [`./lib/entries/${name}.d.ts`];
  const compilerOptions = {
    ...COMPILER_OPTIONS,
    types: ['node'],
    paths: { drystep: entry('drystep'), 'drystep/expressions': entry('expressions'), 'drystep/inferred': entry('inferred') },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  return sources;
}

/** What a compiler says about each program, read from what it prints. */
function compiled(folder: string, sources: readonly string[], compiler: string): readonly (readonly Told[])[] {
  const told: Told[][] = sources.map(() => []);
  let last: Told | undefined;
  for (const line of printed(folder, compiler).split('\n')) {
    const found = /^refusal-(\d+)\.ts\((\d+),(\d+)\): error TS\d+: (.*)$/.exec(line);
    if (found === null) {
      if (last !== undefined && line.startsWith(' ')) last.message += `\n${line}`;
      continue;
    }
    const [index, row, column] = found.slice(1, 4).map(Number) as [number, number, number];
    last = { from: (sources[index] as string).split('\n')[row - 1]?.slice(column - 1) ?? '', message: found[4] as string };
    told[index]?.push(last);
  }
  return told;
}

function printed(folder: string, compiler: string): string {
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? '';
  }
}

function report(version: string, told: readonly (readonly Told[])[]): void {
  const compiles = refusals.filter((_refusal, index) => told[index]?.length === 0);
  const elsewhere = refusals.filter(
    ([, , at, says], index) =>
      told[index]?.length !== 0 && told[index]?.every(({ from, message }) => !from.startsWith(at) || !plain(message).includes(plain(says))),
  );
  const lengths = refusals.map(
    ([title], index) => [title, Math.max(0, ...(told[index] ?? []).map(({ message }) => message.length))] as const,
  );
  const tooLong = lengths.filter(([title, length]) => length > longest(title, Number.parseInt(version, 10) || 7));
  const several = refusals.filter((_refusal, index) => (told[index]?.length ?? 0) > 1);
  console.log(`TypeScript ${version}: ${refusals.length - compiles.length} of ${refusals.length} refused`);
  for (const [title] of compiles) console.log(`  compiles: ${title}`);
  for (const [title] of elsewhere) console.log(`  in other words or elsewhere: ${title}`);
  for (const [title] of several) console.log(`  more than once: ${title}`);
  for (const [title, length] of tooLong) console.log(`  in ${length} characters: ${title}`);
  if (compiles.length > 0) process.exitCode = 1;
}

/** Where a compiler breaks its lines is its own affair. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ');
}

main();
