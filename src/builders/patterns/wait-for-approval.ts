import type { Duration } from 'aws-cdk-lib';
import { kinds, type OptionTable } from '../../asl';
import { type ExpressionNode, internalRoot, type Mistake, type PayloadFit, type PayloadTemplate, requireValue } from '../../expressions';
import type { HandlerReference } from '../steps/handler';
import type { TokenPassed } from '../steps/invoke';
import { invokeNode } from '../steps/invoke';
import { type AnyNestedStep, nestedNode } from '../steps/nested-step';
import { duration, step } from '../tree/builder-kinds';
import { patternOptions } from '../tree/known-options';
import type { ChoiceNode, StepNode } from '../tree/step-node';
import { stepMade } from '../tree/step-value';
import type { CaughtInput } from '../types/catching';
import type { Join } from '../types/join';
import type { AsGiven } from '../types/options';
import type { FreeKey, Settled } from '../types/passing';
import type { PayloadScope } from '../types/scopes';
import type { StandardOnly } from '../types/standard-only';
import type { NestedStep, Step } from '../types/step';
import { stateFor } from './added-names';
import { sequence } from './finally';

const OPTIONS: OptionTable<UntypedApproval> = {
  payload: kinds.callable,
  into: kinds.name,
  timeout: duration,
  rejected: step,
  expired: step,
};

/** What somebody answers; more fields may come with it. */
export interface Approval {
  readonly approved: boolean;
  readonly by?: string;
  readonly reason?: string;
}

/** How somebody is asked; {@link TimeoutGiven} tells of a missing timeout. */
export interface ApprovalOptions<Input, Variables, Event, Payload, Into extends string, Rejected, Expired> {
  /** What the function that asks gets; it must contain the task token, with which the answer `{ approved: true }` comes back. */
  readonly payload: (
    scope: PayloadScope<Input, Variables, true>,
  ) => Payload & PayloadFit<Payload, Settled<Event>> & TokenPassed<Payload, true>;
  /** The key of the input that gets the answer. */
  readonly into: Into & FreeKey<Into, Input>;
  /** How long to wait for an answer. It is needed. */
  readonly timeout?: Duration;
  /** What happens when the answer is no, as a callback where it reads the answer. @default the execution fails with 'Rejected' */
  readonly rejected?: NestedStep<Input & { [Name in Into]: Approval }, Rejected, Variables, unknown>;
  /** What happens without an answer in time. @default the execution fails with 'States.Timeout' */
  readonly expired?: NestedStep<CaughtInput<Input>, Expired, Variables, unknown>;
}

/** Nothing where something says how long to wait for an answer; else the mistake, which stands at the key: what is missing has no place. */
export type TimeoutGiven<Given> = unknown extends Given
  ? unknown
  : 'timeout' extends keyof Given
    ? unknown
    : [Exclude<keyof Given, ApprovalKey>] extends [never]
      ? { readonly into: Mistake<'"timeout" is missing, which says how long to wait for an answer'> }
      : unknown;

export type ApprovalKey = 'payload' | 'into' | 'timeout' | 'rejected' | 'expired';

/**
 * A step that asks somebody and goes on once the answer is yes.
 *
 * @example
 * waitForApproval('Ask Manager', ask, { payload: ({ input, taskToken }) => ({ token: taskToken, total: input.total }), into: 'approval', timeout: Duration.days(7) })
 */
export function waitForApproval<
  Input,
  Variables,
  Event,
  Payload extends PayloadTemplate<Event> = PayloadTemplate<Event>,
  Into extends string = never,
  Rejected = never,
  Expired = never,
  Given = unknown,
>(
  name: string,
  asks: HandlerReference<Event, unknown>,
  options: ApprovalOptions<Input, Variables, Event, Payload, Into, Rejected, Expired> & TimeoutGiven<Given> & AsGiven<Given, ApprovalKey>,
): Step<Input, Join<Input, (Input & { [Name in Into]: Approval }) | Rejected | Expired>, Variables, StandardOnly> {
  return stepMade(name, ['waitForApproval', 3, arguments], () =>
    approvalNode(name, asks as HandlerReference<never, unknown>, patternOptions(name, 'waitForApproval', options, OPTIONS)),
  );
}

/** The options of an approval without their types. */
export interface UntypedApproval {
  readonly payload: (scope: never) => unknown;
  readonly into: string;
  readonly timeout?: Duration;
  readonly rejected?: AnyNestedStep;
  readonly expired?: AnyNestedStep;
}

/** The states of an approval: a callback and a choice. */
export function approvalNode(name: string, asks: HandlerReference<never, unknown>, options: UntypedApproval): StepNode {
  const { payload, into, timeout, rejected, expired } = options;
  requireValue('waitForApproval()', timeout, duration, 'its timeout', 'write timeout: Duration.days(7).', name);
  const ask = invokeNode(name, asks, { payload, into, timeout, waitForTaskToken: true });
  const answer = { kind: 'field', of: internalRoot('input'), name: into } as const;
  const approved: ExpressionNode = { kind: 'field', of: answer, name: 'approved' };
  const yes: ExpressionNode = { kind: 'call', operator: 'eq', operands: [approved, { kind: 'literal', value: true }] };
  const present: ExpressionNode = { kind: 'call', operator: 'isPresent', operands: [approved] };
  const no: StepNode =
    rejected === undefined
      ? { kind: 'fail', name: stateFor(name, 'Rejected'), error: { kind: 'literal', value: 'Rejected' } }
      : nestedNode(rejected);
  const decision = (condition: ExpressionNode): ChoiceNode => ({
    kind: 'choice',
    name: stateFor(name, 'Approved?'),
    rules: [{ condition: { kind: 'call', operator: 'not', operands: [condition] }, step: no }],
    otherwise: 'continue',
  });
  // A Choice in JSONPath fails for an answer that does not say, and nothing catches that.
  const said: ExpressionNode = { kind: 'call', operator: 'and', operands: [present, yes] };
  const check: StepNode = { kind: 'perLanguage', name: stateFor(name, 'Approved?'), JSONata: decision(yes), JSONPath: decision(said) };
  if (expired === undefined) return sequence(ask, check);
  return {
    kind: 'checked',
    name,
    step: { ...ask, catches: [{ errors: ['States.Timeout'], handler: nestedNode(expired) }] },
    check,
  };
}
