import { type JsonValue, printableJson } from '../../asl';
import type { TestExecution } from '../execution/test-execution';
import type { AnswerWork } from '../mocks/answer-work';
import type { AnsweredCall, ExploredRun } from './explored-run';
import type { ExplorationProperty } from './properties';

/** What a printed test repeats. */
export interface PrintedRun extends ExploredRun {
  readonly input: JsonValue;
  /** The delivery that breaks the law: that of the execution, or the second one. */
  readonly broken: TestExecution;
  readonly twice: boolean;
  readonly beforeEach: (() => unknown) | undefined;
}

/** A test to paste, which runs the same execution and fails by the same law. */
export function testText(law: ExplorationProperty, { execution, broken, answered, input, twice, beforeEach }: PrintedRun): string {
  const states = [...new Set(answered.filter((call) => call.explored).map((call) => call.state))];
  const mocks = states.map((state) => {
    const answers = answered.filter((call) => call.state === state).map(answerText);
    return `  machine.mock(${JSON.stringify(state)})${repeated(answers)};`;
  });
  const begins =
    beforeEach === undefined ? [] : [`  await ${isIdentifier(beforeEach.name, 'beforeEach') ? beforeEach.name : `(${beforeEach})`}();`];
  const run = `await machine.execute(${JSON.stringify(input)}${twice ? ', { deliverTwice: true }' : ''})`;
  const lines = [
    `test(${JSON.stringify(law.name)}, async () => {`,
    ...begins,
    ...mocks,
    broken === execution ? `  const execution = ${run};` : `  const execution = (${run}).redelivery!;`,
    `  ${law.expectation?.(broken) ?? 'console.log(execution);'}`,
    '});',
  ];
  return printableJson(lines.join('\n'));
}

function answerText({ state, failure, work, lost = false, late, result, delay }: AnsweredCall): string {
  if (delay === Number.POSITIVE_INFINITY) return '.timesOut()';
  const code = work === undefined ? undefined : workText(work, state);
  const named = failure === undefined ? [] : [failure.error ?? '', failure.cause].filter((each) => each !== undefined);
  const error = named.map((each) => JSON.stringify(each)).join(', ');
  const answer =
    code !== undefined
      ? `${code}${lost ? `.butFails(${error})` : ''}`
      : failure === undefined
        ? `.returns(${JSON.stringify(result ?? {})})`
        : `.fails(${error})`;
  return `${answer}${delay === 0 ? '' : `.after({ milliseconds: ${delay} }${late && code !== undefined ? ", { effect: 'end' }" : ''})`}`;
}

/** The function that answers, by its name where it has one of its own, else by its source; undefined for a mock function that no name finds. */
function workText({ method, work }: AnswerWork, state: string): string | undefined {
  const mock = work as { readonly _isMockFunction?: boolean; readonly getMockName?: () => string };
  if (mock._isMockFunction === true) {
    const name = mock.getMockName?.() ?? '';
    return isIdentifier(name, state) ? `.${method}(${name})` : undefined;
  }
  return `.${method}(${isIdentifier(work.name, state) ? work.name : source(work)})`;
}

/** A function in a table of handlers is called as its state is, and in no other place. */
function isIdentifier(name: string, key: string): boolean {
  return name !== key && /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

function source(work: AnswerWork['work']): string {
  const text = String(work);
  return /^(async\s+)?(function\b|\(|[\w$]+\s*=>)/.test(text) ? text : `Object.values({ ${text} })[0]`;
}

/** A chain of answers without repetition: the last one goes on for ever. */
function repeated(answers: readonly string[]): string {
  const runs: { text: string; times: number }[] = [];
  for (const text of answers) {
    const last = runs.at(-1);
    if (last?.text === text) last.times++;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }, index) => (times === 1 || index === runs.length - 1 ? text : `${text}.times(${times})`)).join('');
}
