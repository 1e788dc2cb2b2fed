import type { Duration } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IChainable, TaskStateBase } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { JsonValue } from '../../asl';
import type { BuilderError, ExpressionNode } from '../../expressions';
import type { L2Fields } from '../lowering/l2-fields';
import type { LambdaBinding } from '../lowering/lambda-binding';
import type { Renderer, RenderPlace } from '../rendering/renderer';
import type { ResultShape, ResultsTo } from '../steps/distributed-map';
import type { ItemSource } from './item-source';
import type { RetryPolicy } from './retry';

/** Where a result goes. */
export interface Placement {
  readonly mode: 'result' | 'into' | 'replace' | 'discard' | 'output';
  /** The key of `into` and `replace`. */
  readonly key?: string;
  /** The template of `output`. */
  readonly output?: ExpressionNode;
  /** The object of `assign`. */
  readonly assign?: ExpressionNode;
}

/** The key under which a handler finds the failure in its input. */
export const errorKey = 'error';

/** What happens after a failure. */
export interface CatchNode {
  /** Error names; undefined for all errors. */
  readonly errors?: readonly string[];
  /** A step, or `'continue'` for the step after the one that failed. */
  readonly handler: StepNode | 'continue';
  /** What the handler gets. @default the input with the failure under `error`, or as `keepInput` says */
  readonly output?: ExpressionNode;
  /** Set where the handler is to have the input as it was; a name is that of a variable which gets the failure. */
  readonly keepInput?: string | true;
}

/** Fields of the kinds that can fail and be taken care of. */
export interface Recovery {
  readonly retry?: RetryPolicy;
  readonly catches: readonly CatchNode[];
}

/** What a task needs to become an L2 state. */
export interface TaskBinding {
  readonly scope: Construct;
  readonly id: string;
  /** Fields every state of the builders gets: name, language, where the result goes, timeouts. */
  readonly fields: L2Fields;
  readonly renderer: Renderer;
  readonly place: RenderPlace;
  /** The faults of Lambda itself that are retried as aws-cdk-lib does it. Its retrier would stop the search for others once it is exhausted. */
  readonly keptFaults: readonly string[];
  /** Renders a template in the workflow's language. */
  render(node: ExpressionNode): JsonValue;
  /** The function, version or alias to invoke; without a binding of its own, as the workflow says. */
  boundFunction(lambdaFunction: IFunction, own?: LambdaBinding): IFunction;
}

interface NamedNode {
  readonly name: string;
  /** The description this one was made from; both are the same step where names are compared. */
  readonly origin?: StepNode;
  /** What is said of it to people. */
  readonly comment?: string;
}

export interface TaskNode extends NamedNode, Recovery {
  readonly kind: 'task';
  readonly placement: Placement;
  /** What `result` stands for, per language. */
  readonly result: { readonly JSONata: ExpressionNode; readonly JSONPath: ExpressionNode };
  readonly callback: boolean;
  /** A duration, or what gives seconds. */
  readonly timeout?: Duration | ExpressionNode;
  readonly heartbeat?: Duration | ExpressionNode;
  /** A role, or what gives its ARN. */
  readonly credentials?: IRole | ExpressionNode;
  create(binding: TaskBinding): TaskStateBase;
}

/** What a way out of a choice hands on and stores. */
export type OutcomeNode = Pick<Placement, 'output' | 'assign'>;

/** One way out of a choice. */
export interface ChoiceRuleNode extends OutcomeNode {
  readonly condition: ExpressionNode;
  /** A step, or `'continue'` for the step after the choice. */
  readonly step: StepNode | 'continue';
  readonly comment?: string;
}

export interface ChoiceNode extends NamedNode {
  readonly kind: 'choice';
  readonly rules: readonly ChoiceRuleNode[];
  /** The Default: a step, `'continue'` for the step after the choice, or undefined for none. */
  readonly otherwise?: StepNode | 'continue';
  /** Whether the rules hold for every input that the types know, so that there is nothing for a Default to do. */
  readonly exhaustive?: boolean;
  /** What the Default hands on and stores. */
  readonly outcome?: OutcomeNode;
}

/** What only distributed Maps have. */
export interface DistributedNode {
  readonly source?: ItemSource<unknown>;
  readonly sourceKey?: ExpressionNode;
  readonly maxItems?: ExpressionNode;
  readonly batch?: { readonly size?: ExpressionNode; readonly bytes?: ExpressionNode; readonly input?: ExpressionNode };
  readonly resultsTo?: ResultsTo;
  readonly transformation?: ResultShape;
  readonly toleratedFailures?: { readonly count?: ExpressionNode; readonly percentage?: ExpressionNode };
  readonly express?: boolean;
  readonly label?: string;
}

export interface MapNode extends NamedNode, Recovery {
  readonly kind: 'map';
  /** Absent where a source gives the items. */
  readonly items?: ExpressionNode;
  readonly distributed?: DistributedNode;
  readonly itemSelector?: ExpressionNode;
  readonly maxConcurrency?: ExpressionNode;
  readonly processor: StepNode;
  /** What `result` stands for, per language. @default the raw result */
  readonly result?: { readonly JSONata: ExpressionNode; readonly JSONPath: ExpressionNode };
  readonly placement: Placement;
}

export interface ParallelNode extends NamedNode, Recovery {
  readonly kind: 'parallel';
  /** What the branches get. @default the state input */
  readonly input?: ExpressionNode;
  readonly branches: readonly StepNode[];
  readonly result: ExpressionNode;
  readonly placement: Placement;
}

export interface WaitNode extends NamedNode {
  readonly kind: 'wait';
  readonly time: { readonly seconds: ExpressionNode } | { readonly until: ExpressionNode };
  readonly placement: Placement;
}

export interface PassNode extends NamedNode {
  readonly kind: 'pass';
  /** The value of the state; without it the input goes on. */
  readonly value?: ExpressionNode;
  readonly placement: Placement;
}

export interface SucceedNode extends NamedNode {
  readonly kind: 'succeed';
  readonly output?: ExpressionNode;
}

export interface FailNode extends NamedNode {
  readonly kind: 'fail';
  readonly error?: ExpressionNode;
  readonly cause?: ExpressionNode;
}

/** An end with the failure that a variable holds, as a catcher stored it. */
export interface RethrowNode extends NamedNode {
  readonly kind: 'rethrow';
  readonly variable: string;
  /** A variable with text to add to the cause. @default nothing is added */
  readonly notUndone?: string;
}

/** A step that its builder refused, with what is wrong. */
export interface RefusedNode extends NamedNode {
  readonly kind: 'refused';
  readonly error: BuilderError;
}

/** Steps one after the other; the first has no `before`. */
export interface SequenceNode extends NamedNode {
  readonly kind: 'sequence';
  readonly before?: SequenceNode;
  readonly last?: StepNode;
  /** Set for the empty flow that one callback is given. */
  readonly nested?: true;
}

export interface SagaNode extends NamedNode {
  readonly kind: 'saga';
  readonly steps: readonly { readonly step: StepNode; readonly compensate?: StepNode }[];
  readonly failName: string;
}

export interface BackNode extends NamedNode {
  readonly kind: 'back';
  readonly target: StepNode;
}

export interface ForeignNode extends NamedNode {
  readonly kind: 'foreign';
  readonly chainable: IChainable;
}

/** A step with another that looks at its result: handlers of the first one's failures go on after both. */
export interface CheckedNode extends NamedNode {
  readonly kind: 'checked';
  readonly step: StepNode;
  readonly check: StepNode;
}

/** Steps of a pattern that a query language says in its own way. */
export interface PerLanguageNode extends NamedNode {
  readonly kind: 'perLanguage';
  readonly JSONata: StepNode;
  readonly JSONPath: StepNode;
}

/** Steps of a pattern that keep data in variables of their own, which get their names when the whole workflow is known. */
export interface OwnVariablesNode extends NamedNode {
  readonly kind: 'ownVariables';
  /** The names the variables have where nothing else in the workflow has them. */
  readonly wanted: readonly string[];
  /** The steps with variables of these names, in the order of `wanted`. */
  made(names: readonly string[]): StepNode;
}

/** The description of a step, which the lowering turns into states; immutable, so one description serves many bindings. */
export type StepNode =
  | TaskNode
  | ChoiceNode
  | MapNode
  | ParallelNode
  | WaitNode
  | PassNode
  | SucceedNode
  | FailNode
  | RethrowNode
  | RefusedNode
  | SequenceNode
  | SagaNode
  | CheckedNode
  | PerLanguageNode
  | OwnVariablesNode
  | BackNode
  | ForeignNode;

/** Kinds of step descriptions. */
export type StepKind = StepNode['kind'];

/** The description of a step of that kind. */
export type StepNodeOf<Kind extends StepKind> = Extract<StepNode, { kind: Kind }>;
