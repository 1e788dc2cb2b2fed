/** How one case came out; a level is undefined when it does not count there. */
export interface CaseResult {
  readonly group: Group;
  readonly area: string;
  readonly id: string;
  readonly path: string;
  readonly L1?: boolean;
  readonly L2?: boolean;
  readonly L3?: boolean;
  /** First difference, or the message thrown. */
  readonly difference?: string;
}

/** Folders of a set of recordings that can be run; `endpoint`: what `test-state` and `validation` hold, sent to the local endpoint. */
export type Group = 'executions' | 'mocked' | 'test-state' | 'validation' | 'endpoint' | 'api';

/** Passed and counted cases. */
export interface Score {
  passed: number;
  total: number;
}

/** Scores by level. */
export interface Scores {
  readonly L1: Score;
  readonly L2: Score;
  readonly L3: Score;
}

const LEVELS = ['L1', 'L2', 'L3'] as const;

/** Adds up the results of one group. */
export function scoresOf(results: readonly CaseResult[]): Scores {
  const scores: Scores = { L1: { passed: 0, total: 0 }, L2: { passed: 0, total: 0 }, L3: { passed: 0, total: 0 } };
  for (const result of results) {
    for (const level of LEVELS) {
      if (result[level] === undefined) continue;
      scores[level].total++;
      if (result[level]) scores[level].passed++;
    }
  }
  return scores;
}

/** Scores by area, areas in the order of the results; the areas of other groups carry the group's name. */
export function scoresByArea(results: readonly CaseResult[]): Map<string, Scores> {
  const byArea = new Map<string, CaseResult[]>();
  for (const result of results) {
    const area = result.area === '.' ? result.group : `${result.group}/${result.area}`;
    byArea.set(area, [...(byArea.get(area) ?? []), result]);
  }
  return new Map([...byArea].map(([area, those]) => [area, scoresOf(those)]));
}

/** The figures that are committed as the baseline, by the names of the last line. */
export interface Summary {
  readonly executionsL1: Score;
  readonly executionsL2: Score;
  readonly executionsL3: Score;
  readonly mockedL2: Score;
  readonly testState: Score;
  readonly validation: Score;
  readonly endpoint: Score;
  readonly api: Score;
}

/** Adds up all results. */
export function summaryOf(results: readonly CaseResult[]): Summary {
  const of = (group: Group) => scoresOf(results.filter((result) => result.group === group));
  const executions = of('executions');
  return {
    executionsL1: executions.L1,
    executionsL2: executions.L2,
    executionsL3: executions.L3,
    mockedL2: of('mocked').L2,
    testState: of('test-state').L3,
    validation: of('validation').L3,
    endpoint: of('endpoint').L3,
    api: of('api').L3,
  };
}

/** `12/34`. */
export function fraction(score: Score): string {
  return `${score.passed}/${score.total}`;
}

/** The last line of the output, by which tools read the result. */
export function lastLine(summary: Summary): string {
  const executions = `executions L1 ${fraction(summary.executionsL1)} L2 ${fraction(summary.executionsL2)} L3 ${fraction(summary.executionsL3)}`;
  return `${executions} mocked L2 ${fraction(summary.mockedL2)} test-state ${fraction(summary.testState)} validation ${fraction(summary.validation)} endpoint ${fraction(summary.endpoint)} api ${fraction(summary.api)}`;
}

/** Names of the figures that are lower than in the baseline; none when the totals differ, since the baseline is of other cases then. */
export function regressions(summary: Summary, baseline: Summary): string[] {
  const names = Object.keys(baseline) as (keyof Summary)[];
  if (names.some((name) => baseline[name].total !== summary[name].total)) return [];
  return names
    .filter((name) => summary[name].passed < baseline[name].passed)
    .map((name) => `${name}: ${fraction(summary[name])}, committed ${fraction(baseline[name])}`);
}
