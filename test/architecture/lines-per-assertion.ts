import type { Room } from './arrows';

/**
 * How many lines of a room there are for each `as`, and for each `!`, of which `assertions.ts` says what they are for. These figures rise when assertions go, and do not fall.
 * `npx tsx scripts/count-assertions.ts` counts them by room and kind, with `--list` by place.
 */
export const linesPerAssertion: Readonly<Partial<Record<Room, Readonly<Record<'as' | 'present', number>>>>> = {
  asl: { as: 117, present: 157 },
  builders: { as: 69, present: 385 },
  cli: { as: 48, present: 155 },
  data: { as: 58, present: 38 },
  expressions: { as: 114, present: 553 },
  interpreter: { as: 77, present: 134 },
  render: { as: 95, present: 138 },
  server: { as: 66, present: 375 },
  template: { as: 126, present: 726 },
  testing: { as: 48, present: 208 },
  validator: { as: 112, present: 100 },
};
