import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { PageProgram } from '../src/render/page-program';

const page = join(__dirname, '..', 'src', 'render', 'page');

/** Bundles the program of the pages that `drystep/render` writes, from `src/render/page`. */
export function bundledPageProgram(): PageProgram {
  const { outputFiles } = buildSync({
    entryPoints: [join(page, 'main.tsx'), join(page, 'style.css')],
    outdir: '/page',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['chrome110', 'firefox117', 'safari16.5'],
    tsconfig: join(page, 'tsconfig.json'),
    legalComments: 'none',
    charset: 'utf8',
    logLevel: 'warning',
  });
  const textOf = (end: string): string => outputFiles.find(({ path }) => path.endsWith(end))?.text.trim() as string;
  const script = textOf('main.js');
  // A script that holds this would end where it stands.
  if (/<\/script|<!--/i.test(script)) throw new Error('The program of the page holds "</script" or "<!--": write it in two parts.');
  return { script, style: textOf('style.css'), scriptHash: createHash('sha256').update(script).digest('base64') };
}
