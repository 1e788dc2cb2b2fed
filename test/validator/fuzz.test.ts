import { validate } from '../../src/validator';
import { fuzzRuns } from '../fuzz-runs';
import { fuzzInputs } from './mutations';

// 20,000 in .ci/run; a million on demand: npm run fuzz:validator
const runs = 2 * fuzzRuns(300);

test(`validate: neither throws nor hangs on ${runs} mutated definitions`, () => {
  let judged = 0;
  for (const { given, type } of fuzzInputs(runs, 20_261_121)) {
    let verdict: unknown;
    try {
      verdict = validate(given as object, { type }).result;
    } catch (error) {
      throw new Error(`threw for ${typeof given === 'string' ? given : JSON.stringify(given)}`, { cause: error });
    }
    if (verdict !== 'OK' && verdict !== 'FAIL') throw new Error('no verdict');
    judged++;
  }
  expect(judged).toBe(runs);
}, 600_000);

const monstrous: Record<string, string> = {
  'a JSONata sum of thousands of terms': `{% ${'1+'.repeat(20_000)}1 %}`,
  'a JSONata text of thousands of parts': `{% ${'"a"&'.repeat(5_000)}"a" %}`,
  'thousands of open brackets in JSONata': `{% ${'('.repeat(50_000)} %}`,
  'a path of thousands of steps': `$${'.a'.repeat(100_000)}`,
  'a filter of thousands of brackets': `$[?(${'('.repeat(5_000)}@.a==1${')'.repeat(5_000)})]`,
  'a filter of thousands of conditions': `$[?(@.a==1${'&&@.a==1'.repeat(20_000)})]`,
  'a filter of thousands of negations': `$[?(${'!'.repeat(100_000)}@.a)]`,
  'thousands of open filters': '[?('.repeat(20_000),
  'a call of thousands of calls': 'States.Array('.repeat(3_000),
};

// What takes longer than jest's own limit for a test fails by it.
test.each(Object.keys(monstrous))('validate: judges %s', (name) => {
  const text = monstrous[name]!;
  const field = text.startsWith('{%') ? { QueryLanguage: 'JSONata', Output: text } : { InputPath: text, Parameters: { 'x.$': text } };

  expect(['OK', 'FAIL']).toContain(validate({ StartAt: 'A', States: { A: { Type: 'Pass', ...field, End: true } } }).result);
});
