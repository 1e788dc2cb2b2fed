// Written by `npx tsx scripts/write-factories.ts` from the files of ../steps; change those.

import type { IActivity } from 'aws-cdk-lib/aws-stepfunctions';
import type { TaskBrand } from '../../asl';
import type { KeepsTexts, PayloadTemplate, Refused } from '../../expressions';
import type { ActivityBrand, ActivityOptions } from '../steps/activity';
import type { ChoiceOnOptions } from '../steps/choice-on';
import type { ChildInput, DistributedKey, DistributedOptions, DistributedResult, NoVariables, ResultShape } from '../steps/distributed-map';
import type { FailOptions } from '../steps/fail';
import type { HandlerReference } from '../steps/handler';
import type { HttpAnswer, HttpKey, HttpOptions } from '../steps/http';
import type { InvokeBrand, InvokeKey, NameWithPayload, PayloadNeeded, PayloadOptions, TaskResult } from '../steps/invoke';
import type { ItemOptions, IterationInput } from '../steps/map';
import type { Branches, BranchResults } from '../steps/parallel';
import type { PassedOn, PassOptions } from '../steps/pass';
import type { SdkKey, SdkOptions } from '../steps/sdk';
import type { SdkAccess } from '../steps/sdk-access';
import type {
  NameWithInput,
  StartedExecution,
  StartedWorkflow,
  StartInputNeeded,
  StartKey,
  StartOptions,
  StartResult,
} from '../steps/start-workflow';
import type { SucceedOptions } from '../steps/succeed';
import type { TaskOptions } from '../steps/task';
import type { NoTypeGiven, TypeGiven } from '../steps/typed';
import type { GivenWait } from '../steps/wait';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { CaseAdded, CaseOutputs, CaseSteps, CasesOf, Chooses, DiscriminantKey, EachCase, KnownCases } from '../types/choosing';
import type { EarlyOutput, EndsWith, SucceededWith, Unended } from '../types/early-end';
import type { ErrorName, NamesOf, RaisesLambda, RaisesSdk, RaisesStart } from '../types/error-name';
import type { Join, JoinVariables } from '../types/join';
import type { MachineTypeBrand, RunsInChild } from '../types/machine-type';
import type {
  AsGiven,
  CommentOptions,
  OutcomeOptions,
  PlacementKey,
  PlacementOptions,
  RecoveryKey,
  RecoveryOptions,
  TimeoutKey,
  TimeoutOptions,
} from '../types/options';
import type { Assigned, GivenKeys, NotGiven, Passed } from '../types/passing';
import type { Ended, MarkedIf, MarkIn, MarkInAny, StandardOnly } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import type { PatternFactories } from './pattern-factories';

/**
 * The builders of single steps with their input named beforehand, for steps that stand alone or are used more than once.
 *
 * @typeParam Input the state input of the steps
 * @typeParam Variables the variables they can read
 */
export interface StepFactories<Input, Variables> extends PatternFactories<Input, Variables> {
  /** A step whose work an activity worker fetches and answers. See {@link activity}. */
  activity<
    Payload = NotGiven,
    Result = NoTypeGiven,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Given = unknown,
  >(
    name: string,
    worker: IActivity,
    options?: ActivityOptions<Input, Variables, Payload, Result> &
      PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, 'payload' | 'result' | PlacementKey | RecoveryKey | TimeoutKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, keyof Given>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, keyof Given>, CaughtAdded> & StandardOnly
  > &
    ActivityBrand<Input, Payload, Result>;
  /** A step that goes one way or another. See {@link choice}. */
  choice<Outputs, Added>(
    name: string,
    build: Chooses<Input, Variables, Outputs, Added>,
    options?: CommentOptions,
  ): Step<Input, Join<Input, Outputs>, Variables, JoinVariables<Added>>;
  /** A step with one branch for each value of a key. See {@link choiceOn}. */
  choiceOn<Key extends keyof Input & string, Cases extends CaseSteps<Input, Variables, Key>>(
    key: Key & DiscriminantKey<Input, NoInfer<Key>> & EachCase<Input, Variables, NoInfer<Key>, NoInfer<Cases>>,
    cases: Cases & KnownCases<Key, CasesOf<Input, Key>, Cases>,
    options?: ChoiceOnOptions,
  ): Step<Input, Join<Input, CaseOutputs<Cases>>, Variables, JoinVariables<CaseAdded<Cases>>>;
  /** A step that runs a child execution for each item, up to 10,000 at once. See {@link distributedMap}. */
  distributedMap<
    Item,
    Result = Refused,
    Selected = NotGiven,
    BatchInput = NotGiven,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Express extends boolean = false,
    Inner = unknown,
    Given = unknown,
    Outcome = unknown,
    Shape extends ResultShape = 'COMPACT',
  >(
    name: string,
    options: DistributedOptions<Input, Variables, Item, Selected, BatchInput, Express, Shape> &
      PlacementOptions<Input, Variables, DistributedResult<unknown, Given, Shape>, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      AsGiven<Given, DistributedKey | PlacementKey | RecoveryKey>,
    each: (
      item: Flow<ChildInput<Item, Selected, BatchInput, Given>, ChildInput<Item, Selected, BatchInput, Given>, NoVariables, NoVariables>,
    ) => Step<ChildInput<Item, Selected, BatchInput, Given>, Result, NoVariables, Inner> & RunsInChild<Express, NoInfer<Inner>>,
    outcome?: OutcomeOptions<Input, Variables, DistributedResult<NoInfer<Result | EarlyOutput<Inner>>, Given, Shape>, Output, Written> &
      AsGiven<Outcome, 'output' | 'assign'>,
  ): Step<
    Input,
    OutputOrCaught<
      Input,
      Passed<Input, DistributedResult<Result | EarlyOutput<Inner>, Given, Shape>, Into, Replace, Discard, Output, GivenKeys<Given>>,
      Caught
    >,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & StandardOnly
  >;
  /** A step that ends the workflow with a failure. See {@link fail}. */
  fail<Name extends ErrorName>(name: string, options?: FailOptions<Input, Variables, Name>): Step<Input, never, Variables, Ended>;
  /** A step that calls an HTTPS endpoint through a connection of EventBridge. See {@link http}. */
  http<
    Body = unknown,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Given = unknown,
  >(
    name: string,
    options: HttpOptions<Input, Variables, Body> &
      PlacementOptions<Input, Variables, HttpAnswer<Body>, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, HttpKey | PlacementKey | RecoveryKey | TimeoutKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, HttpAnswer<Body>, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded>
  > &
    TaskBrand<unknown, HttpAnswer<Body>, never>;
  /** A step that invokes a Lambda function, typed by its handler. See {@link invoke}. */
  invoke<Event, Result>(
    name: string,
    handler: HandlerReference<Event, Result>,
  ): Step<Event, Result, Variables, unknown> & InvokeBrand<Event, false, Result, unknown>;
  invoke<
    Event,
    Result,
    Payload extends PayloadTemplate<Event> = PayloadTemplate<Event>,
    Callback extends boolean = false,
    Answer = unknown,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName | NamesOf<RaisesLambda>,
    Given = unknown,
  >(
    name: NameWithPayload<Input, Event, Given, Callback>,
    handler: HandlerReference<Event, Result>,
    options: PayloadNeeded<Input, Event, Given> &
      PayloadOptions<Input, Variables, Event, Payload, Callback, Answer> &
      PlacementOptions<Input, Variables, TaskResult<Callback, Result, Answer>, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesLambda> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, InvokeKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, TaskResult<Callback, Result, Answer>, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Callback>
  > &
    InvokeBrand<Event, Callback, Result, Answer>;
  /** A step that runs a flow for each item and collects what comes out, in the order of the items. See {@link map}. */
  map<
    Item,
    Result = Refused,
    Selected = NotGiven,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Inner = unknown,
    Given = unknown,
    Outcome = unknown,
  >(
    name: string,
    options: ItemOptions<Input, Variables, Item, Selected> &
      PlacementOptions<Input, Variables, readonly unknown[], Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      AsGiven<Given, 'items' | 'itemSelector' | 'maxConcurrency' | PlacementKey | RecoveryKey>,
    each: (
      item: Flow<IterationInput<Item, Selected>, IterationInput<Item, Selected>, Unended<Variables>, Unended<Variables>>,
    ) => Step<IterationInput<Item, Selected>, Result, Variables, Inner>,
    outcome?: OutcomeOptions<Input, Variables, NoInfer<Result | EarlyOutput<Inner>>[], Output, Written> &
      AsGiven<Outcome, 'output' | 'assign'>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, (Result | EarlyOutput<Inner>)[], Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkIn<Inner>
  >;
  /** A step that runs branches at the same time: named branches come out as an object, a list of branches as a tuple. See {@link parallel}. */
  parallel<
    Ends extends Readonly<Record<string, unknown>> | readonly unknown[] | [],
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Given = unknown,
  >(
    name: string,
    branches: Branches<Input, Variables, Ends>,
    options?: PlacementOptions<Input, Variables, BranchResults<NoInfer<Ends>>, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      AsGiven<Given, PlacementKey | RecoveryKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, BranchResults<Ends>, Into, Replace, Discard, Output, keyof Given>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, keyof Given>, CaughtAdded> & MarkInAny<Ends>
  >;
  /** A step that does no work: it hands on its input, or reshapes it, or stores variables. See {@link pass}. */
  pass(name: string): Step<Input, Input, Variables, unknown>;
  pass<
    Value = NotGiven,
    Into extends string = never,
    Replace extends string = never,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Given = unknown,
  >(
    name: string,
    options: PassOptions<Input, Variables, Value, Into, Replace, Output, Written> &
      AsGiven<Given, 'value' | Exclude<PlacementKey, 'discard'>>,
  ): Step<Input, PassedOn<Input, Value, Into, Replace, Output, GivenKeys<Given>>, Variables, Assigned<Written, GivenKeys<Given>>>;
  /** A step that calls any AWS service by its SDK action, with exactly the permission that it needs. See {@link sdk}. */
  sdk<
    Service extends string,
    Action extends string,
    Request = unknown,
    Parameters extends PayloadTemplate<Request> = PayloadTemplate<Request>,
    Callback extends boolean = false,
    Result = NoTypeGiven,
    Access = SdkAccess,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName | NamesOf<RaisesSdk<Service, Callback>>,
    Given = unknown,
  >(
    name: string,
    options: SdkOptions<Input, Variables, Service, Action, Request, Parameters, Callback, Result, Access, Given> &
      PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesSdk<Service, Callback>> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, SdkKey | PlacementKey | RecoveryKey | TimeoutKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Callback>
  > &
    TaskBrand<unknown, TypeGiven<Result>, never>;
  /** A step that starts another workflow, with its types. See {@link startWorkflow}. */
  startWorkflow<ChildInput, ChildOutput>(
    name: string,
    started: StartedWorkflow<ChildInput, ChildOutput>,
  ): Step<ChildInput, StartedExecution, Variables, unknown>;
  startWorkflow<
    ChildInput,
    ChildOutput,
    Payload extends PayloadTemplate<ChildInput> = PayloadTemplate<ChildInput>,
    Sync extends boolean = false,
    Callback extends boolean = false,
    Answer = unknown,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName | NamesOf<RaisesStart<Callback>>,
    Type = unknown,
    Given = unknown,
  >(
    name: NameWithInput<Input, ChildInput, Given>,
    started: StartedWorkflow<ChildInput, ChildOutput> & MachineTypeBrand<Type>,
    options: StartInputNeeded<Input, ChildInput, Given> &
      StartOptions<Input, Variables, ChildInput, Payload, Sync, Callback, Answer, Type> &
      PlacementOptions<Input, Variables, StartResult<Sync, Callback, ChildOutput, Answer>, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors, RaisesStart<Callback>> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, StartKey | PlacementKey | RecoveryKey | TimeoutKey>,
  ): Step<
    Input,
    OutputOrCaught<
      Input,
      Passed<Input, StartResult<Sync, Callback, ChildOutput, Answer>, Into, Replace, Discard, Output, GivenKeys<Given>>,
      Caught
    >,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded> & MarkedIf<Sync> & MarkedIf<Callback>
  >;
  /** A step that ends the workflow with success; inside a Map or Parallel it ends the iteration or branch, whose result this output then is. See {@link succeed}. */
  succeed<Output extends KeepsTexts = NotGiven, Given = unknown>(
    name: string,
    options?: SucceedOptions<Input, Variables, Output> & AsGiven<Given, 'output' | 'comment'>,
  ): Step<Input, never, Variables, Ended & EndsWith<SucceededWith<Input, Output>>>;
  /** A step for any L2 task, with the permissions that the L2 task brings. See {@link task}. */
  task<
    Result = NoTypeGiven,
    Into extends string = never,
    Replace extends string = never,
    Discard extends boolean = false,
    Output extends KeepsTexts = NotGiven,
    Written = NotGiven,
    Caught = never,
    CaughtAdded = never,
    Errors extends string = ErrorName,
    Given = unknown,
  >(
    name: string,
    options: TaskOptions<Input, Variables, Result> &
      PlacementOptions<Input, Variables, Result, Into, Replace, Discard, Output, Written> &
      RecoveryOptions<Input, Variables, Caught, CaughtAdded, Errors> &
      TimeoutOptions<Input, Variables> &
      AsGiven<Given, 'state' | 'result' | 'credentials' | PlacementKey | RecoveryKey | TimeoutKey>,
  ): Step<
    Input,
    OutputOrCaught<Input, Passed<Input, Result, Into, Replace, Discard, Output, GivenKeys<Given>>, Caught>,
    Variables,
    VariablesOrCaught<Assigned<Written, GivenKeys<Given>>, CaughtAdded>
  > &
    TaskBrand<unknown, TypeGiven<Result>, unknown>;
  /** A step that waits: for a duration, for seconds known at run time, or until a timestamp. See {@link wait}. */
  wait<Output extends KeepsTexts = NotGiven, Written = NotGiven, Given = unknown>(
    name: string,
    options: GivenWait<Input, Variables, Output, Written, Given>,
  ): Step<Input, PassedOn<Input, NotGiven, never, never, Output, GivenKeys<Given>>, Variables, Assigned<Written, GivenKeys<Given>>>;
}
