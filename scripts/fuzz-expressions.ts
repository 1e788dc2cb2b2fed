import { judgeCase } from '../test/properties/nasty/judge-case';
import { nastyCase } from '../test/properties/nasty/nasty-cases';

const SLOW_MILLISECONDS = 1_000;

/** Judges so many nasty expressions, from a seed on: prints each that is answered wrongly or takes one part over a second, and their number. Gives that number. */
export async function fuzzExpressions(runs: number, seed: number): Promise<number> {
  let findings = 0;
  let slowest = 0;
  for (let at = seed; at < seed + runs; at++) {
    const nasty = nastyCase(at);
    const { defects, took } = await judgeCase(nasty);
    const most = Math.max(...Object.values(took));
    slowest = Math.max(slowest, most);
    if (defects.length === 0 && most < SLOW_MILLISECONDS) continue;
    findings++;
    console.log(`seed ${at}: ${defects.map(({ by, told }) => `${by}: ${told}`).join('\n') || `milliseconds: ${JSON.stringify(took)}`}`);
    console.log(JSON.stringify(nasty.state).slice(0, 500));
  }
  console.log(`${runs} expressions from seed ${seed}, ${findings} findings, the slowest part took ${slowest.toFixed(0)} ms`);
  return findings;
}
