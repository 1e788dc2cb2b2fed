import { acceptedPrograms } from './accepted-programs';
import { compileSnippets } from './compile-snippets';
import { prelude } from './prelude';

const compiled = compileSnippets(
  prelude,
  acceptedPrograms.map(([, program]) => program),
);

test.each(acceptedPrograms.map(([title], index) => [title, index] as const))('compiles: %s', (_title, index) => {
  expect(compiled[index]?.errors).toEqual([]);
});
