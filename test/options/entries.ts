/** The entry points that builders of workflows import, as files of `src/`. */
export const BUILDING = ['entries/drystep.ts', 'entries/expressions.ts'] as const;

/** The entry points that tests import. */
export const HARNESS = [
  'entries/testing.ts',
  'testing/jest/index.ts',
  'testing/vitest/index.ts',
  'entries/interpreter.ts',
  'entries/validator.ts',
  'entries/render.ts',
  'entries/server.ts',
] as const;
