/**
 * Makes each room of the compiled package one file: `lib/interpreter/index.js` and nothing below it but declarations.
 *
 * Loading a hundred small files takes Node 40 ms, loading them joined takes 11. A room may import no more of another than its `index.ts`
 * (test/architecture.test.ts), so rooms stay modules of their own and every part of the program exists once in a process.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Rooms that stay as they are: they have several entry points, which share files. */
const unbundled = ['cli', 'testing'];

const source = join(__dirname, '..', 'src');

/** Parts of a room that are files of their own, loaded when they are first needed: `lazy-*.ts` beside them requires them. */
const chunks = ['data/jsonata'];

/** From a joined file every other room, and every chunk, is beside it or above it, however deep the file was that imported it. */
function outsideOf(part: string): Plugin {
  const folder = join(source, part);
  const room = part.split('/')[0] as string;
  return {
    name: 'outside-of-part',
    setup({ onResolve }) {
      onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        const imported = join(resolveDir, path);
        const chunk = chunks.find((name) => name !== part && imported === join(source, name));
        if (chunk !== undefined) return { path: `./${relative(folder, imported)}/index.js`, external: true };
        if (imported.startsWith(join(folder, '/'))) return undefined;
        // A chunk takes what belongs to its room from the room's own file, so that every class exists once.
        const target = imported.startsWith(join(source, room, '/')) ? join(source, room, 'index.js') : imported;
        return { path: relative(folder, target), external: true };
      });
    },
  };
}

/** Joins the rooms in a folder into which tsc has compiled `src/`. */
export async function bundleRooms(target: string): Promise<void> {
  const rooms = readdirSync(source).filter((room) => !unbundled.includes(room) && existsSync(join(source, room, 'index.ts')));
  for (const room of rooms) removeScripts(join(target, room));
  await Promise.all([...rooms, ...chunks].map((part) => bundlePart(part, target)));
}

function removeScripts(folder: string): void {
  for (const file of readdirSync(folder, { recursive: true }).map(String)) {
    if (file.endsWith('.js')) rmSync(join(folder, file));
  }
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
    // Joining renames what two files both declare; the CDK writes the names of classes into templates.
    keepNames: part === 'builders',
    plugins: [outsideOf(part)],
    // The exports as plain values, once all of them are there: esbuild makes each a getter that calls a getter, which every call from another
    // room would pay for (a fifth of the time of short states).
    footer: { js: "module.exports = Object.defineProperty({ ...module.exports }, '__esModule', { value: true });" },
    logLevel: 'warning',
  });
}
