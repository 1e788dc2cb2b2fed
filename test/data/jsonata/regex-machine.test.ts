import fc from 'fast-check';
import { runProgram } from '../../../src/data/jsonata/regex/machine';
import { parseRegex } from '../../../src/data/jsonata/regex/pattern';
import { compileProgram } from '../../../src/data/jsonata/regex/program';
import { fuzzRuns } from '../../fuzz-runs';

/** What our machine finds: the match and its groups, as `RegExp.exec` gives them. */
function find(source: string, flags: string, text: string): Array<string | undefined> | null {
  const { root, groups } = parseRegex(source, flags.includes('i'));
  const program = compileProgram(root, groups);
  if (program === undefined) throw new Error('too long');
  let budget = 200_000;
  const registers = runProgram(program, text, 0, { multiline: flags.includes('m'), ignoreCase: flags.includes('i') }, (steps) => {
    budget -= steps;
    if (budget < 0) throw new RangeError('out of budget');
  });
  if (registers === undefined) return null;
  return Array.from({ length: groups + 1 }, (_, group) => {
    const [start, end] = [registers[group * 2], registers[group * 2 + 1]];
    return start! < 0 || end! < 0 ? undefined : text.slice(start, end);
  });
}

const arbitraryPattern = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(
      'a',
      'b',
      'A',
      '.',
      '\\d',
      '\\w',
      '\\W',
      '\\s',
      '[ab]',
      '[^a]',
      '[a-c\\d]',
      '[^\\w-]',
      '\\b',
      '\\B',
      '^',
      '$',
      '\\.',
      '\\x41',
      '\\u0062',
      '\\1',
      '\\2',
      '[\\b]',
      '\\t',
      'é',
      '{',
      '-',
    ),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => left + right),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(?:${left}|${right})`),
    tie('pattern').map((body) => `(${body})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?', '+?', '??', '{1,3}?'))
      .map(([body, quantifier]) => `(?:${body})${quantifier}`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?')).map(([body, quantifier]) => `(${body})${quantifier}`),
    fc.tuple(fc.constantFrom('?=', '?!', '?<=', '?<!'), tie('pattern')).map(([look, body]) => `(${look}${body})`),
  ),
})).pattern;

const arbitraryText = fc
  .array(fc.constantFrom('a', 'b', 'A', 'B', '1', '.', ' ', '\n', 'é', 'É', '-', '{'), { maxLength: 8 })
  .map((characters) => characters.join(''));

test('our matching machine finds what the engine of JavaScript finds', () => {
  fc.assert(
    fc.property(arbitraryPattern, arbitraryText, fc.constantFrom('', 'i', 'm', 'im'), (source, text, flags) => {
      const match = new RegExp(source, flags).exec(text);
      expect(find(source, flags, text)).toEqual(match === null ? null : Array.from(match));
    }),
    { numRuns: fuzzRuns(1000) },
  );
});

test('named groups are groups, and can be referred to', () => {
  expect(find('(?<first>a+)-\\k<first>', '', 'aa-aa')).toEqual(['aa-aa', 'aa']);
});
