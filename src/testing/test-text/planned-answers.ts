import type { JsonValue } from '../../asl';
import { firstIn } from '../../asl';
import type { BranchStep, RecordedTask } from '../../interpreter';

/** One answer of a recorded task: what it does, and how often in a row. */
export interface PlannedAnswer {
  readonly kind: 'returns' | 'fails' | 'failsLater' | 'failsWithoutName' | 'timesOut' | 'parks' | 'neverEnds';
  readonly output: JsonValue | undefined;
  /** What the service answered at first to one that fails later. */
  readonly response: JsonValue | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Virtual milliseconds. */
  readonly after: number;
  readonly times: number;
}

/** The answers for one item of a Map, or for all calls. */
export interface PlannedSection {
  /** Items of the Maps around, outermost first; empty for all calls that no other section is for. */
  readonly items: readonly { readonly map: string; readonly index: number }[];
  readonly answers: readonly PlannedAnswer[];
}

/** The answers of one state. */
export interface PlannedMock {
  readonly state: string;
  readonly sections: readonly PlannedSection[];
}

/** What mocks must answer so that tasks come to what they came to. @param timed whether answers inside of branches take their time */
export function planAnswers(tasks: readonly RecordedTask[], timed: boolean): readonly PlannedMock[] {
  const states = new Map<string, Map<string, { items: PlannedSection['items']; answers: PlannedAnswer[] }>>();
  for (const task of tasks) {
    const sections = states.get(task.state) ?? new Map<string, { items: PlannedSection['items']; answers: PlannedAnswer[] }>();
    states.set(task.state, sections);
    const items = itemsIn(task.branch);
    const key = JSON.stringify(items);
    const section = sections.get(key) ?? { items, answers: [] };
    sections.set(key, section);
    addPlanned(section.answers, answerOf(task, timed));
  }
  return [...states].map(([state, sections]) => ({ state, sections: simplified([...sections.values()]) }));
}

/** A state stands in one branch of a Parallel anyway: only items tell its calls apart. */
function itemsIn(branch: readonly BranchStep[]): PlannedSection['items'] {
  return branch.filter((step) => step.branch === undefined).map(({ state, index }) => ({ map: state, index }));
}

function answerOf(task: RecordedTask, timed: boolean): PlannedAnswer {
  const { outcome, output, error, cause, took, branch, response } = task;
  return {
    kind: kindOf(task),
    output,
    response: kindOf(task) === 'failsLater' ? response : undefined,
    error,
    cause,
    after: timed && branch.length > 0 && outcome !== 'open' ? took : 0,
    times: 1,
  };
}

function kindOf({ outcome, response, timed, error }: RecordedTask): PlannedAnswer['kind'] {
  if (outcome === 'succeeded') return 'returns';
  if (outcome === 'open') return response !== undefined ? 'parks' : 'neverEnds';
  if (outcome === 'timedOut' && timed) return response !== undefined ? 'parks' : 'timesOut';
  if (response !== undefined) return 'failsLater';
  if (outcome === 'failed' && error === undefined) return 'failsWithoutName';
  return 'fails';
}

function addPlanned(answers: PlannedAnswer[], answer: PlannedAnswer): void {
  const last = answers.at(-1);
  if (last !== undefined && answerKey({ ...last, times: 1 }) === answerKey(answer))
    answers[answers.length - 1] = { ...last, times: last.times + 1 };
  else answers.push(answer);
}

/** Items that all get one and the same answer need no section of their own. */
function simplified(sections: readonly PlannedSection[]): PlannedSection[] {
  if (sections.length === 1) return [{ ...firstIn(sections), items: [] }];
  const counts = new Map<string, number>();
  for (const { answers } of sections) {
    const [only] = answers;
    if (only === undefined || answers.length > 1) continue;
    const text = answerKey({ ...only, times: 1 });
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const [most, count = 0] = [...counts].sort(([, one], [, other]) => other - one)[0] ?? [];
  if (most === undefined || count < 2) return [...sections];
  const isMost = ({ answers }: PlannedSection): boolean => answers.length === 1 && answerKey({ ...firstIn(answers), times: 1 }) === most;
  const common = sections.find(isMost)!;
  return [...sections.filter((section) => !isMost(section)), { items: [], answers: common.answers }];
}

function answerKey(answer: PlannedAnswer): string {
  return JSON.stringify(answer);
}
