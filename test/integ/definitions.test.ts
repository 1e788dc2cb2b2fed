import { expectAccepted } from '../builders/accepted';
import { definitionsIn, everyStack } from './every-stack';

const stacks = everyStack();

test('There are stacks in examples/ and integ/', () => {
  expect(stacks.filter(({ title }) => title.startsWith('examples/')).length).toBeGreaterThan(8);
  expect(stacks.filter(({ title }) => title.startsWith('integ/')).length).toBeGreaterThan(20);
});

test.each(stacks)('Our validator and asl-validator accept the definitions of $title', ({ make }) => {
  const definitions = definitionsIn(make());

  expect(definitions.size).toBeGreaterThan(0);
  for (const definition of definitions.values()) expectAccepted(definition);
});
