import type { TaskAnswer, TaskCall } from '../../interpreter';
import { UsageError } from '../usage-error';
import { type AnswerChain, answerAt } from './answer-chain';
import type { MockTarget } from './mock-target';
import { testScope } from './test-scope';

/** One mock: what it stands for, what it answers and how often it was asked. */
interface Entry {
  readonly target: MockTarget;
  readonly chain: AnswerChain;
  /** Test it was set in; undefined: outside tests, the baseline. */
  readonly epoch: number | undefined;
  asked: number;
  askedIn: number;
}

/** The mocks of a machine: a baseline that stays, and those of the test that runs. */
export class MockBook {
  private entries: Entry[] = [];

  /** @param parent asked when no mock of this book stands for a call */
  constructor(private readonly parent?: MockBook) {}

  /** Adds a mock: it goes before those set earlier for the same task. */
  add(target: MockTarget, chain: AnswerChain, baseline = !testScope.insideTest): void {
    const epoch = baseline ? undefined : testScope.epoch;
    this.entries = this.entries.filter((entry) => isLive(entry) && !(entry.target.key === target.key && entry.epoch === epoch));
    this.entries.unshift({ target, chain, epoch, asked: 0, askedIn: testScope.epoch });
  }

  /** Drops what was set in a test and starts the answers of the baseline over. */
  reset(): void {
    this.entries = this.entries.filter((entry) => entry.epoch === undefined);
    for (const entry of this.entries) entry.asked = 0;
  }

  /** A book with this one's baseline (all there is, where tests cannot be told), its answers not given yet. Neither sees what is done to the other. */
  isolated(): MockBook {
    const book = new MockBook(this.parent?.isolated());
    const kept = this.entries.filter((entry) => entry.epoch === undefined || (!testScope.knowsTests && isLive(entry)));
    book.entries = kept.map((entry) => ({ ...entry, asked: 0 }));
    return book;
  }

  /** Answers a call; undefined when no mock stands for it. Throws a usage error when a mock's answers are used up. */
  answer(call: TaskCall): TaskAnswer | Promise<TaskAnswer> | undefined {
    const entry = this.find(call);
    if (entry === undefined) return this.parent?.answer(call);
    if (entry.askedIn !== testScope.epoch) {
      entry.askedIn = testScope.epoch;
      entry.asked = 0;
    }
    const { answers } = entry.chain;
    const number = entry.asked++;
    const answer = answerAt(answers, number);
    if (answer !== undefined) return answer.answer(call);
    throw answers.length === 0 ? noAnswer(call, entry) : usedUp(call, entry, number);
  }

  /** Those of the test before the baseline; in each, those by state name before those by resource. */
  private find(call: TaskCall): Entry | undefined {
    let best: Entry | undefined;
    let bestRank = 0;
    for (const entry of this.entries) {
      if (!isLive(entry)) continue;
      const rank = (entry.epoch === undefined ? 0 : 2) + (entry.target.byState ? 2 : 1);
      if (rank > bestRank && entry.target.matches(call)) {
        best = entry;
        bestRank = rank;
      }
    }
    return best;
  }
}

function isLive(entry: Entry): boolean {
  return entry.epoch === undefined || entry.epoch === testScope.epoch;
}

function noAnswer(call: TaskCall, { target }: Entry): UsageError {
  return new UsageError(`State "${call.state}": mock(${target.label}) has no answer.`, `write mock(${target.label}).returns({ … }).`);
}

function usedUp(call: TaskCall, { target, chain }: Entry, number: number): UsageError {
  const written = chain.answers.map((answer) => `${answer.text}${answer.times === undefined ? '' : `.times(${answer.times})`}`).join('');
  return new UsageError(
    `State "${call.state}": the answers of mock(${target.label})${written} are used up; this is call ${number + 1}.`,
    'add an answer, or leave out the last .times(n) to repeat it.',
  );
}
