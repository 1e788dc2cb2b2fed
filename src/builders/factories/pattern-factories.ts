import type { KeepsTexts, PayloadTemplate, Refused } from '../../expressions';
import type { DedupeOptions } from '../patterns/dedupe';
import type { FannedOut, FanOutKey, FanOutOptions } from '../patterns/fan-out';
import type { Looped, LoopOptions, RepeatedStep } from '../patterns/loop';
import type { PollOptions } from '../patterns/poll-until';
import type { SagaOptions } from '../patterns/saga';
import type { Approval, ApprovalOptions } from '../patterns/wait-for-approval';
import type { HandlerReference } from '../steps/handler';
import type { IterationInput } from '../steps/map';
import type { StartedWorkflow } from '../steps/start-workflow';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { SagaBuilder } from '../types/compensating';
import type { Join } from '../types/join';
import type { MachineTypeBrand, StartsOnce } from '../types/machine-type';
import type { AsGiven, OutcomeOptions, PlaceKey, PlaceOptions } from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
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
  /** A step whose parts are undone on failure. See {@link saga}. */
  saga<Output, AllVariables>(
    name: string,
    build: (saga: SagaBuilder<Input, Variables>) => SagaBuilder<Output, AllVariables>,
    options?: SagaOptions,
  ): Step<Input, Output, Variables, AllVariables>;
  /** A step whose failure is handled as one. See {@link tryCatch}. */
  tryCatch<Output, Caught, Added>(
    name: string,
    build: (attempt: TryBuilder<Input, Variables>) => TriedSteps<Output, Caught, Added>,
  ): Step<Input, OutputOrCaught<Input, Output, Caught>, Variables, VariablesOrCaught<unknown, Added>>;
  /** A step that repeats another one while a condition holds. See {@link loop}. */
  loop<Output, Added>(
    name: string,
    options: LoopOptions<NoInfer<Input>, NoInfer<Variables>>,
    body: RepeatedStep<Input, Output, Variables, Added>,
  ): Step<Input, Looped<Input, Output>, Variables, MarkIn<Added>>;
  /** A step that repeats another one until it is done or a deadline is over. See {@link pollUntil}. */
  pollUntil<Output, Added>(
    name: string,
    check: RepeatedStep<Input, Output, Variables, Added>,
    options: PollOptions<Input, Variables, NoInfer<Output>, NoInfer<Added>>,
  ): Step<Input, Output, Variables, Added>;
  /** A step that asks somebody and goes on once the answer is yes. See {@link waitForApproval}. */
  waitForApproval<Event, Payload extends PayloadTemplate<Event>, Into extends string, Rejected = never, Expired = never>(
    name: string,
    asks: HandlerReference<Event, unknown>,
    options: ApprovalOptions<Input, Variables, Event, Payload, Into, Rejected, Expired>,
  ): Step<Input, Join<Input, (Input & { [Name in Into]: Approval }) | Rejected | Expired>, Variables, StandardOnly>;
  /** A step that starts a workflow once for each key. See {@link dedupe}. */
  dedupe<ChildInput, ChildOutput, Payload extends PayloadTemplate<ChildInput>, Type = unknown>(
    name: string,
    started: StartedWorkflow<ChildInput, ChildOutput> & MachineTypeBrand<Type> & StartsOnce<Type>,
    options: DedupeOptions<Input, Variables, ChildInput, Payload>,
  ): Step<Input, Input, Variables, unknown>;
  /** A step that works on every item, whatever becomes of the others. See {@link fanOut}. */
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
      item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Variables, Variables>,
    ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
    outcome?: OutcomeOptions<Input, Variables, FannedOut<IterationInput<Item, Selected>, NoInfer<Result>>, Output, Written> &
      AsGiven<Outcome, 'output' | 'assign'>,
  ): Step<
    Input,
    Passed<Input, FannedOut<IterationInput<Item, Selected>, Result>, Into, Replace, Discard, Output, GivenKeys<Given>>,
    Variables,
    Assigned<Written, GivenKeys<Given>> & MarkIn<Inner>
  >;
}
