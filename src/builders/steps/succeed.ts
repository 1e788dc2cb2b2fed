import type { KeepsTexts, WrittenFit } from '../../expressions';
import { knownOptions } from '../tree/known-options';
import { beforeResult, captured } from '../tree/placement';
import type { SucceedNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { EndsWith, SucceededWith } from '../types/early-end';
import type { AsGiven, CommentOptions } from '../types/options';
import type { NotGiven } from '../types/passing';
import type { StepScope } from '../types/scopes';
import type { Ended } from '../types/standard-only';
import type { Step } from '../types/step';

/** What a workflow that ends early gives. */
export interface SucceedOptions<Input, Variables, Output> extends CommentOptions {
  /** The output of the workflow, or of the branch or iteration. @default the input */
  readonly output?: (scope: StepScope<Input, Variables>) => Output & WrittenFit<Output>;
}

/**
 * A step that ends the workflow with success; inside a Map or Parallel it ends the iteration or branch, whose result this
 * output then is. Nothing can come after it.
 *
 * @example succeed('Nothing To Do')
 */
export function succeed<Input, Variables, Output extends KeepsTexts = NotGiven, Given = unknown>(
  name: string,
  options?: SucceedOptions<Input, Variables, Output> & AsGiven<Given, 'output' | 'comment'>,
): Step<Input, never, Variables, Ended & EndsWith<SucceededWith<Input, Output>>> {
  return stepMade(
    name,
    ['succeed', 2, arguments],
    () => succeedNode(name, knownOptions(name, 'succeed', options === undefined ? {} : options)),
    options,
  );
}

/** The description of a Succeed. */
export function succeedNode(name: string, options: { readonly output?: ((scope: never) => unknown) | undefined }): SucceedNode {
  return Object.freeze({
    kind: 'succeed',
    name,
    output: options.output === undefined ? undefined : captured(name, beforeResult, options.output),
  });
}
