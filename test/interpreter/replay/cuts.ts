import { type Definition, type HistoryEvent, type ReplayOptions, replay } from '../../../src/interpreter';

/** Numbers from 0 to 1 that depend on the seed alone. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same events, each of them 100 to 400 ms later behind the one before than it was. */
export function withLatency<Event extends object>(events: readonly Event[], random: () => number): Event[] {
  let late = 0;
  return events.map((event) => {
    late += 100 + Math.floor(random() * 301);
    const { timestamp } = event as unknown as { readonly timestamp: string | Date };
    return { ...event, timestamp: new Date(new Date(timestamp).getTime() + late).toISOString() };
  });
}

/** All lengths at which a history of so many events can be cut behind its first state, or with a `stride` every so manieth of them, and its whole length. */
export function cutsOf(length: number, stride: number, offset: number): number[] {
  const cuts: number[] = [];
  for (let cut = 2 + (offset % stride); cut < length; cut += stride) cuts.push(cut);
  return [...cuts, length];
}

/** What is wrong with the replay of a history that was cut after so many events; undefined when it stands where the recorded execution stood. */
export async function problemOf(
  definition: Definition | object | string,
  events: readonly object[],
  cut: number,
  options: ReplayOptions = {},
): Promise<string | undefined> {
  const part = events.slice(0, cut);
  try {
    const { divergence, history } = await replay(definition, part, options);
    if (divergence !== undefined) return divergence.message;
    const [expected, got] = [part.filter(isNoAbort).map(labelOf), history.filter(isNoAbort).map(labelOf)];
    const at = expected.findIndex((label, index) => label !== got[index]);
    if (at >= 0) return `event ${at + 1} is ${expected[at]} in the record, ${got[at]} in the replay`;
    return got.length > expected.length ? `goes on with ${got[expected.length]}` : undefined;
  } catch (thrown) {
    return String(thrown);
  }
}

/** At which moment a sibling was cut short depends on the service. */
function isNoAbort(event: object): boolean {
  return !/^(?!Execution).*Aborted$/.test((event as HistoryEvent).type);
}

function labelOf(event: object): string {
  const { stateEnteredEventDetails, stateExitedEventDetails, type } = event as HistoryEvent;
  return `${type} ${stateEnteredEventDetails?.name ?? stateExitedEventDetails?.name ?? ''}`;
}
