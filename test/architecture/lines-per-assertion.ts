import type { Room } from './arrows';

/**
 * How many lines of a room there are for each `as`: `as const` does not count. An assertion is for what the compiler cannot know (what a table promises, JSON that was checked, an index
 * that a loop bounds); a guard says the rest, such as `isJsonArray` and `isJsonObject`. These figures rise when assertions go, and do not fall. `npx tsx scripts/count-assertions.ts` counts by room and kind, with `--list` by place.
 */
export const linesPerAssertion: Readonly<Partial<Record<Room, number>>> = {
  asl: 85,
  builders: 52,
  cli: 34,
  data: 41,
  expressions: 90,
  interpreter: 46,
  render: 50,
  server: 49,
  template: 75,
  testing: 35,
  validator: 95,
};
