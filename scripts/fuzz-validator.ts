import { parseArgs } from 'node:util';
import { validate } from '../src/validator';
import { fuzzInputs } from '../test/validator/mutations';

/** Validates mutated definitions: `npm run fuzz:validator -- [--runs 1000000] [--seed N]`. Prints the first that throws or takes over a second, and ends with 1. */
const { values } = parseArgs({ options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string' } } });
const SLOW_MILLISECONDS = 1_000;

function fuzz(): void {
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  let runs = 0;
  let slowest = 0;
  for (const { given, type } of fuzzInputs(Number(values.runs), seed)) {
    let failure: unknown;
    // Processor time, and not a clock's: the machine may be busy with something else.
    const before = process.cpuUsage();
    try {
      validate(given as object, { type });
    } catch (error) {
      failure = error;
    }
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1_000;
    slowest = Math.max(slowest, took);
    runs++;
    if (failure === undefined && took < SLOW_MILLISECONDS) continue;
    console.log(failure === undefined ? `took ${took.toFixed(0)} ms` : failure);
    console.log(`of type ${type}: ${typeof given === 'string' ? given : JSON.stringify(given)}`);
    console.log(`after ${runs} runs; again with: npm run fuzz:validator -- --seed ${seed}`);
    process.exitCode = 1;
    return;
  }
  console.log(`${runs} runs, no finding; seed ${seed}, the slowest took ${slowest.toFixed(0)} ms`);
}

fuzz();
