import type { Change } from './mutants-of';

/** A retrier or catcher, as far as its defects go. */
export interface ErrorRule {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly BackoffRate?: number;
  readonly MaxAttempts?: number;
}

/** The ways to break which errors a retrier or catcher takes: one name less, or one in the place of a wider or narrower one. */
export function errorChanges(list: 'Retry' | 'Catch', rules: readonly ErrorRule[]): Change[] {
  return rules.flatMap(({ ErrorEquals }, index) =>
    ErrorEquals.flatMap((name, position): Change[] => {
      const path = [list, index, 'ErrorEquals', position];
      const where = path.join('/');
      const dropped: Change = { kind: 'error dropped', path, value: undefined, text: `${where} ${JSON.stringify(name)} dropped` };
      const other = name === 'States.ALL' ? 'States.Timeout' : undefined;
      if (ErrorEquals.length > 1) return [dropped];
      return other === undefined
        ? []
        : [{ kind: 'error changed', path, value: other, text: `${where} ${JSON.stringify(name)} → ${JSON.stringify(other)}` }];
    }),
  );
}

/** The ways to break when a retrier tries again. */
export function intervalChanges(retriers: readonly ErrorRule[]): Change[] {
  return retriers.flatMap(({ IntervalSeconds = 1, BackoffRate = 2, MaxAttempts = 3 }, index): Change[] => {
    if (MaxAttempts === 0) return [];
    const [interval, rate] = [IntervalSeconds * 2, BackoffRate + 1];
    const later: Change = {
      kind: 'interval changed',
      path: ['Retry', index, 'IntervalSeconds'],
      value: interval,
      text: `Retry/${index}/IntervalSeconds ${IntervalSeconds} → ${interval}`,
    };
    // The first delay knows no rate.
    if (MaxAttempts === 1) return [later];
    return [
      later,
      {
        kind: 'interval changed',
        path: ['Retry', index, 'BackoffRate'],
        value: rate,
        text: `Retry/${index}/BackoffRate ${BackoffRate} → ${rate}`,
      },
    ];
  });
}
