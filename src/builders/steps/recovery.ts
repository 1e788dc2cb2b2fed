import type { CatchBuilder } from '../types/catching';
import { type AnyNestedStep, nestedNode, oneStep } from './nested-step';
import type { RetryPolicy, RetryRule } from './retry';
import type { CatchNode, Recovery } from './step-node';

/** Collects handlers; each call gives a longer list. */
class CatchCollector {
  constructor(readonly catches: readonly CatchNode[]) {}

  on(errors: string | readonly string[], handler: AnyNestedStep): CatchCollector {
    oneStep('on()', 2, arguments);
    return this.with({ errors: typeof errors === 'string' ? [errors] : errors, handler: nestedNode(handler) });
  }

  all(handler: AnyNestedStep): CatchCollector {
    oneStep('all()', 1, arguments);
    return this.with({ handler: nestedNode(handler) });
  }

  private with(entry: CatchNode): CatchCollector {
    return new CatchCollector([...this.catches, entry]);
  }
}

/** Gives an empty collector of handlers. */
export function catchBuilder<Input, Variables>(): CatchBuilder<Input, Variables, never, never> {
  return new CatchCollector([]) as unknown as CatchBuilder<Input, Variables, never, never>;
}

/** Gives what a collector of handlers holds. */
export function caughtBy(builder: CatchBuilder<never, never, unknown, unknown>): readonly CatchNode[] {
  return (builder as unknown as CatchCollector).catches;
}

/** The recovery options without their types. */
export interface UntypedRecovery {
  readonly retry?: object | undefined;
  readonly catch?: ((failure: never) => unknown) | undefined;
}

/** Gives what happens when the step fails. */
export function recoveryOf(options: UntypedRecovery): Recovery {
  const build = options.catch as ((failure: unknown) => CatchBuilder<never, never, unknown, unknown>) | undefined;
  return { retry: retryPolicy(options.retry), catches: build === undefined ? [] : caughtBy(build(catchBuilder())) };
}

function retryPolicy(given: UntypedRecovery['retry']): RetryPolicy | undefined {
  if (given === undefined || isPolicy(given)) return given;
  return { rules: isList(given) ? given : [given], serviceFaults: true };
}

function isPolicy(given: object): given is RetryPolicy {
  return 'rules' in given;
}

function isList(given: object): given is readonly RetryRule[] {
  return Array.isArray(given);
}
