import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errorText } from '../../asl';
import { restyled, styleOf } from './style';

/** What a formatter made of a text, and why it made nothing of it. */
export interface Formatted {
  readonly text: string;
  readonly trouble?: string;
}

interface Prettier {
  resolveConfig(file: string): Promise<object | null>;
  format(text: string, options: object): Promise<string>;
}

/** A test in the style of a project: as its Biome or Prettier writes it, or with its quotes, semicolons and indents. Nothing is downloaded. */
export async function formatTest(text: string, file: string, root: string): Promise<Formatted> {
  const near = createRequire(join(root, 'package.json'));
  const names = readdirSync(root);
  try {
    if (names.some((name) => /^biome\.jsonc?$/.test(name))) return { text: withBiome(near, text, file, root) };
    if (names.some((name) => /^(?:\.prettierrc|prettier\.config\.)/.test(name)) || resolves(near, 'prettier/package.json')) {
      const prettier = near('prettier') as Prettier;
      return { text: await prettier.format(text, { ...(await prettier.resolveConfig(file)), filepath: file }) };
    }
  } catch (error) {
    return {
      text: restyled(text, styleOf(root)),
      trouble: `the formatter of the project failed: ${errorText(error).split('\n')[0]}`,
    };
  }
  return { text: restyled(text, styleOf(root)) };
}

function withBiome(near: NodeJS.Require, text: string, file: string, root: string): string {
  const program = join(dirname(near.resolve('@biomejs/biome/package.json')), 'bin', 'biome');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'format', `--stdin-file-path=${file}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0 || stdout === '') throw new Error(stderr.trim() || `biome ended with ${status}`);
  return stdout;
}

function resolves(near: NodeJS.Require, name: string): boolean {
  try {
    return existsSync(near.resolve(name));
  } catch {
    return false;
  }
}
