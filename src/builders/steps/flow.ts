import type { Chain } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { BuilderError, requireAtMost } from '../../expressions';
import { type ChainableOptions, chainOf } from '../lowering/to-chainable';
import { isAddedToWhereBegun, noteBegun, noteContinued } from '../tree/dropped-steps';
import { knownOptions } from '../tree/known-options';
import type { SequenceNode, StepNode } from '../tree/step-node';
import { stepKey, stepNodeOf } from '../tree/step-value';
import type { Flow, Step } from '../types/step';

class FlowValue<Input, Output, Variables, VariablesIn> {
  readonly [stepKey]: SequenceNode;
  readonly name: string;

  constructor(node: SequenceNode) {
    this[stepKey] = node;
    this.name = node.name;
    Object.freeze(this);
  }

  next<NextOutput, Added>(step: Step<Output, NextOutput, Variables, Added>): Flow<Input, NextOutput, Variables & Added, VariablesIn> {
    requireAtMost(
      'next()',
      1,
      arguments,
      'write next(first).next(second): each call adds one step.',
      this.name === '' ? undefined : this.name,
    );
    const before = this[stepKey];
    const node = stepNodeOf(step);
    if (before.last !== undefined && endsThere(before.last)) {
      throw new BuilderError({
        code: 'STEP_UNREACHABLE',
        step: node.name,
        message: `It comes after "${before.last.name}", which ends the workflow.`,
        hint: 'take the step out, or put the ending step on a branch of a choice.',
      });
    }
    const longer: SequenceNode = { kind: 'sequence', name: before.last === undefined ? node.name : before.name, before, last: node };
    // A flow without steps may begin many others, which are made elsewhere.
    if (before.last !== undefined || isAddedToWhereBegun(before, this.next)) noteContinued(before, longer);
    return flowOf(longer);
  }

  toChainable(scope: Construct, options: ChainableOptions = {}): Chain {
    requireAtMost('toChainable()', 2, arguments, undefined, this.name);
    return chainOf(this[stepKey], scope, knownOptions(this.name, 'toChainable', options));
  }
}

function endsThere(node: StepNode): boolean {
  if (node.kind === 'sequence') return node.last !== undefined && endsThere(node.last);
  return node.kind === 'fail' || node.kind === 'succeed' || node.kind === 'back';
}

function flowOf<Input, Output, Variables, VariablesIn>(node: SequenceNode): Flow<Input, Output, Variables, VariablesIn> {
  return new FlowValue<Input, Output, Variables, VariablesIn>(node) as unknown as Flow<Input, Output, Variables, VariablesIn>;
}

/**
 * A flow without steps, whose input is named by type alone; `next` adds to it.
 *
 * @typeParam Input what an execution takes
 * @typeParam Variables the variables known at the start, for flows used inside others
 * @example workflow<Order>().next(invoke('Charge Card', charge, { into: 'receipt' }))
 */
// biome-ignore lint/complexity/noBannedTypes: a workflow starts without variables.
export function workflow<Input = unknown, Variables = {}>(): Flow<Input, Input, Variables, Variables> {
  requireAtMost('workflow()', 0, arguments, 'the workflow gets its name where it is constructed, and its types between < and >.');
  const empty: SequenceNode = { kind: 'sequence', name: '' };
  noteBegun(empty, workflow);
  return flowOf(empty);
}

/** A flow without steps for one callback, which adds to it. */
export function nestedFlow(): Flow<never, never, never, never> {
  return flowOf({ kind: 'sequence', name: '', nested: true });
}
