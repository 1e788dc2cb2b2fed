import type { Room } from './arrows';

/**
 * How many lines of a room there are for each `as`: `as const` does not count. An assertion is for what the compiler cannot know (what a table promises, JSON that was checked, an index
 * that a loop bounds); a guard says the rest, such as `isJsonArray` and `isJsonObject`. These figures rise when assertions go, and do not fall. `npx tsx scripts/count-assertions.ts` counts by room and kind, with `--list` by place.
 */
export const linesPerAssertion: Readonly<Partial<Record<Room, number>>> = {
  asl: 94,
  builders: 58,
  cli: 38,
  data: 43,
  expressions: 95,
  interpreter: 50,
  render: 54,
  server: 54,
  template: 105,
  testing: 38,
  validator: 101,
};
