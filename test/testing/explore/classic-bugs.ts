import {
  alwaysCompensates,
  type ExplorationProperty,
  neverFails,
  property,
  type TestMachine,
  terminates,
  testMachine,
} from 'drystep/testing';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/asl';
import { call, callback, chain, functionArn } from '../fixtures/asl';

/** A workflow with one mistake in it, as people make them. */
export interface ClassicBug {
  readonly title: string;
  /** What a random run has to hit upon. */
  readonly needs: string;
  readonly machine: TestMachine;
  readonly inputs: fc.Arbitrary<unknown>;
  readonly law: ExplorationProperty;
  /** Puts the world back to the start. */
  readonly reset: () => void;
  /** Answers of its tasks, by the names of their functions. */
  readonly handlers: Handlers;
  /** What the handlers keep. */
  readonly world: World;
}

type Handlers = Readonly<Record<string, (event: never) => unknown>>;
type World = Record<string, number | boolean>;

type MakeBug = () => ClassicBug;

/** A workflow whose functions have handlers, by their names. */
function machineOf(name: string, definition: JsonObject, handlers: Handlers): Pick<ClassicBug, 'machine' | 'handlers'> {
  const machine = testMachine(definition, name);
  for (const [called, handler] of Object.entries(handlers)) machine.mock(functionArn(called)).run(handler);
  return { machine, handlers };
}

/** Gives the start of a world, and what puts it back there. */
function worldOf<Kept extends World>(start: Kept): { readonly world: Kept; readonly reset: () => void } {
  const world = { ...start };
  return { world, reset: () => void Object.assign(world, start) };
}

const none = worldOf({});
const caught = (Next: string, ErrorEquals: readonly string[] = ['States.ALL'], fields: JsonObject = { ResultPath: '$.failure' }) => [
  { ErrorEquals: [...ErrorEquals], Next, ...fields },
];
const rejected = { Type: 'Fail', Error: 'Rejected' };
const orders = fc.record({ orderId: fc.string(), total: fc.nat() });

/** The catcher writes the error over the order, and the next state reads the order. */
const orderLost: MakeBug = () => ({
  title: 'The order is lost in a catch',
  needs: 'a failure',
  ...machineOf(
    'OrderLost',
    chain({
      Charge: call('charge', { ResultPath: '$.receipt' }),
      Ship: call('ship', { Catch: caught('Refund', ['States.ALL'], {}), End: true }),
      Refund: call('refund', { Parameters: { 'order.$': '$.orderId' } }),
      Rejected: rejected,
    }),
    { charge: () => 'r-1', ship: () => 'shipped', refund: () => true },
  ),
  inputs: orders,
  law: neverFails('States.Runtime'),
  ...none,
});

/** The charge is retried, and its handler charges each time. */
const doubleCharge: MakeBug = () => {
  const { world, reset } = worldOf({ charges: 0 as number });
  return {
    title: 'A retry charges twice',
    needs: 'a failure after the work was done',
    ...machineOf(
      'DoubleCharge',
      chain({ Charge: call('charge', { Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 2 }] }), Ship: call('ship') }),
      { charge: () => ({ receipt: ++world.charges }), ship: () => 'shipped' },
    ),
    inputs: orders,
    law: property('charges once', () => world.charges <= 1),
    world,
    reset,
  };
};

/** Asks again for ever while the answer is not there: nothing counts. */
const endlessPoll: MakeBug = () => ({
  title: 'Catch, wait and poll without end',
  needs: 'an error that stays',
  ...machineOf(
    'EndlessPoll',
    {
      StartAt: 'Ask',
      States: {
        Ask: call('ask', { Catch: caught('Pause', ['NotReady']), Next: 'Done' }),
        Pause: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
        Done: { Type: 'Succeed' },
      },
    },
    { ask: () => 'ready' },
  ),
  inputs: orders,
  law: terminates(500),
  ...none,
});

/** Of two things done before, the catcher of the third undoes one. */
const forgottenUndo: MakeBug = () => ({
  title: 'A compensation is missing',
  needs: 'a failure in the last of three steps',
  ...machineOf(
    'ForgottenUndo',
    chain({
      Reserve: call('reserve', { ResultPath: null }),
      Charge: call('charge', { ResultPath: null, Catch: caught('Release') }),
      Ship: call('ship', { Catch: caught('Refund'), End: true }),
      Refund: call('refund', { ResultPath: null, Next: 'Rejected' }),
      Release: call('release', { ResultPath: null, Next: 'Rejected' }),
      Rejected: rejected,
    }),
    { reserve: () => 1, charge: () => 1, ship: () => 1, refund: () => 1, release: () => 1 },
  ),
  inputs: orders,
  law: alwaysCompensates('Reserve', 'Release'),
  ...none,
});

/** Orders from 100 are looked at: the rule says above 100. */
const boundary: MakeBug = () => ({
  title: 'The default at the boundary is wrong',
  needs: 'the input 100 among all numbers',
  ...machineOf(
    'Boundary',
    chain({
      'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Review' }], Default: 'Ship' },
      Review: call('review', { ResultPath: null }),
      Ship: call('ship'),
    }),
    { review: () => true, ship: () => 'shipped' },
  ),
  inputs: orders,
  law: property(
    'reviews orders from 100',
    (execution) =>
      execution.state('Review').length > 0 || execution.state('Large?').every(({ input }) => (input as { total: number }).total < 100),
  ),
  ...none,
});

/** One branch reads what another writes, and nothing says that it waits for it. */
const raceOfBranches: MakeBug = () => {
  const { world, reset } = worldOf({ reserved: false as boolean });
  return {
    title: 'A branch reads before another has written',
    needs: 'a slow write against a fast read',
    ...machineOf(
      'RaceOfBranches',
      chain({ Both: { Type: 'Parallel', Branches: [chain({ Reserve: call('reserve') }), chain({ Pack: call('pack') })] } }),
      {
        reserve: () => {
          world.reserved = true;
          return 1;
        },
        pack: () => ({ packed: world.reserved }),
      },
    ),
    inputs: orders,
    law: property(
      'packs what is reserved',
      ({ status, output }) => status !== 'SUCCEEDED' || (output as { packed?: boolean }[])[1]?.packed === true,
    ),
    world,
    reset,
  };
};

/** A charge that fails is taken for a charge that was not made. */
const lostAnswer: MakeBug = () => {
  const { world, reset } = worldOf({ balance: 0 as number });
  return {
    title: 'What failed is taken for not done',
    needs: 'a failure after the work was done',
    ...machineOf(
      'LostAnswer',
      chain({
        Charge: call('charge', { ResultPath: null, Catch: caught('Rejected') }),
        Ship: call('ship', { Catch: caught('Refund'), End: true }),
        Refund: call('refund', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99 }] }),
        Rejected: rejected,
      }),
      { charge: () => (world.balance = -1), ship: () => 1, refund: () => (world.balance = 0) },
    ),
    inputs: orders,
    law: property('keeps no money for nothing', (execution) => execution.error !== 'Rejected' || world.balance === 0),
    world,
    reset,
  };
};

/** What runs when all retries are used up has never run. */
const afterTheLadder: MakeBug = () => ({
  title: 'The way behind the last retry is broken',
  needs: 'five failures of one name, one after the other',
  ...machineOf(
    'AfterTheLadder',
    chain({
      Ship: call('ship', {
        Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 4 }],
        Catch: [...caught('Other', ['Busy']), ...caught('Rejected')],
        End: true,
      }),
      Other: call('other', { Parameters: { 'carrier.$': '$.carriers[1]' } }),
      Rejected: rejected,
    }),
    { ship: () => 'shipped', other: () => 'shipped' },
  ),
  inputs: orders,
  law: neverFails('States.Runtime'),
  ...none,
});

/** A limit that is null passes IsPresent, and is below every number. */
const nullField: MakeBug = () => ({
  title: 'null is there, and is not a number',
  needs: 'a null where others are numbers',
  ...machineOf(
    'NullField',
    chain({
      'Limited?': {
        Type: 'Choice',
        Choices: [{ And: [{ Variable: '$.limit', IsPresent: true }, { Not: { Variable: '$.limit', NumericEquals: 0 } }], Next: 'Charge' }],
        Default: 'Rejected',
      },
      Charge: call('charge', { Parameters: { 'most.$': 'States.MathAdd($.limit, 1)' } }),
      Rejected: rejected,
    }),
    { charge: () => 1 },
  ),
  inputs: fc.record({ orderId: fc.string(), limit: fc.option(fc.nat(), { freq: 40 }) }),
  law: neverFails('States.Runtime'),
  ...none,
});

/** Orders a parcel for the items of an order, and for none as well. */
const emptyList: MakeBug = () => {
  const { world, reset } = worldOf({ parcels: 0 as number });
  return {
    title: 'The list is empty',
    needs: 'an empty list among lists of any length',
    ...machineOf(
      'EmptyList',
      chain({
        Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: chain({ Pack: call('pack') }) },
        Ship: call('ship'),
      }),
      { pack: () => 'packed', ship: (packed: readonly string[]) => (world.parcels = packed.length === 0 ? -1 : 1) },
    ),
    inputs: fc.record({ items: fc.array(fc.nat(), { maxLength: 40, size: 'max' }) }),
    law: property('ships no empty parcel', () => world.parcels >= 0),
    world,
    reset,
  };
};

/** The way of one word that a rule names is broken. */
const rareWord: MakeBug = () => ({
  title: 'The way of one word is broken',
  needs: 'the word that the rule names among all texts',
  ...machineOf(
    'RareWord',
    chain({
      'Fast?': { Type: 'Choice', Choices: [{ Variable: '$.service', StringEquals: 'EXPRESS', Next: 'Fly' }], Default: 'Ship' },
      Fly: call('fly', { Parameters: { 'airport.$': '$.airport' }, End: true }),
      Ship: call('ship'),
    }),
    { fly: () => 1, ship: () => 1 },
  ),
  inputs: fc.record({ orderId: fc.string(), service: fc.string() }),
  law: neverFails('States.Runtime'),
  ...none,
});

/** Gives up after three looks, and leaves the job running. */
const givesUp: MakeBug = () => {
  const { world, reset } = worldOf({ running: false as boolean });
  const parts = machineOf(
    'GivesUp',
    chain({
      Begin: call('begin', { ResultPath: null }),
      First: { Type: 'Pass', Result: 0, ResultPath: '$.looks' },
      Look: call('look', { ResultPath: '$.job', Catch: caught('Stop') }),
      'Done?': {
        Type: 'Choice',
        Choices: [
          { Variable: '$.job.status', StringEquals: 'DONE', Next: 'Done' },
          { Variable: '$.looks', NumericGreaterThanEquals: 3, Next: 'Rejected' },
        ],
        Default: 'Pause',
      },
      Pause: { Type: 'Wait', Seconds: 60 },
      Count: { Type: 'Pass', Parameters: { 'looks.$': 'States.MathAdd($.looks, 1)' }, Next: 'Look' },
      Stop: call('stop', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99 }], Next: 'Rejected' }),
      Done: { Type: 'Succeed' },
      Rejected: rejected,
    }),
    {
      begin: () => (world.running = true),
      stop: () => (world.running = false),
    },
  );
  parts.machine.mock('Look').returns({ status: 'DONE' });
  return {
    title: 'A poll that gives up leaves the job running',
    needs: 'three rounds of a loop that the mocks end at once',
    ...parts,
    inputs: orders,
    law: property('leaves no job running', (execution) => execution.error !== 'Rejected' || !world.running),
    world,
    reset,
  };
};

/** The catcher of the approval takes failures, and a silence is none. */
const silence: MakeBug = () => ({
  title: 'Nobody answers the callback',
  needs: 'a timeout, which States.TaskFailed does not take',
  ...machineOf(
    'Silence',
    chain({
      Charge: call('charge', { ResultPath: null }),
      Ask: callback({ TimeoutSeconds: 86_400, ResultPath: null, Catch: caught('Refund', ['States.TaskFailed']), Next: 'Ship' }),
      Ship: call('ship', { Catch: caught('Refund'), End: true }),
      Refund: call('refund', { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 99 }] }),
      Rejected: rejected,
    }),
    { charge: () => 1, ship: () => 1, refund: () => 1 },
  ),
  inputs: orders,
  law: alwaysCompensates('Charge', 'Refund'),
  ...none,
});

/** One branch fails when the other has charged: nobody refunds it. */
const cutShort: MakeBug = () => ({
  title: 'A branch fails when the other is done',
  needs: 'a late failure in one branch',
  ...machineOf(
    'CutShort',
    chain({
      Both: {
        Type: 'Parallel',
        Branches: [chain({ Check: call('check') }), chain({ Charge: call('charge') })],
        Catch: caught('Rejected'),
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
      Rejected: rejected,
      Refund: call('refund', { Next: 'Rejected' }),
    }),
    { check: () => 1, charge: () => 1, refund: () => 1 },
  ),
  inputs: orders,
  law: alwaysCompensates('Charge', 'Refund'),
  ...none,
});

/** Each item reads a number, and writes it one higher: two at once count for one. */
const lostUpdate: MakeBug = () => {
  const { world, reset } = worldOf({ stock: 0 as number });
  return {
    title: 'Two items write over each other',
    needs: 'items that overlap',
    ...machineOf(
      'LostUpdate',
      chain({
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: chain({ Read: call('read', { ResultSelector: { 'stock.$': '$' } }), Write: call('write') }),
        },
      }),
      { read: () => world.stock, write: (event: { stock: number }) => (world.stock = event.stock + 1) },
    ),
    inputs: fc.record({ items: fc.array(fc.nat(), { maxLength: 4 }) }),
    law: property('counts each item', ({ status, output }) => status !== 'SUCCEEDED' || (output as unknown[]).length === world.stock),
    world,
    reset,
  };
};

/** Makes each anew: what handlers keep belongs to one exploration. */
export const classicBugs: readonly MakeBug[] = [
  orderLost,
  doubleCharge,
  endlessPoll,
  forgottenUndo,
  boundary,
  raceOfBranches,
  lostAnswer,
  afterTheLadder,
  nullField,
  emptyList,
  rareWord,
  givesUp,
  silence,
  cutShort,
  lostUpdate,
];
