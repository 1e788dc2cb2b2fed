/**
 * Writes the JavaScript of the package: each room as one file, `lib/interpreter/index.js`, and the command file by file.
 *
 * Loading a hundred small files takes Node 40 ms, loading them joined takes 11. A room may import no more of another than its `index.ts`
 * (test/architecture.test.ts), so rooms stay modules of their own and every part of the program exists once in a process.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformSync } from '@swc/core';
import { build, type Plugin } from 'esbuild';
import { writePageProgram } from './write-page-program';

/** Rooms that stay as they are: each command loads what it needs. */
const unbundled = ['cli'];

/** Parts of a joined room that stay as they are: what a runner loads. They import nothing of their room but its `index.ts`. */
const apart = ['testing/jest', 'testing/vitest'];

const source = join(__dirname, '..', 'src');

/** Parts of a room that are files of their own, loaded when they are first needed: `lazy-*.ts` beside them requires them. */
const chunks = ['data/jsonata'];

/** A chunk that is not part of the sources: the program of a page, bundled for browsers. */
const pageProgramPart = 'render/page-program';

/** From a joined file every other room, and every chunk, is beside it or above it, however deep the file was that imported it. */
function outsideOf(part: string): Plugin {
  const folder = join(source, part);
  const room = part.split('/')[0] as string;
  return {
    name: 'outside-of-part',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const imported = join(resolveDir, path);
        const chunk = [...chunks, pageProgramPart].find((name) => name !== part && imported === join(source, name));
        if (chunk !== undefined) return { path: `./${relative(folder, imported)}/index.js`, external: true };
        if (imported.startsWith(join(folder, '/'))) return undefined;
        // A chunk takes what belongs to its room from the room's own file, so that every class exists once.
        const target = imported.startsWith(join(source, room, '/')) ? join(source, room, 'index.js') : imported;
        return { path: relative(folder, target), external: true };
      });
    },
  };
}

/** Compiles `src/` into a folder. Types are judged elsewhere. */
export async function writeScripts(target: string): Promise<void> {
  const rooms = readdirSync(source).filter((room) => !unbundled.includes(room) && existsSync(join(source, room, 'index.ts')));
  const bundled = Promise.all([...rooms, ...chunks].map((part) => bundlePart(part, target)));
  writePageProgram(join(target, pageProgramPart));
  for (const file of readdirSync(source, { recursive: true }).map(String))
    if (/(?<!\.d)\.m?ts$/.test(file) && (isBelow(apart, file) || !isBelow(rooms, file))) writeScript(file, target);
  await bundled;
  // Read at run time, service by service.
  cpSync(join(source, 'data', 'services'), join(target, 'data', 'services'), { recursive: true });
}

function isBelow(folders: readonly string[], file: string): boolean {
  return folders.some((folder) => file.startsWith(join(folder, '/')));
}

/** Writes a file by itself: CommonJS, or an ES module where its name ends with `.mts`. */
function writeScript(file: string, target: string): void {
  const script = join(target, file.replace(/ts$/, 'js'));
  const { code } = transformSync(readFileSync(join(source, file), 'utf8'), {
    filename: file,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' }, minify: { format: { comments: false } } },
    // `import()` stays as it is: it loads what a user names, which may be an ES module. Modules that import the file learn its names from the annotation.
    module: file.endsWith('.mts') ? { type: 'es6' } : { type: 'commonjs', ignoreDynamic: true, exportInteropAnnotation: true },
  });
  mkdirSync(dirname(script), { recursive: true });
  writeFileSync(script, code);
}

async function bundlePart(part: string, target: string): Promise<void> {
  await build({
    entryPoints: [join(source, part, 'index.ts')],
    outfile: join(target, part, 'index.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Joining renames what two files both declare; the CDK writes the names of classes into templates, and runners into the differences that they show.
    keepNames: part === 'builders' || part === 'testing',
    plugins: [outsideOf(part)],
    // The exports as plain values, once all of them are there: esbuild makes each a getter that calls a getter, which every call from another
    // room would pay for (a fifth of the time of short states).
    footer: { js: "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });" },
    logLevel: 'warning',
  });
}
