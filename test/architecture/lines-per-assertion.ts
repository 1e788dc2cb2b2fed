import type { Room } from './arrows';

/**
 * How many lines of a room there are for each `as`, and for each `!`, of which `assertions.ts` says what they are for. These figures rise when assertions go, and do not fall.
 * `npx tsx scripts/count-assertions.ts` counts them by room and kind, with `--list` by place.
 */
export const linesPerAssertion: Readonly<Partial<Record<Room, Readonly<Record<'as' | 'present', number>>>>> = {
  asl: { as: 116, present: 160 },
  builders: { as: 77, present: 384 },
  cli: { as: 63, present: 152 },
  data: { as: 133, present: 42 },
  expressions: { as: 114, present: 553 },
  interpreter: { as: 89, present: 134 },
  render: { as: 102, present: 138 },
  server: { as: 66, present: 375 },
  template: { as: 157, present: 876 },
  testing: { as: 64, present: 195 },
  validator: { as: 449, present: 102 },
};
