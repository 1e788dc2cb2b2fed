import type { OptionTable } from '../../asl';
import { kinds } from '../../asl';
import { BuilderError, requireValue } from '../../expressions';
import { type AnyNestedStep, nestedNode, oneStep } from '../steps/nested-step';
import type { Kinds } from '../tree/builder-kinds';
import { step } from '../tree/builder-kinds';
import { type CallCount, refuseDroppedCalls } from '../tree/dropped-steps';
import { patternOptions } from '../tree/known-options';
import { made } from '../tree/made';
import type { SagaNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { SagaBuilder } from '../types/compensating';
import type { Step } from '../types/step';

const OPTIONS: OptionTable<SagaOptions> = { failName: kinds.text };
const STEP_OPTIONS: Kinds<'compensate'> = { compensate: step };

class SagaCollector {
  constructor(
    readonly steps: SagaNode['steps'],
    readonly calls: CallCount = { made: 0 },
  ) {}

  step(step: AnyNestedStep, options: { readonly compensate?: AnyNestedStep } = {}): SagaCollector {
    oneStep('step()', 2, arguments);
    const node = nestedNode(step);
    const { compensate } = patternOptions(node.name, 'saga.step', options, STEP_OPTIONS);
    const undo = compensate === undefined ? undefined : nestedNode(compensate);
    this.calls.made += 1;
    return new SagaCollector([...this.steps, { step: node, compensate: undo }], this.calls);
  }
}

/** Names of a saga. */
export interface SagaOptions {
  /** Name of the state that fails with the error that started the compensations. @default the saga's name and "Failed" */
  readonly failName?: string;
}

const SAGA_HINT = 'write saga(name, (s) => s.step(book, { compensate: cancel })).';

/** The description of a saga. */
export function sagaNode(name: string, build: (saga: never) => unknown, options: SagaOptions): SagaNode {
  const collect = build as unknown as (saga: SagaCollector) => SagaCollector;
  requireValue('saga()', build, kinds.callable, 'its steps', SAGA_HINT, name);
  const collected = collect(new SagaCollector([]));
  requireValue('saga()', collected, made(SagaCollector), 'what its function returns', SAGA_HINT, name);
  const { steps, calls } = collected;
  refuseDroppedCalls(name, calls, steps.length);
  if (steps.length === 0) {
    throw new BuilderError({
      code: 'SAGA_EMPTY',
      step: name,
      message: 'The saga has no steps.',
      hint: 'add one: saga(name, (s) => s.step(book, { compensate: cancel })).',
    });
  }
  return Object.freeze({ kind: 'saga', name, steps, failName: options.failName ?? `${name} Failed` });
}

/**
 * Steps that are undone when a later one fails: compensations run in reverse order, each retried 20 times within 69 minutes (in Express
 * executions 5 times within about one) unless it says otherwise, and then the workflow fails with the error that started them. A compensation gets what its step handed on; what it
 * returns is dropped. If a compensation fails all the same, the others still run, and the cause names it.
 *
 * @example
 * saga('Book Trip', (s) => s
 *   .step(invoke('Book Hotel', bookHotel, { into: 'hotel' }), { compensate: invoke('Cancel Hotel', cancelHotel, { payload: ({ input }) => input.hotel }) })
 *   .step(invoke('Book Flight', bookFlight, { into: 'flight' })))
 * @throws BuilderError without steps
 */
export function saga<Input, Variables, Output, AllVariables>(
  name: string,
  build: (saga: SagaBuilder<Input, Variables>) => SagaBuilder<Output, AllVariables>,
  options: SagaOptions = {},
): Step<Input, Output, Variables, AllVariables> {
  return stepMade(name, ['saga', 3, arguments], () => sagaNode(name, build, patternOptions(name, 'saga', options, OPTIONS)));
}
