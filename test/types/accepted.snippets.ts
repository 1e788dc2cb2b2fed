import { copies } from './acceptances/copies';
import { flows } from './acceptances/flows';
import { habits } from './acceptances/habits';
import { handlers } from './acceptances/handlers';
import { services } from './acceptances/services';
import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

const snippets = [...copies, ...flows, ...habits, ...handlers, ...services];

const compiled = compileSnippets(
  prelude,
  snippets.map(([, snippet]) => snippet),
);

test.each(snippets.map(([title], index) => [title, index] as const))('compiles: %s', (_title, index) => {
  expect(compiled[index]?.errors).toEqual([]);
});
