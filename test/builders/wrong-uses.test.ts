import { App, Lazy, Stack } from 'aws-cdk-lib';
import {
  type BuilderError,
  choice,
  handler,
  map,
  parallel,
  pass,
  type Ref,
  type Step,
  steps,
  type TaskToken,
  Workflow,
  wait,
  workflow,
} from 'drystep';
import { chunk, count, eq, field, format, gt, isBefore, itemAt, millisOf, pick, randomInteger, range } from 'drystep/expressions';
import { emptyStack, importedFunction, placed } from './synthesized';

interface Order {
  orderId: string;
  total: number;
  kind: 'gift' | 'plain';
  flag: boolean;
  name: string;
  tags: string[];
  lines: { sku: string; quantity: number }[];
  parcel: { length: number; width: number };
}

type Scope = { input: Ref<Order> };
type Written = (scope: Scope) => unknown;

// What types refuse as well is written past them.
const any = (value: unknown) => value as never;
const order = workflow<Order>();
const built = (write: Written) => placed(() => order.next(pass('Step', { output: write as (scope: Scope) => object })));

const prices = new Map<unknown, number>([['gift', 1]]);
const gifts = new Set<unknown>(['gift']);
const kinds: readonly unknown[] = ['gift', 'plain'];
const seconds = () => Math.floor(Date.now() / 1000);
const today = () => new Date().toISOString().slice(0, 10);
const born = new Date(1_700_000_000_000);
const clock = {
  get now() {
    return Date.now();
  },
};
class Calendar {
  get year() {
    return new Date().getFullYear();
  }
}
const german = new Intl.DateTimeFormat('de', { dateStyle: 'full', timeStyle: 'full' });
const weekday = () => new Intl.DateTimeFormat('de', { weekday: 'long' }).format();
const settings = { stage: 'test' };

describe('a callback', () => {
  test.each<[string, BuilderError['code'], Written]>([
    ['looks a reference up in a Map', 'REFERENCE_USED_AS_VALUE', ({ input: { kind } }) => ({ kind, x: prices.get(kind) ?? 0 })],
    [
      'looks a reference up in a Map of its own',
      'REFERENCE_USED_AS_VALUE',
      ({ input: { kind } }) => ({ kind, x: new Map([['gift', 1]]).has(any(kind)) }),
    ],
    ['looks a reference up in a Set', 'REFERENCE_USED_AS_VALUE', ({ input: { kind } }) => ({ kind, x: gifts.has(kind) })],
    ['looks for a reference in a list', 'REFERENCE_USED_AS_VALUE', ({ input: { kind } }) => ({ kind, x: kinds.includes(kind) })],
    ['asks for the place of a reference in a list', 'REFERENCE_USED_AS_VALUE', ({ input: { kind } }) => ({ kind, x: kinds.indexOf(kind) })],
    ['takes repetitions out by a Set', 'DECIDED_WHILE_BUILT', ({ input: { name, orderId } }) => ({ x: [...new Set([name, orderId])] })],
    ['compares a reference with a text', 'DECIDED_WHILE_BUILT', ({ input: { kind } }) => ({ kind, x: any(kind) === 'gift' })],
    ['compares a reference with a number', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, x: any(total) === 5 })],
    ['compares a reference with a number below 0', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, x: any(total) === -1 })],
    ['compares a reference with a long number', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, x: any(total) === 1_000_000 })],
    ['compares a reference with true', 'DECIDED_WHILE_BUILT', ({ input: { flag } }) => ({ flag, x: any(flag) === true })],
    ['asks Object.is', 'DECIDED_WHILE_BUILT', ({ input: { kind } }) => ({ kind, x: Object.is(kind, 'gift') })],
    ['asks Number.isInteger', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, x: Number.isInteger(total) })],
    ['asks Number.isNaN', 'DECIDED_WHILE_BUILT', ({ input: { total } }) => ({ total, x: Number.isNaN(any(total)) })],
    [
      'switches on a reference that it uses as well',
      'DECIDED_WHILE_BUILT',
      ({ input: { kind } }) => {
        switch (any(kind) as string) {
          case 'gift':
            return { kind, wrap: true };
          default:
            return { kind, wrap: false };
        }
      },
    ],
    ['asks a list for its length', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: (any(input.lines) as { length: number }).length })],
    ['asks a text for its length', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: (any(input.name) as { length: number }).length })],
    ['takes the seconds of a function beside it', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, at: seconds() })],
    ['takes the day of a function beside it', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, on: today() })],
    ['takes the year in a template with a function', 'VALUE_WHILE_BUILT', () => ({ x: stamped`in ` })],
    ['tosses a coin in a function beside it', 'VALUE_WHILE_BUILT', () => ({ x: toss() })],
    ['takes seconds from process.hrtime', 'VALUE_WHILE_BUILT', () => ({ x: process.hrtime()[0] })],
    ['takes seconds from process.hrtime in a function beside it', 'VALUE_WHILE_BUILT', () => ({ x: ticks() })],
    ['takes hours from process.uptime in a function beside it', 'VALUE_WHILE_BUILT', () => ({ x: hours() })],
    ['takes the day from Intl', 'VALUE_WHILE_BUILT', () => ({ x: new Intl.DateTimeFormat('de').format() })],
    ['takes the time of a getter', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, at: clock.now })],
    ['takes the time of a getter by its name in brackets', 'VALUE_WHILE_BUILT', () => ({ at: clock['now'] })],
    ['copies an object whose getter takes the time', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, at: { ...clock } })],
    ['takes the year of an object that it makes', 'VALUE_WHILE_BUILT', () => ({ x: new Calendar().year })],
    ['takes the time of a formatter beside it', 'VALUE_WHILE_BUILT', ({ input }) => ({ id: input.orderId, at: german.format() })],
    ['takes the day of a formatter in a function beside it', 'VALUE_WHILE_BUILT', () => ({ x: weekday() })],
    ['takes parts of a formatter', 'VALUE_WHILE_BUILT', () => ({ x: german.formatToParts().map(({ value }) => value) })],
    ['takes random bytes of its own', 'VALUE_WHILE_BUILT', () => ({ x: crypto.getRandomValues(new Uint8Array(4)).join() })],
    ['makes a day of the past with the clock', 'VALUE_WHILE_BUILT', () => ({ x: daysAgo(3) })],
    ['gives a date that is none', 'TEMPLATE_NOT_JSON', () => ({ x: new Date('yesterday') })],
    [
      'reads a token that it is not given',
      'REFERENCE_OUT_OF_SCOPE',
      (scope) => ({ token: (scope as unknown as { taskToken: TaskToken }).taskToken }),
    ],
    ['makes parts of no size', 'OPTION_VALUE', ({ input }) => ({ x: chunk(input.tags, 0) })],
    ['takes steps of nothing', 'OPTION_VALUE', () => ({ x: range(1, 10, 0) })],
    ['asks for half a position', 'OPTION_VALUE', ({ input }) => ({ x: itemAt(input.tags, 1.5) })],
    ['draws between two numbers of which the first is the greater', 'OPTION_VALUE', () => ({ x: randomInteger(10, 1) })],
    ['picks by a list of names', 'OPTION_VALUE', ({ input }) => ({ x: pick(input, any(['orderId'])) })],
    ['compares with a day in words', 'OPTION_VALUE', ({ input }) => ({ x: isBefore(input.orderId, 'tomorrow') })],
    ['takes the milliseconds of a day in words', 'OPTION_VALUE', () => ({ x: millisOf('31.01.2026') })],
    ['gives a field that would be lost', 'TEMPLATE_NOT_JSON', ({ input }) => ({ x: { ['__proto__']: input.orderId, y: 1 } })],
    ['clones what it is given', 'REFERENCE_USED_AS_VALUE', ({ input }) => ({ x: structuredClone({ id: input.orderId }) })],
  ])('fails where it %s', (_title, code, write) => {
    expect(built(write)).toThrow(expect.objectContaining({ code }));
  });

  test('fails naming the reference that is looked up, and what to write', () => {
    expect(built(({ input: { kind } }) => ({ kind, x: gifts.has(kind) }))).toThrow(
      'step "Step": "input.kind" has no value while the workflow is built, and it is looked up in a Set, where it is never found. Hint: write contains(items, value)',
    );
    expect(built(({ input }) => ({ x: (any(input.lines) as { length: number }).length }))).toThrow(
      'Hint: write count(input.lines) for a list',
    );
  });

  test.each<[string, Written]>([
    [
      'looks up what the program knows',
      ({ input }) => ({ id: input.orderId, x: prices.get('gift'), y: kinds.includes('gift'), z: gifts.has('x') }),
    ],
    [
      'reads a field that is named length beside others',
      ({ input: { parcel } }) => ({ x: format('{} x {}', parcel.length, parcel.width) }),
    ],
    ['names the field that is called length', ({ input: { parcel } }) => ({ x: field(parcel, 'length') })],
    ['counts', ({ input }) => ({ x: count(input.lines) })],
    [
      'takes a time of the program',
      ({ input }) => ({ id: input.orderId, born: born.toISOString(), first: new Date(0), again: isoOf(born) }),
    ],
    ['has digits that are not a number', ({ input }) => ({ id: input.orderId, x: /^00800/.test('0049') === true })],
    ['compares what the program knows', ({ input }) => ({ id: input.orderId, x: kinds[0] === 'gift' ? 'gift' : 'plain' })],
    ['has numbers that functions take', ({ input }) => ({ x: chunk(input.tags, 2), y: range(10, 1, -1), z: itemAt(input.tags, -1) })],
    ['reads what the program knows', ({ input }) => ({ id: input.orderId, x: settings.stage, y: settings['stage'], z: { ...settings } })],
    ['formats a date of the program', () => ({ x: german.format(born) })],
    ['draws a number', () => ({ x: randomInteger(1, 10) })],
    [
      'compares with a day, a time and a value that is filled in later',
      ({ input }) => ({
        x: isBefore(input.orderId, '2026-01-31'),
        y: isBefore(input.orderId, '2026-01-31T00:00:00.5+02:00'),
        z: isBefore(input.orderId, Lazy.string({ produce: () => '2026-01-31T00:00:00Z' })),
      }),
    ],
  ])('passes where it %s', (_title, write) => {
    expect(built(write)).not.toThrow();
  });

  test('leaves the clock, chance and collections as they were', () => {
    const natives = () => [
      Date,
      Date.now,
      Math.random,
      process.hrtime,
      process.uptime,
      performance.timeOrigin,
      Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format')?.get,
      Intl.DateTimeFormat.prototype.formatToParts,
      Map.prototype.get,
      Set.prototype.has,
      Array.prototype.includes,
    ];
    const before = natives();
    const fails = () => {
      throw new TypeError('a mistake of the author');
    };

    expect(built(({ input }) => ({ id: input.orderId, at: isoOf(born) }))).not.toThrow();
    expect(built(() => fails())).toThrow('a mistake of the author');

    expect(natives()).toEqual(before);
    expect(natives().every((native, index) => native === before[index])).toBe(true);
  });
});

function stamped(texts: TemplateStringsArray): string {
  return `${texts[0]}${new Date().getFullYear()}`;
}

function toss(): number {
  return Math.round(Math.random());
}

function ticks(): number | undefined {
  return process.hrtime()[0];
}

function hours(): number {
  return Math.floor(process.uptime() / 3600);
}

function daysAgo(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() - days);
  return date.toDateString();
}

function isoOf(date: Date): string {
  return new Date(date).toISOString();
}

describe('a step', () => {
  const charge = () => handler<Order, { id: string }>(importedFunction(emptyStack(), 'charge'));

  test.each<[string, string, () => unknown]>([
    [
      'a Wait that is told twice how long it waits',
      'step "Wait": It has seconds and until, and each says how long it waits.',
      () => wait('Wait', any({ seconds: 5, until: '2026-01-01T00:00:00Z' })),
    ],
    [
      'a branch whose result would be lost',
      'step "Both": parallel(): the result of the branch "__proto__" would be missing in the output',
      () => parallel('Both', { ['__proto__']: pass('A'), b: pass('B') }),
    ],
    [
      'a Pass with a value that its output leaves out',
      'step "Both": It has value and output, and only the output would be passed on.',
      () => pass('Both', any({ value: () => 1, output: () => ({ x: 1 }) })),
    ],
    [
      'a catch that names an error twice',
      'Its catch names "Late" twice, and only the first of the two handlers would ever run.',
      () =>
        steps<Order>().invoke('Charge', charge(), { catch: (failure) => failure.on('Late', pass('A')).on(['Busy', 'Late'], pass('B')) }),
    ],
    [
      'a catch that names an error behind all of them',
      'Its handler of "Late" comes after the one for every error, which takes that as well.',
      () => steps<Order>().invoke('Charge', charge(), { catch: (failure) => failure.all(pass('A')).on('Late', pass('B')) }),
    ],
    [
      'a tryCatch that names an error twice',
      'Its catch names "Late" twice, and only the first of the two handlers would ever run.',
      () => steps<Order>().tryCatch('Try', (t) => t.try(pass('T')).on('Late', pass('A')).on(['Busy', 'Late'], pass('B'))),
    ],
    [
      'a tryCatch that names an error behind all of them',
      'Its handler of "Late" comes after the one for every error, which takes that as well.',
      () => steps<Order>().tryCatch('Try', (t) => t.try(pass('T')).catch(pass('A')).on('Late', pass('B'))),
    ],
    [
      'a retry that names States.ALL beside others',
      'step "Charge": Its retry names "States.ALL" beside others, and Step Functions takes it alone.',
      () => steps<Order>().invoke('Charge', charge(), { retry: { errors: ['States.ALL', 'Late'] } }),
    ],
    [
      'a choice that asks twice the same',
      'step "Large?": It asks the same condition twice, gt(...), and its second rule is never taken.',
      () =>
        choice<Order, object, Order, object>('Large?', (c) =>
          c
            .when(({ input }) => gt(input.total, 1), pass('A') as Step<Order, Order>)
            .when(({ input }) => gt(input.total, 1), pass('B') as Step<Order, Order>)
            .otherwise(),
        ),
    ],
    [
      'a choice that says twice what happens otherwise',
      'step "Large?": It says twice what happens otherwise, and only the second would count.',
      () =>
        choice<Order, object, Order, object>('Large?', (c) =>
          any(
            (
              c
                .when(({ input }) => gt(input.total, 1), pass('A') as Step<Order, Order>)
                .otherwise(pass('B') as Step<Order, Order>) as unknown as typeof c
            ).otherwise(),
          ),
        ),
    ],
    [
      'a step that a function of another makes for nothing',
      'step "Lost": It is made in a function of another step, and what that function returns does not contain it.',
      () =>
        map<Order, object, { sku: string; quantity: number }, object>('Each', { items: ({ input }) => input.lines }, (line) => {
          steps<{ sku: string }>().pass('Lost');
          return line.next(pass('Kept'));
        }),
    ],
  ])('fails: %s', (_title, says, make) => {
    expect(placed(() => order.next(make() as Step<Order, Order>))).toThrow(says);
  });

  test('passes where draws are asked twice, errors differ, and steps of a function stand in what it returns', () => {
    const drawn = choice<Order, object, Order, object>('Which?', (c) =>
      c
        .when(() => eq(randomInteger(1, 4), 1), pass('A') as Step<Order, Order>)
        .when(() => eq(randomInteger(1, 4), 1), pass('B') as Step<Order, Order>)
        .otherwise(),
    );
    const called = steps<Order>().invoke('Charge', charge(), {
      catch: (failure) => {
        const late = pass('Late');
        return failure.on('Late', late).on('Busy', late).all(pass('All'));
      },
    });
    const both = steps<Order>().parallel('Both', {
      first: (flow) => {
        const kept = steps<Order>().pass('Kept');
        return flow.next(kept);
      },
    });

    expect(placed(() => order.next(drawn as Step<Order, Order>).next(both))).not.toThrow();
    expect(placed(() => order.next(called as unknown as Step<Order, Order>))).not.toThrow();
  });
});

describe('a flow without steps', () => {
  const synthesized = (make: () => unknown) => () => {
    const app = new App();
    new Workflow(new Stack(app, 'Test'), 'Flow', { definition: make() as typeof order });
    app.synth();
  };

  test('fails where the function that begins it adds to it what is used nowhere', () => {
    const dropping = () => {
      const flow = workflow<Order>();
      flow.next(pass('Lost'));
      return flow.next(pass('Kept'));
    };

    expect(synthesized(dropping)).toThrow('step "Lost": It was added to a flow by next(...)');
  });

  test('passes where it is the beginning of flows that are made elsewhere', () => {
    const unused = order.next(pass('Unused'));
    const begin = () => workflow<Order>();
    const beginning = begin();
    beginning.next(pass('Unused as well'));

    expect(unused).toBeDefined();
    expect(synthesized(() => order.next(pass('Kept')))).not.toThrow();
    expect(synthesized(() => beginning.next(pass('Kept')))).not.toThrow();
  });
});
