const { DRYSTEP_FUZZ_RUNS } = process.env;

/**
 * How often a law is tried with random data: a few times on a developer's machine, as often as `DRYSTEP_FUZZ_RUNS` says where it is set, as in
 * `.ci/run`, but no more than `most`.
 */
export function fuzzRuns(few: number, most = Number.POSITIVE_INFINITY): number {
  return DRYSTEP_FUZZ_RUNS === undefined ? few : Math.min(Number(DRYSTEP_FUZZ_RUNS), most);
}
