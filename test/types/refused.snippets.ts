import { judge } from '../compiler/judge';
import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';
import { refusals } from './refusals';
import { longer, longest, several } from './refusals/longer';

const compiled = compileSnippets(
  prelude,
  refusals.map(([, snippet]) => snippet),
);

test.each(refusals.map(([title, , at, says], index) => [title, at, says, index] as const))(
  'does not compile: %s',
  (_title, at, says, index) => {
    const errors = compiled[index]?.errors ?? [];

    expect(errors.map(({ from, message }) => `${from.startsWith(at) ? at : from}: ${message.includes(says) ? says : message}`)).toContain(
      `${at}: ${says}`,
    );
  },
);

test('a mistake is told once: none has a second error in its wake but those that are listed', () => {
  const more = refusals.filter(([title], index) => compiled[index]?.errors.length !== (several[title]?.[0] ?? 1));

  const unknown = Object.keys(several).filter((title) => !refusals.some(([known]) => known === title));

  expect([more.map(([title]) => title), unknown]).toEqual([[], []]);
});

test('a mistake is told in at most 400 characters, or in no more than are listed', () => {
  const lengths = refusals.map(
    ([title], index) => [title, Math.max(...(compiled[index]?.errors ?? []).map(({ message }) => message.length))] as const,
  );
  const tooLong = lengths.filter(([title, length]) => length > longest(title, judge.version));
  const notLong = Object.keys(longer).filter(
    (title) => longest(title, judge.version) > 400 && !lengths.some(([known, length]) => known === title && length > 400),
  );

  expect([tooLong, notLong]).toEqual([[], []]);
});

test('each refusal of more than 400 characters has a reason of its own', () => {
  const reasons = Object.values(longer).map(([, reason]) => reason);

  expect(reasons.filter((reason, index) => reason === '' || reasons.indexOf(reason) !== index)).toEqual([]);
});
