import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface EntryPoint {
  /** As it is imported, such as `drystep/render`. */
  readonly name: string;
  /** Its source, such as `src/render/index.ts`. */
  readonly file: string;
}

/** The entry points that package.json publishes. */
export function entryPoints(): EntryPoint[] {
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.entries(exports).flatMap(([name, published]) => {
    const code = typeof published === 'string' ? undefined : published.default;
    return code ? [{ name: `drystep${name.slice(1)}`, file: code.replace('./lib/', 'src/').replace(/\.js$/, '.ts') }] : [];
  });
}

/** Where typedoc writes an entry point: `src/testing/jest/index.ts` becomes `testing/jest.md`. */
export function pageOf(file: string): string {
  return `${file.replace(/^src\//, '').replace(/(\/index)?\.ts$/, '')}.md`;
}

/** The entry point that a module of typedoc is. */
export function entryOf(module: string, entries: readonly EntryPoint[]): EntryPoint {
  const found = entries.find(({ file }) => pageOf(file) === `${module.replace(/\/index$/, '')}.md`);
  if (found === undefined) throw new Error(`typedoc read ${module}, which is not an entry point.`);
  return found;
}
