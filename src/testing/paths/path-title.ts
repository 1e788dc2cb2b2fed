import { printable } from '../../asl';
import type { EnumeratedPath, PathStep } from './enumerated-path';

/** Words a path by what is not a matter of course on it: `Charge fails with Busy, Give Up: FAILED`. */
export function titleOf(steps: readonly PathStep[], end: EnumeratedPath['end']): string {
  return `${printable(steps.map(stepText).join(', '))}: ${end === 'never' ? 'never ends' : end}`;
}

function stepText({ state, transition, cause }: PathStep): string {
  if (cause.kind === 'fails') return `${state} fails with ${cause.error}`;
  if (cause.kind === 'succeeds') return state;
  if (transition === undefined) return `${state} by no rule`;
  return `${state} by ${cause.holds === undefined ? 'Default' : `rule ${transition.split('/').at(-2)}`}`;
}
