import {
  DefinitionBody,
  type IChainable,
  type INextable,
  type State,
  StateMachine,
  type StateMachineProps,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { WorkflowBrand } from '../asl';
import { BuilderError, isBuilderError } from './builder-error';
import { jsonataRenderer } from './expressions/render-jsonata';
import { jsonPathRenderer } from './expressions/render-jsonpath';
import type { Renderer } from './expressions/renderer';
import { lowerDefinition } from './lowering/lower-definition';
import { callbackIn } from './steps/callback-in';
import type { StepNode } from './steps/step-node';
import { stepNodeOf } from './steps/step-value';
import type { Step } from './types/step';

/** The query languages of Step Functions. */
export type WorkflowLanguage = 'JSONata' | 'JSONPath';

/** Everything a StateMachine takes but its definition, which is a flow here. */
export interface WorkflowProps<Input, Output> extends Omit<StateMachineProps, 'definition' | 'definitionBody' | 'queryLanguage'> {
  /** The flow, or a single step. */
  // biome-ignore lint/complexity/noBannedTypes: a workflow starts without variables.
  readonly definition: Step<Input, Output, {}, unknown>;
  /** The language its expressions are written in. @default 'JSONata' */
  readonly queryLanguage?: WorkflowLanguage;
}

const renderers: Record<WorkflowLanguage, Renderer> = { JSONata: jsonataRenderer, JSONPath: jsonPathRenderer };

/** The first state of a definition, made when the state machine asks for it: only then there is a construct to make it in. */
class LazyDefinition implements IChainable {
  readonly endStates: INextable[] = [];
  private state: State | undefined;

  constructor(
    readonly id: string,
    private readonly make: () => State,
  ) {}

  get startState(): State {
    this.state ??= this.make();
    return this.state;
  }
}

/** The types of a workflow, for the harness. */
export interface Workflow<Input, Output> extends WorkflowBrand<Input, Output> {}

/**
 * A state machine whose definition is a typed flow. It is a StateMachine, with the same role and logical ids.
 *
 * @typeParam Input what an execution takes
 * @typeParam Output what an execution gives
 * @example new Workflow(this, 'Orders', { definition: workflow<Order>().next(pass('Start')) })
 * @throws BuilderError when the flow makes no valid state machine
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the brand is a type only; no property of it exists at run time.
export class Workflow<Input = unknown, Output = unknown> extends StateMachine {
  constructor(scope: Construct, id: string, props: WorkflowProps<Input, Output>) {
    const { definition, queryLanguage = 'JSONata', ...rest } = props;
    const node = stepNodeOf(definition);
    const lazy = new LazyDefinition(id, () => makeStates(scope, id, node, renderers[queryLanguage], rest.stateMachineType));
    super(scope, id, { ...rest, definitionBody: DefinitionBody.fromChainable(lazy) });
  }
}

function makeStates(scope: Construct, id: string, node: StepNode, renderer: Renderer, type: StateMachineType | undefined): State {
  const machine = scope.node.findChild(id) as StateMachine;
  const constructPath = machine.node.path;
  if (type === StateMachineType.EXPRESS) refuseCallbacks(node, constructPath);
  try {
    // A scope of their own, so that no state takes the id of the role or the resource.
    return lowerDefinition({ scope: new Construct(machine, 'States'), constructPath, renderer }, node);
  } catch (error) {
    if (!isBuilderError(error) || error.details.constructPath !== undefined) throw error;
    throw new BuilderError({ ...error.details, constructPath });
  }
}

function refuseCallbacks(node: StepNode, constructPath: string): void {
  const step = callbackIn(node);
  if (step === undefined) return;
  throw new BuilderError({
    code: 'EXPRESS_CALLBACK',
    constructPath,
    step: step.name,
    message: 'An Express workflow cannot wait for a task token.',
    hint: 'make the workflow Standard, or drop waitForTaskToken.',
  });
}
