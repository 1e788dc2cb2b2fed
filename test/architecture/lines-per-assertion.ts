import type { Room } from './arrows';

/**
 * How many lines of a room there are for each `as`, and for each `!`, of which `assertions.ts` says what they are for. These figures rise when assertions go, and do not fall.
 * `npx tsx scripts/count-assertions.ts` counts them by room and kind, with `--list` by place.
 */
export const linesPerAssertion: Readonly<Partial<Record<Room, Readonly<Record<'as' | 'present', number>>>>> = {
  asl: { as: 118, present: 175 },
  builders: { as: 77, present: 614 },
  cli: { as: 93, present: 329 },
  data: { as: 134, present: 60 },
  expressions: { as: 114, present: 584 },
  interpreter: { as: 110, present: 179 },
  render: { as: 102, present: 924 },
  server: { as: 66, present: 512 },
  template: { as: 195, present: 1561 },
  testing: { as: 73, present: 554 },
  validator: { as: 478, present: 334 },
};
