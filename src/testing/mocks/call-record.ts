import type { JsonValue } from '../../asl';
import { type BranchStep, copyJson, type TaskCall } from '../../interpreter';
import { UsageError } from '../usage-error';
import { lambdaEvent } from './raw-result';
import { testScope } from './test-scope';

/** One call of a task that a test's executions made. */
export interface CallRecord {
  readonly state: string;
  readonly resource: string;
  /** What the service was sent. */
  readonly input: JsonValue;
  /** What a Lambda function got as its event; of other services the same as `input`. */
  readonly payload: JsonValue;
  /** 0 for the first attempt of a visit. */
  readonly attempt: number;
  readonly branch: readonly BranchStep[];
  /** Name of the execution. */
  readonly execution: string;
}

/** What is kept of a call: nothing in it changes later. */
interface KeptCall {
  readonly call: Omit<TaskCall, 'context'>;
  readonly execution: () => string;
}

/** Calls that were made and that nobody could see. */
export interface UnseenCalls {
  /** Tasks that may have made them; undefined for any task. */
  readonly states: ReadonlySet<string> | undefined;
  /** Why they cannot be read, as the end of a sentence. */
  readonly why: string;
  readonly remedy: string;
}

/** The calls of the test that runs. */
export class CallLog {
  private calls: KeptCall[] = [];
  private readonly unseen = new Set<UnseenCalls>();
  private epoch = testScope.epoch;

  /** @param requireOwn throws where calls of other tests would be read as well */
  constructor(private readonly requireOwn: () => void) {}

  /** @param execution gives the name of the execution, when somebody reads it */
  add({ state, resource, input, attempt, branch }: TaskCall, execution: () => string): void {
    this.begin();
    this.calls.push({ call: { state, resource, input, attempt, branch }, execution });
  }

  /** From here on nobody can say which calls these tasks made, until the function that it gives is called. */
  miss(unseen: UnseenCalls): () => void {
    this.begin();
    this.unseen.add(unseen);
    return () => this.unseen.delete(unseen);
  }

  /** Forgets the calls of one execution, which is read anew. */
  drop(execution: () => string): void {
    this.calls = this.calls.filter((call) => call.execution !== execution);
  }

  clear(): void {
    this.calls = [];
    this.unseen.clear();
  }

  /**
   * The records of the calls that fit, in their order. Throws a usage error when one of the tasks made calls that nobody could see, and where no execution
   * has begun: of those of another test nothing is left.
   *
   * @param asked the tasks whose calls can fit; undefined for any task
   */
  read(fits: (call: KeptCall['call']) => boolean, asked?: readonly string[]): readonly CallRecord[] {
    this.requireOwn();
    this.begin();
    if (testScope.idle && this.calls.length === 0) throw testScope.insideTest ? noneInTest() : noTest();
    for (const { states, why, remedy } of this.unseen) {
      if (states === undefined || (asked ?? [...states]).some((state) => states.has(state)))
        throw new UsageError(`machine.calls() cannot give every call: ${why}.`, remedy);
    }
    return this.calls
      .filter(({ call }) => fits(call))
      .map(({ call, execution }) => {
        // The reader's own: what it does to a record changes neither the workflow nor the next record.
        const own = { ...call, input: copyJson(call.input), branch: call.branch.map((step) => ({ ...step })) };
        return { ...own, payload: lambdaEvent(own), execution: execution() };
      });
  }

  /** Calls of another test are no longer of interest. */
  private begin(): void {
    if (this.epoch === testScope.epoch) return;
    this.epoch = testScope.epoch;
    this.clear();
  }
}

const OF_HOOK = 'of an execution of beforeAll ask execution.state(name).';

function noneInTest(): UsageError {
  return new UsageError(
    'machine.calls() lists the calls of the running test, and no execution has begun in it.',
    `execute in the test or in its beforeEach; ${OF_HOOK}`,
  );
}

function noTest(): UsageError {
  return new UsageError(
    'machine.calls() lists the calls of the running test, and none runs.',
    `ask in the test or in its afterEach; ${OF_HOOK}`,
  );
}
