import type { Shape } from './shape';

/** Where a path leads into nothing: how many of its segments there are, what stands there, and whether a Choice has ruled the next one out. */
export interface DeadEnd {
  readonly found: readonly (string | number)[];
  readonly shape: Shape;
  readonly isRuledOut: boolean;
}

/** The place at which a path that cannot be there ends. */
export function deadEnd(shape: Shape, segments: readonly (string | number)[]): DeadEnd {
  let at = shape;
  for (const [index, segment] of segments.entries()) {
    const next: Shape | undefined =
      at.kind === 'object' ? at.fields.get(String(segment)) : at.kind === 'array' && typeof segment === 'number' ? at.items : undefined;
    if (next === undefined || next.kind === 'absent') return { found: segments.slice(0, index), shape: at, isRuledOut: next !== undefined };
    at = next;
  }
  return { found: segments, shape: at, isRuledOut: false };
}

/** Says what stands there: `the data has "a", "b" only`. `subject` names the place. */
export function describeShape(shape: Shape, subject: string): string {
  if (shape.kind === 'array') return `${subject} is an array`;
  if (shape.kind !== 'object') return shape.kind === 'scalar' ? `${subject} is not an object` : `${subject} has other fields`;
  const names = [...shape.fields].filter(([, field]) => field.kind !== 'absent').map(([name]) => `"${name}"`);
  if (names.length === 0) return `${subject} is an empty object`;
  return `${subject} has ${names.slice(0, MOST_NAMES).join(', ')}${names.length > MOST_NAMES ? ' and others' : ' only'}`;
}

const MOST_NAMES = 8;

/** True for what `lambda:invoke` answers. */
export function isFunctionAnswer(shape: Shape): boolean {
  return shape.kind === 'object' && shape.fields.has('ExecutedVersion') && shape.fields.has('Payload');
}
