import { isPromise } from '../../asl';
import { delayed, isDelayed, type TaskAnswer, type TaskCall } from '../../interpreter';
import type { MachineView } from '../machine-view/machine-view';
import type { AbsentMock } from '../machine-view/unmocked';
import { UsageError } from '../usage-error';
import { type Answer, type AnswerChain, type AnswerSection, answerAt, requireAnswers } from './answer-chain';
import { answerInTime } from './answer-in-time';
import { refuseEarlyTimeout } from './early-timeout';
import { fileHints } from './file-hints';
import { nameHandler } from './handler-names';
import { mockPoints, placesOf } from './mock-points';
import { type MockTarget, targetText } from './mock-target';
import { refuseSecondsAfter } from './seconds-after';
import { type DescribeBody, testScope } from './test-scope';
import { unusedMocks } from './unused-mocks';

/** One mock: what it stands for, what it answers and how often each section of it was asked. */
interface Entry {
  readonly target: MockTarget;
  readonly chain: AnswerChain;
  /** Test it was set in; undefined: outside tests, the baseline. */
  readonly epoch: number | undefined;
  /** Whether a copy of the machine was made with it. */
  readonly given: boolean;
  /** Where its tests are, of one that was set in the `beforeAll` of a `describe`, or in its body while another stood for the same task. */
  readonly body: DescribeBody | undefined;
  asked: Map<AnswerSection, number>;
  askedIn: number;
  everAsked: boolean;
  /** Tells that it was asked by a call that came to these places; without any, that all of it counts as used. */
  used: (met?: readonly string[]) => void;
  /** The machine that stands in for the one that the tasks start. */
  readonly machine: MachineView | undefined;
}

/** The answer that a call is meant to get. */
export interface TakenAnswer {
  readonly answer: Answer;
  /** Answers: its work is done now, its time begins now. */
  readonly give: () => TaskAnswer | Promise<TaskAnswer>;
}

/** Whose mocks a book holds. */
export interface BookOwner {
  readonly machineName: string;
  /** Whether a mock that a test sets and never uses fails it. */
  readonly strict: boolean;
}

/** The mocks of a machine: a baseline that stays, and those of the test that runs. */
export class MockBook {
  private entries: Entry[] = [];
  /** Mocks of the test that a copy did not take over. */
  private left: readonly Entry[] = [];
  private readonly madeIn = testScope.maker;

  /** @param parent asked when no mock of this book stands for a call */
  constructor(
    private readonly owner: BookOwner,
    private readonly parent?: MockBook,
  ) {}

  /**
   * Adds a mock: it goes before those set earlier for the same task. One that the body of a `describe` sets leaves those that were set before it in place,
   * for the tests that are elsewhere.
   */
  add(target: MockTarget, chain: AnswerChain, given?: boolean, machine?: MachineView): void {
    const baseline = given ?? !testScope.insideTest;
    if (this.sharedByTests) throw ofNoTest(this.owner.machineName, target);
    const epoch = baseline ? undefined : testScope.epoch;
    const body = given === undefined && baseline ? this.bodyFor(target) : undefined;
    const isBefore = (entry: Entry): boolean => entry.target.key === target.key && entry.epoch === epoch;
    if (epoch === undefined && body?.hookOf === undefined) tellReplaced(this.owner.machineName, this.entries.find(isBefore));
    this.entries = this.entries.filter((entry) => !isStale(entry) && !(isBefore(entry) && entry.body === body));
    this.entries.unshift({
      target,
      chain,
      epoch,
      given: given === true,
      body,
      asked: new Map(),
      askedIn: testScope.epoch,
      everAsked: false,
      used: this.watched(target, chain, baseline),
      machine,
    });
  }

  /** The `describe` for whose tests alone a mock is that is set outside of tests. */
  private bodyFor(target: MockTarget): DescribeBody | undefined {
    return testScope.hookBody ?? (this.entries.some((entry) => overlaps(entry, target)) ? testScope.describeBody() : undefined);
  }

  private watched({ label }: MockTarget, chain: AnswerChain, baseline: boolean): Entry['used'] {
    const { runsHooks, insideTest } = testScope;
    if (!runsHooks || !insideTest) return () => undefined;
    if (!baseline) return unusedMocks.watch(this.owner, label, () => mockPoints(chain));
    // Handed over as a whole, and so complete.
    const points = mockPoints(chain);
    return points.length === 0 ? () => undefined : unusedMocks.watchHanded(this.owner.machineName, label, points);
  }

  /** Throws in a `test.concurrent` for what looks at other tests, or changes what they see, unless the machine is the test's own. */
  requireOwn(what: string): void {
    if (!this.sharedByTests) return;
    throw new UsageError(`${this.owner.machineName}: ${what}.`, 'ask a machine of the test alone: const own = machine.with({ … }).');
  }

  private get sharedByTests(): boolean {
    const { maker } = testScope;
    return maker !== undefined && maker !== this.madeIn;
  }

  /** Drops what was set in a test and starts the answers of the baseline over. */
  reset(): void {
    this.requireOwn('reset() starts the answers over for all tests that run side by side');
    this.entries = this.entries.filter((entry) => entry.epoch === undefined);
    for (const entry of this.entries) entry.asked = new Map();
  }

  /** A book with this one's baseline (all there is, where tests cannot be told), its answers not given yet. Neither sees what is done to the other. */
  isolated(): MockBook {
    return this.copy(!testScope.knowsTests);
  }

  /** A book with all of this one's mocks, their answers not given yet. */
  fresh(): MockBook {
    return this.copy(true);
  }

  private copy(ofTest: boolean): MockBook {
    const book = new MockBook(this.owner, this.parent?.copy(ofTest));
    const kept = this.entries.filter((entry) => entry.epoch === undefined || (ofTest && !isStale(entry)));
    book.entries = kept.map((entry) => ({ ...entry, asked: new Map() }));
    book.left = this.entries.filter((entry) => isLive(entry) && !kept.includes(entry));
    return book;
  }

  /** A mock for a call that does not answer it: of the test, where this book is a copy that did not take it over, or of the hook of another `describe`. */
  absent(call: TaskCall): AbsentMock | undefined {
    const left = this.left.find((entry) => isLive(entry) && entry.target.matches(call));
    if (left !== undefined) return { label: left.target.label };
    for (const { body, target } of this.entries)
      if (body?.hookOf !== undefined && target.matches(call)) return { label: target.label, describe: body.hookOf };
    return this.parent?.absent(call);
  }

  /** What the latest mock of this book or its parents stands for, as it was written; undefined when there is none. */
  get label(): string | undefined {
    return this.entries.find(isLive)?.target.label ?? this.parent?.label;
  }

  /** Throws a usage error for a mock that was not written to its end, of this book or its parents. */
  requireAnswers(): void {
    for (const entry of this.entries) if (isLive(entry)) requireAnswers(entry.chain, targetText(entry.target));
    this.parent?.requireAnswers();
  }

  /** Takes all mocks for used: they are ignored on purpose. */
  ignore(): void {
    for (const entry of this.entries) if (isLive(entry)) entry.used();
    this.parent?.ignore();
  }

  /** Whether a mock of this book or its parents answers a call itself, so that no machine is started for it. */
  answers(call: TaskCall): boolean {
    const entry = this.find(call);
    if (entry === undefined) return this.parent?.answers(call) ?? false;
    if (entry.machine !== undefined) entry.used();
    return entry.machine === undefined;
  }

  /** Machines that stand in for others, by the ARNs of those. */
  machines(): readonly (readonly [arn: string, machine: MachineView])[] {
    const own = this.entries
      .filter(isLive)
      .sort((one, other) => Number(isElsewhere(one)) - Number(isElsewhere(other)))
      .flatMap(({ machine, target }) =>
        machine === undefined ? [] : target.states.flatMap((state) => machineArns(state).map((arn) => [arn, machine] as const)),
      );
    return [...own, ...(this.parent?.machines() ?? [])];
  }

  /** Answers a call; undefined when no mock stands for it. Throws a usage error when a mock's answers are used up. */
  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer> | undefined {
    return this.take(call)?.give();
  }

  /** Counts a call, and gives the answer that is meant for it, to be given now or later; undefined when no mock stands for the call. */
  take(call: TaskCall): TakenAnswer | undefined {
    const entry = this.find(call);
    if (entry === undefined) return this.parent?.take(call);
    entry.everAsked = true;
    if (entry.askedIn !== testScope.epoch) {
      entry.askedIn = testScope.epoch;
      entry.asked = new Map();
    }
    const section = sectionFor(call, entry.chain);
    if (section === undefined) {
      entry.used([]);
      throw noAnswer(call, entry);
    }
    const number = entry.asked.get(section) ?? 0;
    entry.asked.set(section, number + 1);
    const answer = answerAt(section.answers, number);
    entry.used(placesOf(section, answer, number));
    if (answer === undefined) throw usedUp(call, entry, section, number);
    const { hasTimeout = false, timeout } = entry.target.states.find((state) => state.name === call.state) ?? {};
    if (timeout !== undefined) refuseSecondsAfter(answer, call.state, timeout);
    if (hasTimeout) refuseEarlyTimeout(answer, call.state);
    const give = (): TaskAnswer | Promise<TaskAnswer> =>
      namingMock(
        call,
        () => `mock(${entry.target.label})${sectionConditions(section)}${answer.text}`,
        answerInTime(answer, call, { hasTimeout }),
      );
    return { answer, give };
  }

  /** Those of the test before those of its `describe`, these before the baseline, and that before the one of other tests; in each, those by state name before those by resource before patterns. */
  private find(call: TaskCall): Entry | undefined {
    let best: Entry | undefined;
    let bestRank = 0;
    for (const entry of this.entries) {
      if (!isLive(entry)) continue;
      const { byState, byPattern } = entry.target;
      const rank = rankOf(entry) + (byState ? 3 : byPattern === true ? 1 : 2);
      if (rank > bestRank && entry.target.matches(call)) {
        best = entry;
        bestRank = rank;
      }
    }
    return best;
  }
}

/** A mock outside of tests takes the place of the one before, which nothing else would tell of: whoever wrote conditions means them beside it. */
function tellReplaced(machineName: string, replaced: Entry | undefined): void {
  if (replaced === undefined || replaced.asked.size > 0) return;
  const { target, chain } = replaced;
  if (!chain.sections.some(({ conditions }) => conditions.length > 0)) return;
  fileHints.add(() =>
    // It answered tests of its own.
    replaced.everAsked
      ? undefined
      : `mock(${target.label}) of ${machineName} is set twice outside of tests: the second takes the place of the first, conditions included. Hint: write one chain, mock(${target.label}).onInput({ … }).returns(…).otherwise().returns(…).`,
  );
}

function ofNoTest(machineName: string, target: MockTarget): UsageError {
  return new UsageError(
    `mock(${target.label}) of ${machineName}: a mock that a test.concurrent sets would answer all tests of the file.`,
    `write machine.with({ ${target.label}: … }), which has mocks of its own.`,
  );
}

/** Remembers whose promise an answer is, also of one that comes late. */
function namingMock(call: TaskCall, text: () => string, given: TaskAnswer | Promise<TaskAnswer>): TaskAnswer | Promise<TaskAnswer> {
  if (isPromise(given)) nameHandler(call, text());
  else if (isDelayed(given)) return delayed(given.seconds, () => namingMock(call, text, given.answer()));
  return given;
}

/** ARNs of machines that a task starts, where its definition says which. */
export function machineArns({ identifiers }: { readonly identifiers: readonly string[] }): readonly string[] {
  return identifiers.filter((text) => /^arn:[^:]*:states:[^:]*:[^:]*:stateMachine:/.test(text));
}

/** Whether a baseline stands for a task that the target stands for. */
function overlaps({ epoch, target }: Entry, { key, states }: MockTarget): boolean {
  return epoch === undefined && (target.key === key || target.states.some(({ name }) => states.some((state) => state.name === name)));
}

/** Whether it was set in the body of a `describe` that the test is not in. */
function isElsewhere({ body }: Entry): boolean {
  return body !== undefined && body.heldIn !== testScope.epoch;
}

function rankOf(entry: Entry): number {
  if (entry.epoch !== undefined) return 12;
  if (entry.given) return 9;
  return entry.body === undefined ? 3 : isElsewhere(entry) ? 0 : 6;
}

/** Whether it was set in a test that is over. */
function isStale({ epoch }: Entry): boolean {
  return epoch !== undefined && epoch !== testScope.epoch;
}

/** Whether it may answer: one of another test does not, nor one of the hook of another `describe`. Concurrent tests run outside of all hooks. */
function isLive(entry: Entry): boolean {
  if (entry.body?.hookOf !== undefined && isElsewhere(entry)) return testScope.concurrentTest !== undefined;
  return !isStale(entry);
}

/** The first section with conditions that all fit, else the one without any; undefined when that has no answers. */
function sectionFor(call: TaskCall, { sections }: AnswerChain): AnswerSection | undefined {
  let fallback: AnswerSection | undefined;
  for (const section of sections) {
    if (section.answers.length === 0) continue;
    if (section.conditions.length === 0) fallback = section;
    else if (section.conditions.every((condition) => condition.fits(call))) return section;
  }
  return fallback;
}

function noAnswer(call: TaskCall, { target, chain }: Entry): UsageError {
  const conditions = chain.sections.filter((section) => section.conditions.length > 0);
  if (conditions.length === 0)
    return new UsageError(`State "${call.state}": mock(${target.label}) has no answer.`, `write mock(${target.label}).returns({ … }).`);
  const place = call.branch.map((step) => ` in ${step.state}[${step.index}]`).join('');
  return new UsageError(
    `State "${call.state}": mock(${target.label})${conditions.map(sectionText).join('')} has no answer for attempt ${call.attempt}${place}.`,
    'add .otherwise().returns({ … }) for all other calls.',
  );
}

function usedUp(call: TaskCall, { target }: Entry, section: AnswerSection, number: number): UsageError {
  return new UsageError(
    `State "${call.state}": the answers of mock(${target.label})${sectionText(section)} are used up; this is call ${number + 1}.`,
    'add an answer, or leave out the last .times(n) to repeat it.',
  );
}

function sectionText(section: AnswerSection): string {
  return sectionConditions(section) + section.answers.map(answerText).join('');
}

function sectionConditions({ conditions }: AnswerSection): string {
  return conditions.map((condition) => condition.text).join('');
}

function answerText({ text, times }: Answer): string {
  return `${text}${times === undefined || text.startsWith('.throttles') ? '' : `.times(${times})`}`;
}
