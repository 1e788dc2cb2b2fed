/** The entry points that builders of workflows import, as files of `src/`. */
export const BUILDING = ['entries/drystep.ts', 'entries/expressions.ts'] as const;

/** The entry points that tests import. */
export const HARNESS = [
  'testing/index.ts',
  'testing/jest/index.ts',
  'testing/vitest/index.ts',
  'interpreter/index.ts',
  'validator/index.ts',
  'render/index.ts',
  'server/index.ts',
] as const;
