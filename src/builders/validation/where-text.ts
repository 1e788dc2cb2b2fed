import { relative } from 'node:path';
import type { MachineFinding } from './machine-findings';

/** The place of a finding as a person finds it: state, pointer, file and line. */
export function whereText({ diagnostic, state, place }: Pick<MachineFinding, 'diagnostic' | 'state' | 'place'>): string {
  return [
    // Our own messages name the state, AWS's do not.
    state === undefined || diagnostic.message.includes(`"${state}"`) ? '' : `state "${state}" `,
    `at ${diagnostic.pointer === '' ? 'the top level of the definition' : diagnostic.pointer}`,
    place === undefined ? '' : `, ${near(place)}`,
  ].join('');
}

/** Relative to where the app runs. */
function near(place: string): string {
  const path = relative(process.cwd(), place);
  return path.startsWith('..') ? place : path;
}
