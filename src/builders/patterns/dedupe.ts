import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { hash, type Operand, type PayloadFit, type PayloadTemplate } from '../../expressions';
import { type StartedWorkflow, startWorkflowNode } from '../steps/start-workflow';
import { knownOptions } from '../tree/known-options';
import type { StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { StepScope } from '../types/scopes';
import type { Step } from '../types/step';

/** What an execution is started for at most once. */
export interface DedupeOptions<Input, Variables, ChildInput, Payload> {
  /** The key: of executions with the same one, only the first is started. */
  readonly key: (scope: StepScope<Input, Variables>) => Operand<string>;
  /** The input of the execution. */
  readonly input: (scope: StepScope<Input, Variables>) => Payload & PayloadFit<Payload, ChildInput>;
}

/**
 * A step that starts a workflow once for each key, however often it runs: the execution is named by a hash of the key, and the
 * service refuses a name that it had in the last 90 days. Hands on its input.
 *
 * @example dedupe('Ship Once', shipping, { key: ({ input }) => input.orderId, input: ({ input }) => ({ orderId: input.orderId }) })
 */
export function dedupe<Input, Variables, ChildInput, ChildOutput, Payload extends PayloadTemplate<ChildInput>>(
  name: string,
  started: StartedWorkflow<ChildInput, ChildOutput>,
  options: DedupeOptions<Input, Variables, ChildInput, Payload>,
): Step<Input, Input, Variables, unknown> {
  return stepMade(name, ['dedupe', 3, arguments], () =>
    dedupeNode(name, started, knownOptions(name, 'dedupe', options) as unknown as UntypedDedupe),
  );
}

/** The options without their types. */
export interface UntypedDedupe {
  readonly key: (scope: unknown) => Operand<string>;
  readonly input: (scope: never) => unknown;
}

/** The description of a start that is refused the second time. */
export function dedupeNode(name: string, started: IStateMachine, options: UntypedDedupe): StepNode {
  const node = startWorkflowNode(name, started, {
    input: options.input,
    executionName: (scope: never) => hash(options.key(scope)),
    discard: true,
  });
  const errors = ['StepFunctions.ExecutionAlreadyExistsException', 'Sfn.ExecutionAlreadyExistsException'];
  return { ...node, catches: [{ errors, handler: 'continue', keepInput: true }] };
}
