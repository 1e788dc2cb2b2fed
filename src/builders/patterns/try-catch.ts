import { kinds } from '../../asl';
import { BuilderError, internalRoot, requireValue } from '../../expressions';
import { type AnyNestedStep, nestedNode, oneStep } from '../steps/nested-step';
import { withHandler } from '../steps/recovery';
import { type CallCount, refuseDroppedCalls } from '../tree/dropped-steps';
import { refuseEndInside } from '../tree/ends-inside';
import { made } from '../tree/made';
import type { CatchNode, ParallelNode, StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { Step } from '../types/step';
import type { TriedSteps, TryBuilder } from '../types/trying';
import { finallyNode } from './finally';

class TryCollector {
  constructor(
    readonly node: ParallelNode,
    readonly last?: StepNode,
    readonly calls: CallCount = { made: 0 },
    readonly kept = 0,
  ) {}

  try(step: AnyNestedStep): TryCollector {
    oneStep('try()', 1, arguments, this.node.name);
    const node = nestedNode(step);
    refuseEndInside(node, 'the tried steps of a tryCatch');
    return this.with({ ...this.node, branches: [node] });
  }

  on(errors: string | readonly string[], handler: AnyNestedStep): TryCollector {
    oneStep('on()', 2, arguments, this.node.name);
    return this.catching({ errors: typeof errors === 'string' ? [errors] : errors, handler: nestedNode(handler) });
  }

  catch(handler: AnyNestedStep): TryCollector {
    oneStep('catch()', 1, arguments, this.node.name);
    return this.catching({ handler: nestedNode(handler) });
  }

  finally(step: AnyNestedStep): TryCollector {
    oneStep('finally()', 1, arguments, this.node.name);
    return this.with(this.node, nestedNode(step));
  }

  private catching(entry: CatchNode): TryCollector {
    return this.with({ ...this.node, catches: withHandler(this.node.catches, entry) });
  }

  private with(node: ParallelNode, last = this.last): TryCollector {
    this.calls.made += 1;
    return new TryCollector(node, last, this.calls, this.kept + 1);
  }
}

const TRY_HINT = 'write tryCatch(name, (t) => t.try(step).catch(handler)).';

/** The Parallel of one branch that a `tryCatch` is, with what runs at last around it. */
export function tryCatchNode(name: string, build: (attempt: never) => unknown): StepNode {
  const collect = build as unknown as (attempt: TryCollector) => TryCollector;
  const result = { kind: 'index', of: internalRoot('rawResult'), index: 0 } as const;
  requireValue('tryCatch()', build, kinds.callable, 'what it tries', TRY_HINT, name);
  const collected = collect(new TryCollector({ kind: 'parallel', name, branches: [], result, placement: { mode: 'result' }, catches: [] }));
  requireValue('tryCatch()', collected, made(TryCollector), 'what its function returns', TRY_HINT, name);
  const { node, last, calls, kept } = collected;
  refuseDroppedCalls(name, calls, kept);
  if (node.branches.length === 0) {
    throw new BuilderError({
      code: 'TRY_EMPTY',
      step: name,
      message: 'It tries no step.',
      hint: 'begin with one: tryCatch(name, (t) => t.try(step).catch(handler)).',
    });
  }
  if (last === undefined) return Object.freeze(node);
  for (const { handler } of node.catches) if (handler !== 'continue') refuseEndInside(handler, 'a tryCatch with finally');
  refuseEndInside(last, 'the finally of a tryCatch');
  return Object.freeze(finallyNode(node, last));
}

/**
 * Steps whose failure is handled as one: a Parallel of one branch, with what the branch hands on as its output. Handlers get the
 * input with the failure under `error`. Variables that the tried steps assign are not visible after it. The step of `finally` gets the
 * input and runs in any case; a failure that nobody handled goes on after it.
 *
 * @example
 * tryCatch('Deliver', (t) => t
 *   .try(steps<Order>().invoke('Ship', ship, { into: 'shipment' }))
 *   .on('NoCarrier', pass('Pick Up Instead'))
 *   .catch(fail('Not Delivered')))
 */
export function tryCatch<Input, Variables, Output, Caught, Added>(
  name: string,
  build: (attempt: TryBuilder<Input, Variables>) => TriedSteps<Output, Caught, Added>,
): Step<Input, OutputOrCaught<Input, Output, Caught>, Variables, VariablesOrCaught<unknown, Added>> {
  return stepMade(name, ['tryCatch', 2, arguments], () => tryCatchNode(name, build));
}
