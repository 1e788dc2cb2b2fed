import type { CatchProps, State } from 'aws-cdk-lib/aws-stepfunctions';
import { elementAt, firstIn, lastIn } from '../../asl';
import { BuilderError, childNodes, type ExpressionNode, internalRoot, isMerge } from '../../expressions';
import { refuseEndInside } from '../tree/ends-inside';
import type { RetryPolicy } from '../tree/retry';
import { retry } from '../tree/retry-presets';
import type { MapNode, ParallelNode, RethrowNode, SagaNode, StepNode, SucceedNode, TaskNode } from '../tree/step-node';
import { assignsVariables } from '../tree/variables-of';
import type { Fragment } from './fragment';
import { addCatcher } from './kept-fields';
import type { Lowering } from './lowering';
import { inputKeptWith, type RecoverableState } from './recover';

type RecoverableNode = TaskNode | MapNode | ParallelNode;

/**
 * The states of a saga. A step that fails leads to the compensation of the step before it, with its own input as data and the
 * error in a variable; compensations lead to each other in reverse order, and the last to a Fail with that error.
 */
export function lowerSaga(lowering: Lowering, node: SagaNode): Fragment {
  const variable = lowering.names.variable(failureVariable(node.name));
  const notUndone = lowering.names.variable(failureVariable(node.name).replace(/Failure$/, 'NotUndone'));
  const undo = compensations(lowering, node, { variable, notUndone });
  const fragments = node.steps.map(({ step }, index) => {
    const start = undo[index];
    if (start === undefined) return lowering.lower(step);
    const guard = (node: StepNode): Fragment | undefined => {
      const guarded = recoverable(node, lowering);
      if (guarded === undefined) return undefined;
      const fragment = lowering.lower(guarded);
      addCatcher(fragment.start as unknown as RecoverableState, start, failureKept(lowering, step.name, { variable, notUndone }));
      return fragment;
    };
    if (step.kind === 'succeed') return lowerGuardedEnd(lowering, step, guard);
    return guard(step) ?? lowering.lower(step);
  });
  fragments.slice(1).forEach((fragment, index) => {
    for (const end of elementAt(fragments, index).ends) end.link(fragment.start);
  });
  return { start: firstIn(fragments).start, ends: lastIn(fragments).ends };
}

/** An end whose output is made by a Pass that can be guarded: a Succeed takes no catcher, and ends no workflow from inside a Parallel. */
function lowerGuardedEnd(lowering: Lowering, step: SucceedNode, guard: (node: StepNode) => Fragment | undefined): Fragment {
  const { output, ...end } = step;
  if (output === undefined) return lowering.lower(step);
  const shaped = guard({ kind: 'pass', name: `${step.name.slice(0, 73)} Output`, origin: step, placement: { mode: 'output', output } });
  if (shaped === undefined) return lowering.lower(step);
  const last = lowering.lower({ ...end, origin: step });
  for (const open of shaped.ends) open.link(last.start);
  return { start: shaped.start, ends: [] };
}

/** The variables of a saga: the failure that starts its compensations, and the text about those that fail, too. */
type SagaVariables = Required<Pick<RethrowNode, 'variable' | 'notUndone'>>;

function failureKept({ renderer }: Lowering, step: string, { variable, notUndone }: SagaVariables): CatchProps {
  return inputKeptWith(renderer, step, { [variable]: internalRoot('errorOutput'), [notUndone]: { kind: 'literal', value: '' } });
}

/** For each step, where its failure leads: undefined while nothing has to be undone. */
function compensations(lowering: Lowering, node: SagaNode, variables: SagaVariables): readonly (State | undefined)[] {
  const starts: (State | undefined)[] = [];
  let start: State | undefined;
  node.steps.forEach(({ compensate }, index) => {
    starts.push(start);
    // Where nothing after it can fail, nothing leads to it.
    if (compensate === undefined || !node.steps.slice(index + 1).some(({ step }) => canFail(step, lowering))) return;
    start = lowerCompensation(lowering, compensate, start ?? lowering.lower(rethrow(node, variables)).start, variables);
  });
  return starts;
}

function lowerCompensation(lowering: Lowering, compensate: StepNode, next: State, { notUndone }: SagaVariables): State {
  const node = recoverable(compensate, lowering) ?? wrapped(compensate);
  const fragment = lowering.lower({
    ...node,
    origin: node.origin ?? node,
    placement: { mode: 'discard' },
    retry: node.retry ?? patient(lowering.express),
  });
  // A compensation can fail for good, with retries of its own or where no retry mends it; the others run all the same.
  const before: ExpressionNode = { kind: 'field', of: internalRoot('variables'), name: notUndone };
  const told: ExpressionNode = {
    kind: 'call',
    operator: 'format',
    operands: [{ kind: 'literal', value: '{} [not undone: {}]' }, before, { kind: 'literal', value: compensate.name }],
  };
  const kept = inputKeptWith(lowering.renderer, compensate.name, { [notUndone]: told });
  addCatcher(fragment.start as unknown as RecoverableState, next, kept);
  for (const end of fragment.ends) end.link(next);
  return fragment.start;
}

/**
 * Retries within a bit more than an hour, and then gives up: with retries without end an execution dies of its 25,000 events, which loses the
 * failure that started the compensations and leaves out the others. An Express execution dies after five minutes: there it gives up after one.
 */
function patient(express: boolean): RetryPolicy {
  const { rules, ...policy } = retry.untilItWorks();
  return {
    ...policy,
    rules: rules.map((rule) => (rule.maxAttempts === 0 ? rule : { ...rule, maxAttempts: express ? mostInExpress : mostRetries })),
  };
}

/** With pauses of 2, 4, 8 seconds and so on up to five minutes, or a random part of each, they span 69 minutes at most. */
const mostRetries = 20;

/** The first five pauses: 62 seconds at most. */
const mostInExpress = 5;

/** The step as one state that takes a catcher; undefined for kinds that never fail in a way that can be caught. */
function recoverable(step: StepNode, lowering: Lowering): RecoverableNode | undefined {
  if (step.kind === 'perLanguage') return recoverable(step[lowering.renderer.language], lowering);
  if (!isCatchable(step, lowering)) return undefined;
  if ((step.kind === 'task' || step.kind === 'map' || step.kind === 'parallel') && step.catches.length === 0) return step;
  if (assignsVariables(step)) {
    throw new BuilderError({
      code: 'SAGA_STEP_ASSIGNS',
      constructPath: lowering.constructPath,
      step: step.name,
      message: 'As part of a saga its states run inside a Parallel, and the variables they assign would be lost there.',
      hint: 'use into instead of assign, or make each state a step of the saga.',
    });
  }
  refuseEndInside(step, 'a saga');
  return wrapped(step);
}

/**
 * Whether a step can fail in a way that can be caught: in JSONata also a Pass or a Wait that computes something, which takes no catcher of its own. In JSONPath they
 * fail with `States.Runtime`, which nothing catches (recorded).
 */
function isCatchable(step: StepNode, lowering: Lowering): boolean {
  if (step.kind === 'perLanguage') return isCatchable(step[lowering.renderer.language], lowering);
  if (step.kind === 'pass' || step.kind === 'wait') {
    if (lowering.renderer.language === 'JSONPath') return false;
    const { output, assign } = step.placement;
    const own = step.kind === 'pass' ? [step.value] : Object.values(step.time);
    return [...own, output, assign].some((node) => node !== undefined && computes(node));
  }
  return step.kind !== 'succeed';
}

/** Whether a failure of a step leads to compensations: also that of an end whose output is computed before it. */
function canFail(step: StepNode, lowering: Lowering): boolean {
  if (step.kind !== 'succeed') return isCatchable(step, lowering);
  return lowering.renderer.language === 'JSONata' && step.output !== undefined && computes(step.output);
}

/** Whether an expression does more than take data from its place, which its types vouch for. */
function computes(node: ExpressionNode): boolean {
  if (node.kind === 'raw' || node.kind === 'composed' || (node.kind === 'call' && !isMerge(node))) return true;
  return childNodes(node).some(computes);
}

/** A Parallel of one branch that gives what the branch gives. */
function wrapped(step: StepNode): ParallelNode {
  const result = { kind: 'index', of: internalRoot('rawResult'), index: 0 } as const;
  return {
    kind: 'parallel',
    name: `${step.name.slice(0, 73)} Guard`,
    origin: step,
    branches: [step],
    result,
    placement: { mode: 'result' },
    catches: [],
  };
}

function failureVariable(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const camel = words.map((word, index) => (index === 0 ? word.toLowerCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`)).join('');
  return `${/^[A-Za-z]/.test(camel) ? camel.slice(0, 60) : `saga${camel.slice(0, 60)}`}Failure`;
}

function rethrow(node: SagaNode, variables: SagaVariables): RethrowNode {
  return { kind: 'rethrow', name: node.failName, origin: node, ...variables };
}
