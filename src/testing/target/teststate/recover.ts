import type { AnyStateFields } from '../../../asl';
import type { TestStateConfiguration, TestStateMock } from '../../../interpreter';
import { fullDelay } from '../../machine-view/full-delay';
import { UsageError } from '../../usage-error';
import { askTestState, type Told } from './ask';
import { contextOf } from './context';
import type { VisitEnd, WalkVisit } from './walk';

/** What an attempt came to, as the mock that tells TestState of it. */
export interface Attempted {
  readonly mock: TestStateMock;
  readonly configuration?: TestStateConfiguration;
  /** What TestState said of it already, with no retry made. */
  readonly told?: Told;
  readonly token?: string | undefined;
  /** The state inside from which the error comes. */
  readonly state?: string;
}

/** One attempt, numbered from 0, and what to do when TestState says that it failed. */
export interface Attempts {
  readonly attempt: (number: number) => Promise<Attempted>;
  /** Called with each answer of TestState to an attempt, before it is acted upon. */
  readonly answered: (told: Told) => void;
  /** The state has failed for good, or a catcher takes it. */
  readonly failed?: () => void;
}

/** Makes attempts until one succeeds, is caught or is not retried: TestState says which, and after how many seconds. */
export async function recovering(visit: WalkVisit, { attempt, answered, failed }: Attempts): Promise<VisitEnd> {
  const { walk, place, node } = visit;
  /** Retries by the retrier that made them. */
  const made = new Map<number, number>();
  for (let number = 0; ; number++) {
    const attempted = await attempt(number);
    const told = await decided(visit, attempted, number, made);
    answered(told);
    if (told.status === 'RETRIABLE') {
      const { retryIndex, retryBackoffIntervalSeconds } = told.inspection.errorDetails ?? {};
      if (retryIndex === undefined || retryBackoffIntervalSeconds === undefined)
        throw new UsageError(`State "${node.name}": TestState said that it is retried, but not by which retrier or when.`);
      const done = made.get(retryIndex) ?? 0;
      made.set(retryIndex, done + 1);
      await walk.turns.sleep(place.strand, delayOf(visit, retryIndex, done, retryBackoffIntervalSeconds) * 1000);
      continue;
    }
    if (told.status === 'SUCCEEDED') return leave(told);
    failed?.();
    if (told.status === 'CAUGHT_ERROR') return leave(told);
    return { failure: { error: told.error, cause: told.cause, state: attempted.state ?? node.name } };
  }
}

/** TestState tells whole seconds; which branch goes on first may be a matter of less. */
function delayOf({ node }: WalkVisit, index: number, done: number, told: number): number {
  const { Retry }: AnyStateFields = node.fields;
  const retrier = Retry?.[index];
  if (retrier === undefined || retrier.JitterStrategy === 'FULL') return told;
  const delay = fullDelay(retrier, done);
  return Math.abs(delay - told) < 1 ? delay : told;
}

function leave(told: Told): VisitEnd {
  return { output: told.output === undefined ? {} : told.output, next: told.nextState, variables: told.variables };
}

/** The retrier that matches decides by the retries it has made itself: the first answer tells which one that is. */
async function decided(visit: WalkVisit, attempted: Attempted, number: number, made: ReadonlyMap<number, number>): Promise<Told> {
  const ask = (retrierRetryCount: number): Promise<Told> =>
    askTestState(visit.walk.call, {
      ...questionOf(visit),
      mock: attempted.mock,
      context: contextOf(visit, number, attempted.token),
      configuration: { ...attempted.configuration, retrierRetryCount },
    });
  const first = attempted.told ?? (await ask(0));
  const index = first.status === 'RETRIABLE' ? first.inspection.errorDetails?.retryIndex : undefined;
  const retries = index === undefined ? 0 : (made.get(index) ?? 0);
  return retries === 0 ? first : ask(retries);
}

/** The question about a visit's state, with its input and variables. */
export function questionOf({ place, node, input }: WalkVisit) {
  return { definition: place.definition, state: node.name, input, variables: place.variables };
}
