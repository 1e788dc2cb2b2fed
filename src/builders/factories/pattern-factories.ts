// Written by `npx tsx scripts/write-factories.ts` from the files of ../patterns; change those.
import type { KeepsTexts, PayloadTemplate, Refused } from '../../expressions';
import type { DedupeOptions } from '../patterns/dedupe';
import type { FannedOut, FanOutKey, FanOutOptions } from '../patterns/fan-out';
import type { Looped, LoopOptions, RepeatedStep, WhileGiven } from '../patterns/loop';
import type { PollEnds, PollOptions } from '../patterns/poll-until';
import type { SagaOptions } from '../patterns/saga';
import type { Approval, ApprovalKey, ApprovalOptions, TimeoutGiven } from '../patterns/wait-for-approval';
import type { HandlerReference } from '../steps/handler';
import type { IterationInput } from '../steps/map';
import type { StartedWorkflow } from '../steps/start-workflow';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { SagaBuilder } from '../types/compensating';
import type { EarlyOutput, Unended } from '../types/early-end';
import type { Join } from '../types/join';
import type { MachineTypeBrand, StartsOnce } from '../types/machine-type';
import type { AsGiven, OutcomeOptions, PlaceKey, PlaceOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed, Settled } from '../types/passing';
import type { MarkIn, StandardOnly } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import type { TriedSteps, TryBuilder } from '../types/trying';

/**
 * The patterns with their input named beforehand; part of what `steps<Input>()` gives.
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 */
export interface PatternFactories<Input, Variables> {
  /** A step that starts a workflow once for each key, however often it runs: the execution is named by a hash of the key, and the service refuses a name that it had in the last 90 days. See {@link dedupe}. */
  dedupe<ChildInput, ChildOutput, Payload extends PayloadTemplate<ChildInput>, Type = unknown>(
    name: string,
    started: StartedWorkflow<ChildInput, ChildOutput> & MachineTypeBrand<Type> & StartsOnce<Type>,
    options: DedupeOptions<Input, Variables, ChildInput, Payload>,
  ): Step<Input, Input, Variables, unknown>;
  /** A step that does the same work for each item and lets every item come to its end: one that fails does not stop the others, as it would in a `map`. See {@link fanOut}. */
  fanOut<
    Item,
    Result = Refused,
    Selected = NotGiven,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Inner = unknown,
    Given = unknown,
    Outcome = unknown,
  >(
    name: string,
    options: FanOutOptions<Input, Variables, Item, Selected> &
      PlaceOptions<Input, Into, Replace, Discard> &
      AsGiven<Given, FanOutKey | PlaceKey>,
    each: (
      item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Unended<Variables>, Unended<Variables>>,
    ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
    outcome?: OutcomeOptions<
      Input,
      Variables,
      FannedOut<IterationInput<Item, Selected>, NoInfer<Result | EarlyOutput<Inner>>>,
      Output,
      Written
    > &
      AsGiven<Outcome, 'output' | 'assign'>,
  ): Step<
    Input,
    Passed<Input, FannedOut<IterationInput<Item, Selected>, Result | EarlyOutput<Inner>>, Into, Replace, Discard, Output, GivenKeys<Given>>,
    Variables,
    Assigned<Written, GivenKeys<Given>> & MarkIn<Inner>
  >;
  /** A step that repeats another one while a condition holds. See {@link loop}. */
  loop<Output = Refused, Added = unknown, Given = unknown>(
    name: string,
    options: Partial<LoopOptions<Input, Variables>> & WhileGiven<Given> & AsGiven<Given, 'while'>,
    body: RepeatedStep<Input, Output, Variables, Added>,
  ): Step<Input, Looped<Input, Output>, Variables, MarkIn<Added>>;
  /** A step that repeats another one until its result says so, with a pause in between, and fails after a deadline by the clock or a number of runs. See {@link pollUntil}. */
  pollUntil<Output = Refused, Added = unknown, Given = unknown>(
    name: string,
    check: RepeatedStep<Input, Output, Variables, Added>,
    options: PollOptions<Input, Variables, NoInfer<Output>, NoInfer<Added>> &
      PollEnds<Given> &
      AsGiven<Given, 'until' | 'every' | 'error' | 'deadline' | 'attempts'>,
  ): Step<Input, Settled<Output>, Variables, Added>;
  /** Steps that are undone when a later one fails: compensations run in reverse order, each retried 20 times within 69 minutes (in Express executions 5 times within about one) unless it says otherwise, and then the workflow fails with the error that started them. See {@link saga}. */
  saga<Output, AllVariables>(
    name: string,
    build: (saga: SagaBuilder<Input, Variables>) => SagaBuilder<Output, AllVariables>,
    options?: SagaOptions,
  ): Step<Input, Output, Variables, AllVariables>;
  /** Steps whose failure is handled as one: a Parallel of one branch, with what the branch hands on as its output. See {@link tryCatch}. */
  tryCatch<Output, Caught, Added>(
    name: string,
    build: (attempt: TryBuilder<Input, Variables>) => TriedSteps<Output, Caught, Added>,
  ): Step<Input, OutputOrCaught<Input, Output, Caught>, Variables, VariablesOrCaught<unknown, Added>>;
  /** A step that asks somebody and goes on once the answer is yes. See {@link waitForApproval}. */
  waitForApproval<
    Event,
    Payload extends PayloadTemplate<Event> = PayloadTemplate<Event>,
    Into extends string = never,
    Rejected = never,
    Expired = never,
    Given = unknown,
  >(
    name: string,
    asks: HandlerReference<Event, unknown>,
    options: ApprovalOptions<Input, Variables, Event, Payload, Into, Rejected, Expired> & TimeoutGiven<Given> & AsGiven<Given, ApprovalKey>,
  ): Step<Input, Join<Input, (Input & { [Name in Into]: Approval }) | Rejected | Expired>, Variables, StandardOnly>;
}
