import { kinds, type OptionTable, QUOTAS, refuseSurplus } from '../../asl';
import type { HistoryEvent } from '../../interpreter';
import type { TestExecution } from '../execution/test-execution';
import type { MachineFacts } from '../machine-view/machine-facts';
import { requireOptions } from '../require-options';
import { UsageError } from '../usage-error';
import { insidesOf } from '../visits/insides';
import { readableVisits } from '../visits/readable-visits';
import type { StateVisit } from '../visits/state-visit';
import { PRICE_OPTIONS, PRICES, type Prices } from './prices';

/** Where a number comes from. */
export interface EstimateOptions {
  /** @default those of the first tier in us-east-1 */
  readonly prices?: Partial<Prices>;
  /** @default the machine's */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** What one execution would use of the service. Calls of other services are not in it. */
export interface Estimate {
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Every state entered and every retry, as the service counts them; those of distributed Maps' children included. */
  readonly transitions: number;
  /** Events of the execution's own history. */
  readonly events: number;
  /** Share of the 25,000 events that a Standard execution may have, from 0 to 1. */
  readonly eventShare: number;
  /** The largest input or output, in bytes of UTF-8, against 256 KiB. */
  readonly largestPayload: {
    readonly bytes: number;
    readonly share: number;
    readonly state: string | undefined;
    /** Child executions that were not looked at: their history was not kept. */
    readonly unread: number;
  };
  /** Virtual milliseconds. */
  readonly duration: number;
  /** Megabytes billed: Express only. */
  readonly billedMegabytes: number | undefined;
  /** Express child executions of distributed Maps, which are charged by request and time in place of their transitions. */
  readonly expressChildren: number;
  /** Dollars. */
  readonly cost: number;
}

/** An execution as far as an estimate looks at it: of the harness, or a plain result. */
export type Estimated = Pick<TestExecution<unknown>, 'history'> & { readonly visits?: readonly StateVisit[] };

const OPTIONS: OptionTable<EstimateOptions> = { prices: kinds.nested(PRICE_OPTIONS), type: kinds.oneOf('STANDARD', 'EXPRESS') };

/**
 * What an execution would use of Step Functions: transitions, events, payload and cost. Throws a usage error for what is not an execution, and for one
 * that runs.
 *
 * @example expect(estimate(await orders.execute(order)).cost).toBeLessThan(0.001);
 */
export function estimate(execution: Estimated, options: EstimateOptions = {}): Estimate {
  refuseSurplus('estimate()', 2, arguments);
  requireOptions('estimate()', options, OPTIONS);
  if (!Array.isArray((execution as Partial<Estimated> | undefined)?.history))
    throw new UsageError('estimate() expected an execution.', 'await it: estimate(await machine.execute(input)).');
  if ((execution as { readonly status?: string }).status === 'RUNNING')
    throw new UsageError(
      'estimate() expected an execution that has ended, received one that is RUNNING.',
      'let it end first: estimate(await started.result()).',
    );
  return usedSoFar(execution, options);
}

/** The same of an execution that may still run: what it has used so far. */
export function usedSoFar(execution: Estimated, options: EstimateOptions = {}): Estimate {
  const { prices, type: given } = options;
  const { history } = execution;
  const { visits, counts, unread } = readableVisits(execution);
  if (unread !== undefined && counts === undefined)
    throw new UsageError(`estimate() cannot tell what the execution used: ${unread.why}.`, unread.remedy);
  const machine = insidesOf(execution)?.machine ?? (execution as { machine?: MachineFacts }).machine;
  const type = given ?? machine?.type ?? 'STANDARD';
  const transitions =
    counts === undefined
      ? visits.reduce((sum, visit) => sum + visit.attempts, 0)
      : counts.states.reduce((sum, { visits: entered, repeats }) => sum + entered + repeats, 0);
  const duration = (history.at(-1)?.timestamp.getTime() ?? 0) - (history[0]?.timestamp.getTime() ?? 0);
  const largest = largestPayload(history, visits);
  const charged = { ...PRICES, ...prices };
  const children = counts?.express ?? { executions: 0, seconds: 0 };
  // Express children are charged as Express executions, whatever runs around them.
  const uncharged = (counts?.states ?? []).reduce((sum, state) => (state.express ? sum + state.visits + state.repeats : sum), 0);
  const childMegabytes = billedMegabytes(machine?.definitionBytes ?? 0, largest.bytes, []);
  const childCost = children.executions * charged.perRequest + children.seconds * (childMegabytes / 1024) * charged.perGigabyteSecond;
  const megabytes = type === 'EXPRESS' ? billedMegabytes(machine?.definitionBytes ?? 0, largest.bytes, visits) : undefined;
  return {
    type,
    transitions,
    events: history.length,
    eventShare: history.length / QUOTAS.historyEvents,
    largestPayload: { ...largest, share: largest.bytes / QUOTAS.payloadBytes, unread: unread?.number ?? 0 },
    duration,
    billedMegabytes: megabytes,
    expressChildren: children.executions,
    cost:
      megabytes === undefined
        ? (transitions - uncharged) * charged.perTransition + childCost
        : charged.perRequest + billedSeconds(duration) * (megabytes / 1024) * charged.perGigabyteSecond,
  };
}

/** Rounded up to 100 ms, as the service does. */
function billedSeconds(duration: number): number {
  return Math.ceil(duration / 100) / 10;
}

const MEGABYTE = 1024 * 1024;

/** The service's own rule of thumb: 50 MB, the definition, and the data once for each step of a Map or Parallel, in chunks of 64 MB. */
function billedMegabytes(definitionBytes: number, payloadBytes: number, visits: readonly StateVisit[]): number {
  const branched = visits.filter((visit) => visit.branch !== undefined).length;
  const used = 50 * MEGABYTE + definitionBytes + payloadBytes * Math.max(1, branched);
  return Math.ceil(used / (64 * MEGABYTE)) * 64;
}

function largestPayload(history: readonly HistoryEvent[], visits: readonly StateVisit[]): { bytes: number; state: string | undefined } {
  let bytes = 0;
  let state: string | undefined;
  const look = (text: string | undefined, of: string | undefined): void => {
    // A text of half as many characters cannot be the largest: UTF-8 takes three bytes for one at most.
    if (text === undefined || text.length * 3 <= bytes) return;
    const size = Buffer.byteLength(text);
    if (size <= bytes) return;
    bytes = size;
    state = of;
  };
  look(history[0]?.executionStartedEventDetails?.input, undefined);
  for (const visit of visits) {
    look(visit.inputText, visit.state);
    look(visit.outputText, visit.state);
  }
  for (const event of history) {
    look(event.lambdaFunctionSucceededEventDetails?.output ?? event.taskSucceededEventDetails?.output, undefined);
  }
  return { bytes, state };
}
