import {
  type IChainable,
  type INextable,
  type State,
  StateMachine,
  type StateMachineProps,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { kinds, type WorkflowBrand } from '../../asl';
import { atConstruct, BuilderError, requireAtMost, requireValue } from '../../expressions';
import { refuseExpressChildren, refuseWaiting } from '../lowering/express-rules';
import type { LambdaBinding } from '../lowering/lambda-binding';
import { lowerDefinition } from '../lowering/lower-definition';
import { renderers, type WorkflowLanguage } from '../lowering/to-chainable';
import { droppedStep } from '../tree/dropped-steps';
import type { StepNode } from '../tree/step-node';
import { stepNodeOf } from '../tree/step-value';
import type { EarlyOutput } from '../types/early-end';
import type { MachineTypeBrand } from '../types/machine-type';
import type { RunsAs } from '../types/standard-only';
import type { Step } from '../types/step';
import { validateItself } from '../validation/self-validation';
import { withExpressDefaults } from './express-defaults';
import { HoistedDefinition } from './hoisted-definition';
import { allowKey } from './key-permissions';
import { knownProps, missingDefinition, watched } from './known-props';
import { allowChildren } from './map-permissions';

/** Everything that a StateMachine takes, except that its definition is a flow. */
export interface WorkflowProps<Input, Output, Variables = unknown>
  extends Omit<StateMachineProps, 'definition' | 'definitionBody' | 'queryLanguage'> {
  /** The flow, or a single step. */
  // biome-ignore lint/complexity/noBannedTypes: a workflow starts without variables.
  readonly definition: Step<Input, Output, {}, Variables>;
  /** The language its expressions are written in. @default 'JSONata' */
  readonly queryLanguage?: WorkflowLanguage;
  /** Which version of the code of Lambda functions the steps run; a step can choose another. @default 'unqualified' */
  readonly lambda?: LambdaBinding;
  /**
   * Whether it validates itself while the app is synthesized: an ERROR fails the synthesis, a WARNING becomes an annotation. Where
   * `DrystepValidation` is registered, that plugin does it instead. @default true
   */
  readonly validate?: boolean;
}

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

/** The types of a workflow, for the harness and for steps that start it. */
// biome-ignore lint/correctness/noUnusedVariables: merged declarations have the same type parameters.
export interface Workflow<Input, Output, Variables, Type, Early> extends WorkflowBrand<Input, Output | Early>, MachineTypeBrand<Type> {}

/**
 * A state machine whose definition is a typed flow. It is a StateMachine, with the same role and logical ids: grants, metrics, versions,
 * aliases and triggers work as they do there. An Express workflow logs its events and is traced unless `logs` and `tracingEnabled` say otherwise.
 *
 * @typeParam Input what an execution takes
 * @typeParam Output what an execution gives that comes to the end of the flow
 * @typeParam Variables the variables known at its end, which tell whether it can be an Express workflow
 * @typeParam Type whether it is Standard or Express; both where that is not known
 * @typeParam Early what an execution gives that ends early, by `succeed`
 * @example new Workflow(this, 'Orders', { definition: workflow<Order>().next(pass('Start')) })
 * @throws BuilderError when the flow does not make a valid state machine
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the brand is a type only; no property of it exists at run time.
export class Workflow<
  Input = unknown,
  Output = unknown,
  Variables = unknown,
  Type extends StateMachineType = StateMachineType,
  // biome-ignore lint/correctness/noUnusedVariables: the interface above reads it.
  Early = EarlyOutput<Variables>,
> extends StateMachine {
  constructor(
    scope: Construct,
    id: string,
    props: WorkflowProps<Input, Output, Variables> & {
      readonly stateMachineType?: (Type & RunsAs<Type, NoInfer<Variables>>) | undefined;
    },
  ) {
    requireScope(scope, id);
    requireAtMost('new Workflow()', 3, arguments, undefined, id);
    refuseSlash(scope, id);
    const { definition, queryLanguage = 'JSONata', lambda = 'unqualified', validate = true, ...rest } = knownProps(scope, id, props);
    if (definition === undefined) throw missingDefinition(`${scope.node.path}/${id}`, props);
    const machine = () => scope.node.findChild(id) as StateMachine;
    const lazy = new LazyDefinition(id, () =>
      makeStates(machine(), stepNodeOf(definition), { queryLanguage, lambda, express: rest.stateMachineType === StateMachineType.EXPRESS }),
    );
    const { given, requireRead } = watched({ ...withExpressDefaults(rest, machine), definitionBody: new HoistedDefinition(lazy) });
    super(scope, id, given);
    requireRead(this.node.path);
    allowChildren(this);
    allowKey(this, rest);
    if (validate) this.node.addValidation({ validate: () => [...droppedFrom(stepNodeOf(definition)), ...validateItself(this)] });
  }
}

interface StateOptions {
  readonly queryLanguage: WorkflowLanguage;
  readonly lambda: LambdaBinding;
  readonly express: boolean;
}

function makeStates(machine: StateMachine, node: StepNode, options: StateOptions): State {
  const constructPath = machine.node.path;
  const target = {
    // A scope of their own, so that no state takes the id of the role or the resource.
    scope: new Construct(machine, 'States'),
    constructPath,
    renderer: renderers[options.queryLanguage],
    lambda: options.lambda,
    express: options.express,
  };
  return atConstruct(constructPath, () => {
    const start = lowerDefinition(target, node);
    if (options.express) refuseWaiting(start);
    refuseExpressChildren(start);
    return start;
  });
}

/** What was added to the definition, or to what it is made of, and is used nowhere; asked when every workflow of the app is there. */
function droppedFrom(definition: StepNode): readonly string[] {
  const dropped = definition.kind === 'sequence' ? droppedStep(definition) : undefined;
  return dropped === undefined ? [] : [dropped.message];
}

/** What `super` would answer with a TypeError of its own. */
function requireScope(scope: unknown, id: unknown): void {
  const hint = "write new Workflow(this, 'Orders', { definition }).";
  requireValue('new Workflow()', scope, { expected: 'a construct', accepts: Construct.isConstruct }, 'its scope', hint);
  requireValue('new Workflow()', id, kinds.name, 'its id', hint);
}

/** CDK writes such an id in another way without a word, so that paths, logical ids and look-ups no longer hold what the code says. */
function refuseSlash(scope: Construct, id: string): void {
  if (!id.includes('/')) return;
  throw new BuilderError({
    code: 'CONSTRUCT_ID_SLASH',
    constructPath: scope.node.path,
    message: `The id "${id}" of the workflow has a slash, which separates ids in construct paths.`,
    hint: `write "${id.replaceAll('/', '--')}", which is what aws-cdk-lib makes of it.`,
  });
}
