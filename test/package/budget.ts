/**
 * What the published package may weigh, a little more than it does. Everyone who installs Drystep pays for it: raise a figure only with the
 * reason in the change that does, and lower it when the package becomes lighter.
 */
export const PACKAGE_BUDGET = {
  /** Bytes of the tarball, of which the models of AWS's services are 1.4 MB and the guides 0.2 MB. */
  packed: 2_730_000,
  /** Bytes once installed, without the dependencies. */
  unpacked: 6_350_000,
  files: 1_140,
} as const;

/**
 * What importing an entry point may cost: bytes of our scripts and of those of our dependencies, a little more than it loads, and milliseconds of
 * the processor, three times what it takes on a laptop of 2024. The CDK is counted in the time of `drystep` alone: it takes half of it.
 * `drystep/jest` and `drystep/vitest` load what `drystep/testing` does. The harness is the heaviest: it holds interpreter, validator and templates.
 */
export const IMPORT_BUDGET: Readonly<Record<string, { readonly bytes: number; readonly milliseconds: number }>> = {
  drystep: { bytes: 1_115_000, milliseconds: 170 },
  'drystep/expressions': { bytes: 219_000, milliseconds: 30 },
  'drystep/inferred': { bytes: 100, milliseconds: 10 },
  'drystep/interpreter': { bytes: 698_000, milliseconds: 60 },
  'drystep/render': { bytes: 241_500, milliseconds: 35 },
  'drystep/server': { bytes: 1_306_000, milliseconds: 120 },
  'drystep/testing': { bytes: 1_642_000, milliseconds: 120 },
  'drystep/validator': { bytes: 581_000, milliseconds: 50 },
};
