/** A year and some weeks, hours, minutes and seconds: no part of a time is the same after it. */
const later = 400 * 86_400_000 + 40_397_123;

/** Chance at its ends: two draws that every rounding tells apart. */
export type Chance = 'least' | 'most';

/**
 * Runs something at another time of the machine's clock, and with what chance gives at one of its ends. What it gives then shows whether it
 * asked for them, in a function of its own or of a library.
 */
export function atAnotherTime<Result>(chance: Chance, run: () => Result): Result {
  const before = replacements(chance).map(([holder, name, value]) => {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    if (descriptor === undefined || !('value' in descriptor) || descriptor.configurable !== true) return () => {};
    Object.defineProperty(holder, name, { ...descriptor, value });
    return () => Object.defineProperty(holder, name, descriptor);
  });
  try {
    return run();
  } finally {
    for (const restore of before) restore();
  }
}

function replacements(chance: Chance): readonly (readonly [holder: object, name: string, value: unknown])[] {
  const { Date: clock, process: machine, performance: timer } = globalThis;
  const now = () => clock.now() + later;
  const shifted: DateConstructor = new Proxy(clock, {
    construct: (target, given, made): object =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made === shifted ? target : made) as object,
    apply: () => new clock(now()).toString(),
    get: (target, property): unknown => (property === 'now' ? now : Reflect.get(target, property, target)),
  });
  const nanoseconds = machine.hrtime.bigint.bind(machine.hrtime);
  const hrtime = Object.assign(
    (since?: [number, number]): [number, number] => {
      const [seconds, rest] = machineTime(since);
      return [seconds + Math.floor(later / 1000), rest];
    },
    { bigint: () => nanoseconds() + BigInt(later) * 1_000_000n },
  );
  const machineTime = machine.hrtime.bind(machine);
  const uptime = machine.uptime.bind(machine);
  const sinceStart = timer.now.bind(timer);
  return [
    [globalThis, 'Date', shifted],
    [machine, 'hrtime', hrtime],
    [machine, 'uptime', () => uptime() + later / 1000],
    [timer, 'now', () => sinceStart() + later],
    [Object.getPrototypeOf(timer) as object, 'now', () => sinceStart() + later],
    [Math, 'random', () => (chance === 'least' ? 0 : 1 - Number.EPSILON)],
  ];
}
