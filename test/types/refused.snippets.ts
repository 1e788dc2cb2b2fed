import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';
import { branches } from './refusals/branches';
import { cases } from './refusals/cases';
import { chains } from './refusals/chains';
import { collections } from './refusals/collections';
import { decisions } from './refusals/decisions';
import { failures } from './refusals/failures';
import { patterns } from './refusals/patterns';
import { payloads } from './refusals/payloads';
import { placements } from './refusals/placements';
import { services } from './refusals/services';

const refusals = [
  ...payloads,
  ...placements,
  ...chains,
  ...branches,
  ...cases,
  ...collections,
  ...decisions,
  ...failures,
  ...services,
  ...patterns,
];
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

test('a mistake is told once: none has a second error in its wake', () => {
  const more = refusals.filter((_refusal, index) => compiled[index]?.errors.length !== 1);

  expect(more.map(([title]) => title)).toEqual([]);
});
