import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command } from '../cli/command';
import { shellWords } from './shell-words';

/** A block of a page that shows a terminal: the lines typed, and what came. */
export interface Transcript {
  /** The block as the page has it, without its fences. */
  readonly text: string;
  readonly steps: readonly { readonly typed: string; readonly shown: string }[];
}

/** The transcripts of a page, in their order. */
export function transcriptsIn(page: string): readonly Transcript[] {
  return [...page.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(([, text = '']) => ({
    text,
    steps: text
      .split(/^(?=\$ )/m)
      .filter((part) => part !== '')
      .map((part) => {
        const [typed = '', ...shown] = part.split('\n');
        return { typed: typed.slice(2), shown: shown.join('\n') };
      }),
  }));
}

/**
 * What the lines of a transcript print, run in this process in a folder: `drystep ...`, `cat FILE | drystep ...`, `echo 'TEXT' | drystep ...`, `cat FILE`, and `echo $?`, the exit code
 * of the line before. What runs in the background (`&`) is interrupted at once.
 */
export async function played({ steps }: Transcript, folder: string): Promise<readonly string[]> {
  const shown: string[] = [];
  let code = 0;
  for (const { typed } of steps) {
    if (typed === 'echo $?') {
      shown.push(`${code}\n`);
      continue;
    }
    const parts = shellWords(typed);
    const input = parts.length === 2 ? piped(parts[0]!, folder) : '';
    const [program, ...given] = parts.at(-1)!;
    if (parts.length === 1 && program === 'cat') {
      shown.push(piped([program, ...given], folder));
      continue;
    }
    if (program !== 'drystep' || parts.length > 2) throw new Error(`A transcript cannot run: ${typed}`);
    const inBackground = given.at(-1) === '&';
    const result = await command(inBackground ? given.slice(0, -1) : given, folder, input, inBackground ? Promise.resolve() : undefined);
    code = result.code;
    shown.push(result.output + result.errors);
  }
  return shown;
}

function piped([program, ...given]: readonly string[], folder: string): string {
  if (program === 'cat' && given.length === 1) return readFileSync(join(folder, given[0]!), 'utf8');
  if (program === 'echo') return `${given.join(' ')}\n`;
  throw new Error(`A transcript cannot run: ${program}`);
}

/** Whether the page shows what was printed; a line `...` of the page stands for any lines. */
export function shows(page: string, printed: string): boolean {
  const parts = page.split(/^\.\.\.\n/m);
  const pattern = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(?:[^\\n]*\\n)*?');
  return new RegExp(`^${pattern}$`).test(printed);
}
