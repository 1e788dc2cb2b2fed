import { internalRoot } from '../expressions/node';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import type { CatchNode, ParallelNode } from '../steps/step-node';
import { stepOf } from '../steps/step-value';
import type { OutputOrCaught, VariablesOrCaught } from '../types/catching';
import type { Step } from '../types/step';
import type { TriedBuilder, TryBuilder } from '../types/trying';

class TryCollector {
  constructor(readonly node: ParallelNode) {}

  try(step: AnyNestedStep): TryCollector {
    return new TryCollector({ ...this.node, branches: [nestedNode(step)] });
  }

  on(errors: string | readonly string[], handler: AnyNestedStep): TryCollector {
    return this.catching({ errors: typeof errors === 'string' ? [errors] : errors, handler: nestedNode(handler) });
  }

  catch(handler: AnyNestedStep): TryCollector {
    return this.catching({ handler: nestedNode(handler) });
  }

  private catching(entry: CatchNode): TryCollector {
    return new TryCollector({ ...this.node, catches: [...this.node.catches, entry] });
  }
}

/** Gives the Parallel of one branch that a `tryCatch` is. */
export function tryCatchNode(name: string, build: (attempt: never) => unknown): ParallelNode {
  const collect = build as unknown as (attempt: TryCollector) => TryCollector;
  const result = { kind: 'index', of: internalRoot('rawResult'), index: 0 } as const;
  return Object.freeze(
    collect(new TryCollector({ kind: 'parallel', name, branches: [], result, placement: { mode: 'result' }, catches: [] })).node,
  );
}

/**
 * Gives steps whose failure is handled as one: a Parallel of one branch, with what the branch hands on as its output. Handlers get the
 * input with the failure under `error`. Variables that the tried steps assign are not visible after it.
 *
 * @example
 * tryCatch('Deliver', (t) => t
 *   .try(steps<Order>().invoke('Ship', ship, { into: 'shipment' }))
 *   .on('NoCarrier', pass('Pick Up Instead'))
 *   .catch(fail('Not Delivered')))
 */
export function tryCatch<Input, Variables, Output, Caught, Added>(
  name: string,
  build: (attempt: TryBuilder<Input, Variables>) => TriedBuilder<Input, Variables, Output, Caught, Added>,
): Step<Input, OutputOrCaught<Input, Output, Caught>, Variables, VariablesOrCaught<unknown, Added>> {
  return stepOf(tryCatchNode(name, build));
}
