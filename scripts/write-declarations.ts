import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { reachedDeclarations } from './reached-declarations';

const root = join(__dirname, '..');
const modules = join(root, 'node_modules');
const configuration = join(root, 'tsconfig.build.json');

/**
 * Writes the declarations that users of the package can reach into a folder, and gives what keeps it from being compiled, as text for people. Without `check` types are
 * taken as they are, which is quicker; what is written is the same: TypeScript 7 writes it, for a fifth of the processor time, and 6 judges the types.
 */
export function writeDeclarations(target: string, check: boolean): string {
  const problems = check ? compiled('typescript', ['-p', configuration, '--noEmit']) : '';
  if (problems !== '') return problems;
  const making = mkdtempSync(join(tmpdir(), 'drystep-declarations-'));
  try {
    return written(making, target);
  } finally {
    rmSync(making, { recursive: true });
  }
}

function written(making: string, target: string): string {
  const all = join(making, 'lib');
  const options = {
    rootDir: join(root, 'src'),
    outDir: all,
    emitDeclarationOnly: true,
    noCheck: true,
    typeRoots: [join(modules, '@types')],
    // What the whole CDK gives under its own name is declared here; the rest of it are the 250 services, 30 MB of declarations.
    paths: { 'aws-cdk-lib': [join(modules, 'aws-cdk-lib/core/index.d.ts')] },
  };
  writeFileSync(join(making, 'tsconfig.json'), JSON.stringify({ extends: configuration, compilerOptions: options }));
  const problems = compiled('typescript-native', ['-p', making, '--singleThreaded']);
  if (problems !== '') return problems;
  const names = readdirSync(all, { recursive: true })
    .map(String)
    .filter((name) => /\.d\.m?ts$/.test(name));
  const texts = new Map(names.map((name) => [join(all, name), readFileSync(join(all, name), 'utf8')]));
  for (const path of reachedDeclarations(texts, openings(all))) {
    const place = join(target, path.slice(all.length));
    mkdirSync(dirname(place), { recursive: true });
    cpSync(path, place);
  }
  return '';
}

/** What a compiler says, or nothing when it is content. */
function compiled(name: string, words: readonly string[]): string {
  const command = [join(modules, name, 'bin/tsc'), ...words, '--pretty'];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 });
  return status === 0 ? '' : stdout + stderr || `${name} ended with ${status}\n`;
}

/** What the entry points name as their types. */
function openings(target: string): readonly string[] {
  const { exports } = require('../package.json') as { readonly exports: Readonly<Record<string, unknown>> };
  const named = (value: unknown): readonly string[] =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(named) : [];
  return named(exports)
    .filter((path) => /\.d\.m?ts$/.test(path))
    .map((path) => resolve(target, path.replace(/^\.\/lib\//, '')));
}
