import type { JsonValue } from '../../asl';
import { type BranchStep, copyJson, type TaskCall } from '../../interpreter';
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

/** The calls of the test that runs. */
export class CallLog {
  private calls: KeptCall[] = [];
  private epoch = testScope.epoch;

  /** @param execution gives the name of the execution, when somebody reads it */
  add({ state, resource, input, attempt, branch }: TaskCall, execution: () => string): void {
    this.begin();
    this.calls.push({ call: { state, resource, input, attempt, branch }, execution });
  }

  clear(): void {
    this.calls = [];
  }

  /** The records of the calls that fit, in their order. */
  read(fits: (call: KeptCall['call']) => boolean): readonly CallRecord[] {
    this.begin();
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
    this.calls = [];
  }
}
