import { kinds, QUOTAS } from '../../asl';
import { refuseUnknown } from '../refuse-unknown';

/** Limits of the service by name: all are enforced, `false` switches one off. docs/limits.md says what each does. */
export interface QuotaSwitches {
  /** 25,000 events in the history of a Standard execution. */
  readonly historyEvents?: boolean;
  /** 262,144 bytes of UTF-8 for the input and output of a task, state or execution. */
  readonly payloadBytes?: boolean;
  /** 1 MiB for a definition. */
  readonly definitionBytes?: boolean;
  /** 40 iterations of an inline Map at once. */
  readonly inlineMapConcurrency?: boolean;
  /** 10,000 child executions of a distributed Map at once. */
  readonly distributedMapConcurrency?: boolean;
  /** 80 characters for the name of an execution, state machine, state or activity worker. */
  readonly nameLength?: boolean;
  /** 40 characters for the Label of a distributed Map. */
  readonly labelLength?: boolean;
  /** One year for Standard, five minutes for Express. */
  readonly duration?: boolean;
  /** 99,999,999 for TimeoutSeconds, HeartbeatSeconds, the Seconds of a Wait and the numbers of retriers; 31,622,400 for MaxDelaySeconds. */
  readonly largestSeconds?: boolean;
  /** 256 KiB per variable and Assign, 10 MiB per execution. */
  readonly variableBytes?: boolean;
  /** 256 characters for the name of an error. */
  readonly errorLength?: boolean;
  /** 32,768 characters for the cause of an error. */
  readonly causeLength?: boolean;
  /** 10 KiB for the headers of a CSV file. */
  readonly csvHeaderBytes?: boolean;
  /** 1,000 items of States.ArrayRange, 10,000 characters for States.Hash, States.Base64Encode and States.Base64Decode. */
  readonly intrinsicSizes?: boolean;
  /** 14 days after its end an execution can be redriven. */
  readonly redriveWindow?: boolean;
  /** 90 days after its end the name of a Standard execution can be used again; switched off, never. */
  readonly historyRetention?: boolean;
}

/** Which limits hold. */
export type EnforcedQuotas = Readonly<Record<keyof QuotaSwitches, boolean>>;

/** Every limit, so that a misspelt one is refused: a forgotten name does not compile. */
export const ALL_QUOTAS: EnforcedQuotas = Object.freeze({
  historyEvents: true,
  payloadBytes: true,
  definitionBytes: true,
  inlineMapConcurrency: true,
  distributedMapConcurrency: true,
  nameLength: true,
  labelLength: true,
  duration: true,
  largestSeconds: true,
  variableBytes: true,
  errorLength: true,
  causeLength: true,
  csvHeaderBytes: true,
  intrinsicSizes: true,
  redriveWindow: true,
  historyRetention: true,
});

/** The limits that hold with these switches. Throws a UsageError for a switch that does not exist. */
export function enforcedQuotas(switches?: QuotaSwitches): EnforcedQuotas {
  if (switches === undefined) return ALL_QUOTAS;
  const switched = Object.keys(switches) as (keyof EnforcedQuotas)[];
  if (switched.length === 0) return ALL_QUOTAS;
  refuseUnknown('quotas', switches, Object.keys(ALL_QUOTAS));
  const enforced: Record<keyof EnforcedQuotas, boolean> = { ...ALL_QUOTAS };
  for (const name of switched) enforced[name] = switches[name] !== false;
  return enforced;
}

/** The most seconds that a wait or a timeout of a branch may last. */
export function mostSeconds({ run: { engine } }: { readonly run: { readonly engine: { readonly quotas: EnforcedQuotas } } }): number {
  return engine.quotas.largestSeconds ? QUOTAS.largestCount : Number.POSITIVE_INFINITY;
}

/** What the option `quotas` takes: names are judged by {@link enforcedQuotas}. */
export const QUOTA_OPTIONS = kinds.recordOf(kinds.flag);
