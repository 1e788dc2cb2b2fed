/**
 * Makes each room of the compiled package one file: `lib/interpreter/index.js` and nothing below it but declarations.
 *
 * Loading a hundred small files takes Node 40 ms, loading them joined takes 11. A room may import no more of another than its `index.ts`
 * (test/architecture.test.ts), so rooms stay modules of their own and every part of the program exists once in a process.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';

/** Rooms that stay as they are: they have several entry points, which share files. */
const unbundled = ['cli', 'testing'];

const source = join(__dirname, '..', 'src');

/** From the joined file every other room is beside it, however deep the file was that imported it. */
const otherRooms: Plugin = {
  name: 'other-rooms',
  setup({ onResolve, initialOptions }) {
    const room = dirname((initialOptions.entryPoints as string[])[0]);
    onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const imported = join(resolveDir, path);
      return imported.startsWith(join(room, '/')) ? undefined : { path: `../${relative(source, imported)}`, external: true };
    });
  },
};

/** Joins the rooms in a folder into which tsc has compiled `src/`. */
export async function bundleRooms(target: string): Promise<void> {
  const rooms = readdirSync(source).filter((room) => !unbundled.includes(room) && existsSync(join(source, room, 'index.ts')));
  await Promise.all(rooms.map((room) => bundleRoom(room, target)));
}

async function bundleRoom(room: string, target: string): Promise<void> {
  for (const file of readdirSync(join(target, room), { recursive: true }).map(String)) {
    if (file.endsWith('.js')) {
      rmSync(join(target, room, file));
    }
  }
  await build({
    entryPoints: [join(source, room, 'index.ts')],
    outfile: join(target, room, 'index.js'),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Joining renames what two files both declare; the CDK writes the names of classes into templates.
    keepNames: room === 'builders',
    plugins: [otherRooms],
    logLevel: 'warning',
  });
}
