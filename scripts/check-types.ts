import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const VERSIONS = ['5.4.5', '5.9.3', '6.0.3'];
const PROGRAMS = ['orders', 'trip-booking', 'migrate-from-l2', 'readme'];

/** Compiles examples against the declarations as they are published, with the oldest TypeScript we support and with later ones. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-types-'));
  try {
    prepare(folder);
    for (const version of process.argv.length > 2 ? process.argv.slice(2) : VERSIONS) check(folder, version);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function prepare(folder: string): void {
  const declarations = [
    '-p',
    join(ROOT, 'tsconfig.build.json'),
    '--noCheck',
    '--declaration',
    '--emitDeclarationOnly',
    '--outDir',
    join(folder, 'lib'),
  ];
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), ...declarations], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const program of PROGRAMS) cpSync(join(ROOT, 'examples', program), join(folder, program), { recursive: true });
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    module: 'node16',
    moduleResolution: 'node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    esModuleInterop: true,
    types: ['node', 'jest'],
    preserveSymlinks: true,
    paths: {
      drystep: ['./lib/index.d.ts'],
      'drystep/testing': ['./lib/testing/index.d.ts'],
      'drystep/jest': ['./lib/testing/jest/index.d.ts'],
    },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: PROGRAMS }));
}

function check(folder: string, version: string): void {
  const begin = performance.now();
  try {
    execFileSync('npx', ['-y', '-p', `typescript@${version}`, 'tsc', '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    console.log(`TypeScript ${version}: ${PROGRAMS.length} examples compile (${((performance.now() - begin) / 1000).toFixed(0)} s)`);
  } catch (error) {
    console.error(`TypeScript ${version}:\n${(error as { stdout?: string }).stdout ?? String(error)}`);
    process.exitCode = 1;
  }
}

main();
