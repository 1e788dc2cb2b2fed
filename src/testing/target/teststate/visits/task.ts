import { isPromise, type JsonValue, jsonFrom, patternOf, type StateNode } from '../../../../asl';
import { type InspectionData, isDelayed, type TaskAnswer, type TaskCall, type TestStateMock } from '../../../../interpreter';
import { unmockedTask } from '../../../machine-view/unmocked';
import { UsageError } from '../../../usage-error';
import { askTestState, type Told } from '../ask';
import { contextOf, refuseContext, refuseItemContext } from '../context';
import { mockedOutcome } from '../mocked-outcome';
import { type Attempted, questionOf, recovering } from '../recover';
import { addEvaluationFailed, addFailed, addScheduled, addSucceeded } from '../told-history';
import { isCutShort } from '../turns';
import type { VisitEnd, Walk, WalkVisit } from '../walk';

/** The error by which TestState is asked what it would send: it stands for no attempt. */
const PROBE: TestStateMock = { errorOutput: { error: 'Drystep.WhatWouldBeSent' } };
/** How long a task runs that has no timeout. */
const MOST_SECONDS = 99_999_999;

type TaskVisit = WalkVisit<StateNode<'Task'>>;

/** Task: TestState tells what it would send, the mock answers that, and TestState tells what becomes of the answer. */
export function visitTask(visit: TaskVisit): Promise<VisitEnd> {
  refuseItemContext(visit);
  const { walk, place, node } = visit;
  const { Resource: resource } = node.fields;
  let current: Attempted | undefined;
  return recovering(visit, {
    attempt: async (number) => {
      current = await attemptTask(visit, number);
      return current;
    },
    answered: (told) => {
      const { mock } = current!;
      // The state failed before it sent anything: of that only an expression leaves an event.
      if (mock === PROBE) place.lastEvent = addEvaluationFailed(walk.history, place.lastEvent, node.name, told);
      else if (mock.errorOutput !== undefined) place.lastEvent = addFailed(walk.history, place.lastEvent, resource, mock.errorOutput);
      else place.lastEvent = addSucceeded(walk.history, place.lastEvent, resource, jsonFrom(mock.result!));
    },
  });
}

async function attemptTask(visit: TaskVisit, number: number): Promise<Attempted> {
  const { walk, place, node } = visit;
  const { Resource: resource } = node.fields;
  const token = patternOf(resource) === 'waitForCallback' ? `teststate-${walk.history.events.length}` : undefined;
  const context = contextOf(visit, number, token);
  const probed = await askTestState(walk.call, { ...questionOf(visit), mock: PROBE, context, configuration: { retrierRetryCount: 0 } });
  if (probed.error !== PROBE.errorOutput?.error) return { mock: PROBE, told: probed, token };
  const sent = sentBy(probed.inspection, visit.input);
  const call: TaskCall = {
    state: node.name,
    resource,
    input: sent,
    attempt: number,
    context,
    branch: place.branch,
    ...(token === undefined ? {} : { taskToken: token }),
  };
  place.lastEvent = addScheduled(walk.history, place.lastEvent, resource, sent);
  const answer = await answerOf(visit, call);
  if (answer === undefined) return attemptForReal(visit, call);
  const outcome = mockedOutcome(call, typeof answer === 'function' ? answer : () => answer);
  if ('result' in outcome) return { mock: { result: JSON.stringify(outcome.result), fieldValidationMode: walk.mode }, token };
  return { mock: errorMock(outcome), token };
}

/** The mock's answer; a function that throws where the mock does. It is asked for when it is this branch's turn. */
async function answerOf({ walk, place, node }: TaskVisit, call: TaskCall): Promise<TaskAnswer | (() => never) | undefined> {
  try {
    const given = walk.answer(call);
    const answer = isPromise(given) ? await walk.turns.settles(place.strand, given) : given;
    if (isDelayed(answer) && answer.seconds === Number.POSITIVE_INFINITY) await walk.turns.sleep(place.strand, timeoutOf(node, walk));
    return answer;
  } catch (thrown) {
    if (isCutShort(thrown)) throw thrown;
    return () => {
      throw thrown;
    };
  }
}

/** Milliseconds after which a task that never answers ends. Throws a usage error where others wait for it, and the number comes from the data. */
function timeoutOf({ name, pointer, fields }: TaskVisit['node'], { turns }: Walk): number {
  const { TimeoutSeconds, HeartbeatSeconds, TimeoutSecondsPath, HeartbeatSecondsPath } = fields;
  const given = [TimeoutSeconds, HeartbeatSeconds, TimeoutSecondsPath, HeartbeatSecondsPath].filter((each) => each !== undefined);
  const known = given.filter((each) => typeof each === 'number');
  if (given.length === known.length || turns.alone) return Math.min(...known, MOST_SECONDS) * 1000;
  throw new UsageError(
    `State "${name}" at ${pointer} times out beside other branches or items after a time that TestState does not report: their order depends on it.`,
    "write TimeoutSeconds as a number, or run this test with target: 'local'.",
  );
}

function errorMock({ error, cause }: { readonly error: string; readonly cause: string | undefined }): TestStateMock {
  return { errorOutput: { error, ...(cause === undefined ? {} : { cause }) } };
}

/** The last of what TestState shows of the input. */
function sentBy({ afterArguments, afterParameters, afterInputPath }: InspectionData, input: JsonValue): JsonValue {
  const text = afterArguments ?? afterParameters ?? afterInputPath;
  return text === undefined ? input : jsonFrom(text);
}

/** Nobody mocked the task: TestState calls the real service, when there is a role for it. */
async function attemptForReal(visit: TaskVisit, call: TaskCall): Promise<Attempted> {
  const { walk } = visit;
  if (patternOf(call.resource) !== 'requestResponse') {
    throw new UsageError(
      `State "${call.state}" waits for an answer (${call.resource}), which TestState can only be told.`,
      `write machine.mock(${JSON.stringify(call.state)}).returns({ … });`,
    );
  }
  if (walk.roleArn === undefined) throw unmockedTask(call, walk.machine);
  refuseContext(visit);
  const told: Told = await askTestState(walk.call, { ...questionOf(visit), roleArn: walk.roleArn });
  const { result } = told.inspection;
  if (told.error === undefined)
    return { mock: { result: result ?? JSON.stringify(told.output ?? null), fieldValidationMode: 'NONE' }, told };
  return { mock: errorMock({ error: told.error, cause: told.cause }), told };
}
