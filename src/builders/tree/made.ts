import type { OptionKind } from '../../asl';

/** What the function of a step must return: the builder that it was given, with everything added to it. */
export function made(Builder: abstract new (...given: never[]) => object): OptionKind {
  return { expected: 'the builder that it is given, with its last call', accepts: (value) => value instanceof Builder };
}
