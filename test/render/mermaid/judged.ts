import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Gives what mermaid's own parser says against each of some texts: undefined where it takes it. */
export function judged(texts: readonly string[]): (string | undefined)[] {
  const said = execFileSync(process.execPath, [join(__dirname, 'judge.mjs')], {
    input: JSON.stringify(texts),
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return (JSON.parse(said.toString()) as (string | null)[]).map((each) => each ?? undefined);
}
