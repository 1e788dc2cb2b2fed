import type { Duration } from 'aws-cdk-lib';
import { BuilderError } from '../builder-error';
import { type ExpressionNode, internalRoot } from '../expressions/node';
import type { Operand } from '../expressions/operators';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import { beforeResult, captured } from '../steps/placement';
import type { PassNode, SequenceNode, StepNode, WaitNode } from '../steps/step-node';
import { stepOf } from '../steps/step-value';
import type { Mistake } from '../types/mistake';
import type { StepScope } from '../types/scopes';
import type { MarkIn } from '../types/standard-only';
import type { Flow, Step } from '../types/step';
import { stateFor, variableFor } from './added-names';
import { sequence } from './finally';

/** Nothing where what a step hands on fits what it takes, so that it can run again; else the mistake. */
export type Repeatable<Input, Output> = [Output] extends [Input]
  ? unknown
  : Mistake<'what the repeated step hands on is not what it takes, so it cannot run again. Give it into, replace or discard'>;

/** A step that can run again on what it hands on, or a callback that adds such steps to a flow. */
export type RepeatedStep<Input, Output, Variables, Added> =
  | (Step<Input, Output, Variables, Added> & Repeatable<Input, Output>)
  | ((flow: Flow<Input, Input, Variables, Variables>) => Step<Input, Output, Variables, Added> & Repeatable<Input, Output>);

/** When a `pollUntil` asks, and when it gives up. */
export interface PollOptions<Output, Variables, Added> {
  /** Whether it is done, from what the step handed on. */
  readonly until: (scope: StepScope<Output, Variables & Added>) => Operand<boolean>;
  /** Pause between two runs. */
  readonly every: Duration;
  /** How long it goes on; it then fails with `error`. The last run may end later. */
  readonly deadline: Duration;
  /** Its error name. @default 'DeadlineExceeded' */
  readonly error?: string;
}

/**
 * Gives a step that repeats another one until its result says so, with a pause in between, and fails after a deadline. The deadline
 * is counted in runs (deadline divided by pause), which both query languages can say.
 *
 * @example
 * pollUntil('Wait For Job', (job) => job.next(invoke('Check Job', check, { payload: ({ input }) => ({ id: input.jobId }), into: 'job' })),
 *   { until: ({ input }) => eq(input.job.status, 'DONE'), every: Duration.seconds(30), deadline: Duration.hours(1) })
 * @throws BuilderError when the pause is zero or longer than the deadline
 */
export function pollUntil<Input, Variables, Output, Added>(
  name: string,
  check: RepeatedStep<Input, Output, Variables, Added>,
  options: PollOptions<NoInfer<Output>, NoInfer<Variables>, NoInfer<Added>>,
): Step<Input, Output, Variables, Added> {
  return stepOf(pollNode(name, check as unknown as AnyNestedStep, options as unknown as UntypedPoll));
}

/** The options of a poll without their types. */
export interface UntypedPoll {
  readonly until: (scope: never) => unknown;
  readonly every: Duration;
  readonly deadline: Duration;
  readonly error?: string;
}

/** Gives the states of a poll: a count, the step, a choice, a pause, and back. */
export function pollNode(name: string, check: AnyNestedStep, options: UntypedPoll): SequenceNode {
  const [every, deadline] = [options.every.toSeconds(), options.deadline.toSeconds()];
  if (every <= 0 || deadline < every) {
    throw new BuilderError({
      code: 'POLL_TIMES',
      step: name,
      message: `It runs every ${every} seconds for ${deadline} seconds, so it would never pause and run again.`,
      hint: 'let every be at least a second, and deadline no shorter than every.',
    });
  }
  const runs = variableFor(name, 'Runs');
  const counted: ExpressionNode = { kind: 'field', of: internalRoot('variables'), name: runs };
  const error = options.error ?? 'DeadlineExceeded';
  const start = count(stateFor(name, 'Start'), runs, { kind: 'literal', value: 0 });
  const body = nestedNode(check);
  const decided: StepNode = {
    kind: 'choice',
    name,
    rules: [
      {
        condition: captured(name, beforeResult, options.until),
        step: { kind: 'pass', name: stateFor(name, 'Done'), placement: { mode: 'result' } },
      },
      {
        condition: { kind: 'call', operator: 'gte', operands: [counted, { kind: 'literal', value: Math.floor(deadline / every) }] },
        step: {
          kind: 'fail',
          name: stateFor(name, 'Deadline'),
          error: { kind: 'literal', value: error },
          cause: { kind: 'literal', value: `"${name}" was not done after ${deadline} seconds.` },
        },
      },
    ],
    otherwise: sequence(
      count(stateFor(name, 'Count'), runs, { kind: 'call', operator: 'add', operands: [counted, { kind: 'literal', value: 1 }] }),
      pause(stateFor(name, 'Pause'), every),
      { kind: 'back', name: body.name, target: body },
    ),
  };
  return sequence(start, body, decided);
}

function count(name: string, variable: string, value: ExpressionNode): PassNode {
  const assign: ExpressionNode = { kind: 'object', fields: [{ key: variable, value, optional: false }] };
  return { kind: 'pass', name, placement: { mode: 'result', assign } };
}

function pause(name: string, seconds: number): WaitNode {
  return { kind: 'wait', name, time: { seconds: { kind: 'literal', value: seconds } } };
}

/** When a `loop` goes on. */
export interface LoopOptions<Input, Variables> {
  /** Whether the step runs (again); asked before every run. */
  readonly while: (scope: StepScope<Input, Variables>) => Operand<boolean>;
}

/**
 * Gives a step that repeats another one while a condition holds. What the step hands on has to be what it takes.
 *
 * @example loop('Next Page?', { while: ({ input }) => isPresent(input.nextPage) }, (page) => page.next(invoke('Read Page', read, { replace: 'nextPage' })))
 */
export function loop<Input, Variables, Output, Added>(
  name: string,
  options: LoopOptions<NoInfer<Input>, NoInfer<Variables>>,
  body: RepeatedStep<Input, Output, Variables, Added>,
): Step<Input, Input, Variables, MarkIn<Added>> {
  return stepOf(loopNode(name, options.while as (scope: never) => unknown, body as unknown as AnyNestedStep));
}

/** Gives the states of a loop: a choice, the step, and back. */
export function loopNode(name: string, goesOn: (scope: never) => unknown, body: AnyNestedStep): StepNode {
  const rules: { condition: ExpressionNode; step: StepNode }[] = [];
  const node: StepNode = { kind: 'choice', name, rules, otherwise: 'continue' };
  const back: StepNode = { kind: 'back', name, target: node };
  rules.push({ condition: captured(name, beforeResult, goesOn), step: sequence(nestedNode(body), back) });
  return node;
}
