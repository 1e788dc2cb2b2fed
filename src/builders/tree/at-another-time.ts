/** A year and some weeks, hours, minutes and seconds: no part of a time is the same after it. */
const later = 400 * 86_400_000 + 40_397_123;

/** Chance at its ends: two draws that every rounding tells apart. */
export type Chance = 'least' | 'most';

/**
 * Runs something at another time of the machine's clock, and with what chance gives at one of its ends. What it gives then shows whether it
 * asked for them, in a function of its own or of a library.
 */
export function atAnotherTime<Result>(chance: Chance, run: () => Result): Result {
  const before = replacements(chance).map(([holder, name, replacement]) => {
    const descriptor = Object.getOwnPropertyDescriptor(holder, name);
    const kind = typeof replacement === 'object' ? 'get' : 'value';
    if (descriptor?.configurable !== true || !(kind in descriptor)) return () => {};
    Object.defineProperty(holder, name, { ...descriptor, ...(typeof replacement === 'object' ? replacement : { value: replacement }) });
    return () => Object.defineProperty(holder, name, descriptor);
  });
  try {
    return run();
  } finally {
    for (const restore of before) restore();
  }
}

/** What stands for a function or, as an object, for what computes a field. */
type Replacement = CallableFunction | { readonly get: (this: never) => unknown };

type DateFormatter = (this: unknown, date?: Date | number) => unknown;

function replacements(chance: Chance): readonly (readonly [holder: object, name: string, replacement: Replacement])[] {
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
  const timers = Object.getPrototypeOf(timer) as object;
  const { timeOrigin } = timer;
  const { prototype: formatter } = Intl.DateTimeFormat;
  const formatOf = Object.getOwnPropertyDescriptor(formatter, 'format')?.get as (this: unknown) => DateFormatter;
  const { formatToParts }: { readonly formatToParts: DateFormatter } = formatter;
  return [
    [globalThis, 'Date', shifted],
    [machine, 'hrtime', hrtime],
    [machine, 'uptime', () => uptime() + later / 1000],
    [timer, 'now', () => sinceStart() + later],
    [timers, 'now', () => sinceStart() + later],
    ...[timer, timers].map((holder) => [holder, 'timeOrigin', { get: () => timeOrigin + later }] as const),
    // Without a date a formatter takes that of the machine.
    [
      formatter,
      'format',
      {
        get(this: unknown) {
          const format = formatOf.call(this);
          return (date: Date | number = now()) => format(date);
        },
      },
    ],
    [
      formatter,
      'formatToParts',
      function (this: unknown, date: Date | number = now()) {
        return formatToParts.call(this, date);
      },
    ],
    [Math, 'random', () => (chance === 'least' ? 0 : 1 - Number.EPSILON)],
  ];
}
