import type { ExecutionCounts } from '../../interpreter';
import { pointId } from './coverage-point';

/** How often each point was reached by what was counted while an execution ran; operands of rules are not among it. */
export function countedHits({ states }: ExecutionCounts): Map<string, number> {
  const hits = new Map<string, number>();
  const add = (id: string, count: number): void => {
    if (count > 0) hits.set(id, count);
  };
  for (const { pointer, visits, transitions, rules, retriers, catches, items, failures } of states) {
    add(pointId('states', pointer), visits);
    for (const { pointer: place, count } of transitions) add(pointId('transitions', place), count);
    for (const [index, rule] of rules.entries()) {
      add(pointId('rules', `${pointer}/Choices/${index}`, 'true'), rule.true);
      add(pointId('rules', `${pointer}/Choices/${index}`, 'false'), rule.false);
    }
    for (const [index, count] of retriers.entries()) add(pointId('retriers', `${pointer}/Retry/${index}`), count);
    const caught = new Map<number, number>();
    for (const { catcher, count } of catches) caught.set(catcher, (caught.get(catcher) ?? 0) + count);
    for (const [index, count] of caught) add(pointId('catchers', `${pointer}/Catch/${index}`), count);
    for (const outcome of ['none', 'one', 'many'] as const) add(pointId('items', pointer, outcome), items?.[outcome] ?? 0);
    for (const [index, count] of failures.entries()) add(pointId('failures', `${pointer}/Branches/${index}`), count);
  }
  return hits;
}
