import { type IStateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { kinds, type OptionTable } from '../../asl';
import { BuilderError, hash, type Operand, type PayloadFit, type PayloadTemplate } from '../../expressions';
import { type StartedWorkflow, startWorkflowNode } from '../steps/start-workflow';
import { patternOptions } from '../tree/known-options';
import type { StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { MachineTypeBrand, StartsOnce } from '../types/machine-type';
import type { Settled } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';

const OPTIONS: OptionTable<UntypedDedupe> = { key: kinds.callable, input: kinds.callable };

/** What an execution is started for at most once. */
export interface DedupeOptions<Input, Variables, ChildInput, Payload> {
  /** The key: of executions with the same one, only the first is started. */
  readonly key: (scope: StepScope<Input, Variables>) => Operand<string>;
  /** The input of the execution. */
  readonly input: (scope: StepScope<Input, Variables>) => Payload & PayloadFit<Payload, Settled<ChildInput>>;
}

/**
 * A step that starts a workflow once for each key, however often it runs: the execution is named by a hash of the key, and the
 * service refuses a name that it had in the last 90 days. Passes on its input. An Express workflow cannot be started this way, since its names may repeat.
 *
 * @example dedupe('Ship Once', shipping, { key: ({ input }) => input.orderId, input: ({ input }) => ({ orderId: input.orderId }) })
 */
export function dedupe<Input, Variables, ChildInput, ChildOutput, Payload extends PayloadTemplate<ChildInput>, Type = unknown>(
  name: string,
  started: StartedWorkflow<ChildInput, ChildOutput> & MachineTypeBrand<Type> & StartsOnce<Type>,
  options: DedupeOptions<Input, Variables, ChildInput, Payload>,
): Step<Input, Input, Variables, unknown> {
  return stepMade(name, ['dedupe', 3, arguments], () => dedupeNode(name, started, patternOptions(name, 'dedupe', options, OPTIONS)));
}

/** The options without their types. */
export interface UntypedDedupe {
  readonly key: (scope: unknown) => Operand<string>;
  readonly input: (scope: never) => unknown;
}

/**
 * The description of a start that is refused the second time.
 *
 * @throws BuilderError for an Express workflow, of which each start is another execution
 */
export function dedupeNode(
  name: string,
  started: IStateMachine & { readonly stateMachineType?: StateMachineType },
  options: UntypedDedupe,
): StepNode {
  if (started.stateMachineType === StateMachineType.EXPRESS) {
    throw new BuilderError({
      code: 'EXPRESS_DEDUPE',
      step: name,
      message: 'It starts an Express workflow. Step Functions starts another execution of it each time, whatever its name.',
      hint: 'make that workflow Standard, or keep the keys in a table.',
    });
  }
  const node = startWorkflowNode(name, started, {
    input: options.input,
    executionName: (scope: never) => hash(options.key(scope)),
    discard: true,
  });
  const errors = ['StepFunctions.ExecutionAlreadyExistsException'];
  return { ...node, catches: [{ errors, handler: 'continue', keepInput: true }] };
}
