import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, sep } from 'node:path';
import { Script } from 'node:vm';

/** Node's own: a module compiles itself from the text of its file. */
interface ModulePrototype {
  _compile(this: { exports: unknown }, content: string, filename: string): unknown;
}

/** Files shorter than that are compiled as fast as what was kept of them is read. */
const LEAST_CHARACTERS = 32_000;

/**
 * Keeps what Node compiled of the rooms of the package for the next call, which is a third of the time of a short command: Node 22 does so itself, Node 20 is given
 * a folder of the installation. Code is only taken from where the package itself could be changed as well, never from a folder that all users write to.
 * Where nothing can be kept, everything is compiled again.
 *
 * @param lib folder of the compiled package
 */
export function keepCompiled(lib: string): void {
  const node = require('node:module') as { enableCompileCache?(): unknown; prototype: ModulePrototype };
  if (node.enableCompileCache !== undefined) {
    node.enableCompileCache();
    return;
  }
  const kept = process.env.NODE_DISABLE_COMPILE_CACHE === undefined ? keptFolder(dirname(lib)) : undefined;
  if (kept === undefined) return;
  const { prototype } = node;
  const compile = prototype._compile;
  prototype._compile = function (content, filename) {
    if (content.length < LEAST_CHARACTERS || !filename.startsWith(lib + sep)) return compile.call(this, content, filename);
    return compileKept(this, content, filename, join(kept, keptName(lib, filename)));
  };
}

/** `node_modules/.cache/drystep` of the installation, or of a checkout; undefined where there is neither. */
function keptFolder(root: string): string | undefined {
  const above = dirname(root);
  const modules = basename(above) === 'node_modules' ? above : join(root, 'node_modules');
  return existsSync(modules) ? join(modules, '.cache', 'drystep', `compiled-${process.version}-${process.arch}`) : undefined;
}

/** Tells a file from every other that is or was in its place: npm gives all files of a package one time of change, but not one time of arrival. */
function keptName(lib: string, filename: string): string {
  const { ctimeMs, ino, size } = statSync(filename);
  return `${filename.slice(lib.length + 1).replace(/\W/g, '-')}.${size}-${ino}-${Math.trunc(ctimeMs)}`;
}

function compileKept(module: { exports: unknown }, content: string, filename: string, file: string): unknown {
  const cachedData = existsSync(file) ? readFileSync(file) : undefined;
  const wrapped = `(function (exports, require, module, __filename, __dirname) { ${content}\n})`;
  const script = new Script(wrapped, { filename, ...(cachedData === undefined ? {} : { cachedData }) });
  // Functions that were called are compiled by then, so that they are kept as well.
  if (cachedData === undefined || script.cachedDataRejected === true) process.once('exit', () => keep(script, file));
  const run = script.runInThisContext() as (...given: unknown[]) => unknown;
  return run.call(module.exports, module.exports, createRequire(filename), module, filename, dirname(filename));
}

/** Writes what was compiled, whole or not at all, and removes what was kept of an older file. */
function keep(script: Script, file: string): void {
  try {
    const folder = dirname(file);
    mkdirSync(folder, { recursive: true });
    const [name] = basename(file).split('.') as [string];
    for (const older of readdirSync(folder)) if (older.startsWith(`${name}.`)) rmSync(join(folder, older), { force: true });
    const making = `${file}.${process.pid}`;
    writeFileSync(making, script.createCachedData());
    renameSync(making, file);
  } catch {
    // A folder that cannot be written keeps nothing.
  }
}
