import 'drystep/jest';
import { execute } from 'drystep/interpreter';
import { reportData, testMachine } from 'drystep/testing';
import { shopReport, tripReport } from '../../render/page/reports';
import { call, chain, distributedMap } from '../fixtures/asl';

describe('reportData', () => {
  test('tells the steps of an execution with their data, attempts and places', async () => {
    const { machines, runs } = await tripReport();

    expect(machines).toHaveLength(1);
    expect(machines[0]).toMatchObject({ name: 'Trips-BookTrip', type: 'STANDARD', origin: { path: 'Trips/BookTrip' } });
    expect(machines[0]?.stateOrigins?.['Book Car']?.path).toMatch(/^Trips\/BookTrip\/.*Book Car$/);
    const [booked, undone] = runs;
    expect([booked?.status, undone?.status, undone?.error]).toEqual(['SUCCEEDED', 'FAILED', 'NoCars']);
    const [car] = undone?.steps.filter(({ state }) => state === 'Book Car') ?? [];
    expect(car).toMatchObject({ status: 'CAUGHT', error: 'NoCars', cause: 'all cars are out', caughtBy: 'Cancel Hotel' });
    const [hotel] = undone?.steps.filter(({ state }) => state === 'Cancel Hotel') ?? [];
    expect(hotel?.attempts?.map(({ error }) => error)).toEqual(['HotelIsAsleep', 'HotelIsAsleep', 'HotelIsAsleep', undefined]);
    expect(JSON.parse(hotel?.attempts?.at(-1)?.result ?? '')).toMatchObject({ Payload: { cancelled: 'yes' } });
    expect(JSON.parse(hotel?.attempts?.[0]?.arguments ?? '')).toHaveProperty('FunctionName');
    expect(JSON.parse(hotel?.variables ?? '')).toMatchObject({ bookTripFailure: { Error: 'NoCars' } });
  });

  test('says of each event to which step it belongs', async () => {
    const [run] = (await tripReport()).runs;

    const first = run?.events?.find(({ type }) => type === 'ExecutionStarted');
    const exited = run?.events?.filter(({ type }) => type === 'TaskStateExited') ?? [];
    expect(first?.step).toBe(0);
    expect(exited.map(({ step }) => run?.steps[step - 1]?.state)).toEqual(['Book Flight', 'Book Hotel', 'Book Car', 'Confirm Trip']);
  });

  test('puts items into their Map and started executions to the step that started them', async () => {
    const { machines, runs } = await shopReport();

    expect(machines.map(({ name }) => name)).toEqual(['orders', 'shipping']);
    const [orders, shipping] = runs;
    const map = orders?.steps.find(({ kind }) => kind === 'Map');
    const picks = orders?.steps.filter(({ state }) => state === 'Pick') ?? [];
    expect(picks.map(({ within }) => within)).toEqual([0, 1, 2].map((index) => ({ step: map?.number, index })));
    const ship = orders?.steps.find(({ state }) => state === 'Ship');
    expect(ship?.started).toEqual([shipping?.id]);
    expect(shipping?.startedBy).toEqual({ run: orders?.id, step: ship?.number });
    expect(shipping?.steps.map(({ state }) => state)).toEqual(['Pack', 'Hand Over']);
    expect(shipping?.endedAt).toBe((shipping?.startedAt ?? 0) + 3_600_000);
  });

  test('lists the events of child executions behind the start of their Map run, with the item that they are of', async () => {
    const inner = distributedMap({ One: { Type: 'Pass' } });
    const machine = testMachine(chain({ Each: distributedMap({ Inner: inner }), After: { Type: 'Pass' } }), 'Orders');

    const [run] = reportData([{ machine, execution: await machine.execute([['a'], ['b', 'c']]) }]).runs;

    const stepOf = (number: number) => run?.steps[number - 1];
    const told = run?.events?.map(({ type, step, child }) =>
      child === undefined
        ? type
        : `${stepOf(child.step)?.state} ${child.index} ${stepOf(child.step)?.within?.index ?? ''} ${type} ${stepOf(step)?.state ?? ''}`.trim(),
    );
    const one = (item: number, outer: number) =>
      ['ExecutionStarted', 'PassStateEntered One', 'PassStateExited One', 'ExecutionSucceeded'].map(
        (type) => `Inner ${item} ${outer} ${type}`,
      );
    const child = (outer: number, items: readonly number[]) => [
      `Each ${outer}  ExecutionStarted`,
      ...['MapStateEntered', 'MapStateStarted', 'MapRunStarted'].map((type) => `Each ${outer}  ${type} Inner`),
      ...items.flatMap((item) => one(item, outer)),
      ...['MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited'].map((type) => `Each ${outer}  ${type} Inner`),
      `Each ${outer}  ExecutionSucceeded`,
    ];
    expect(told).toEqual([
      ...['ExecutionStarted', 'MapStateEntered', 'MapStateStarted', 'MapRunStarted'],
      ...child(0, [0]),
      ...child(1, [0, 1]),
      ...['MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
    ]);
    expect(run?.note).toBeUndefined();
  });

  test('says how many events of child executions are not listed', async () => {
    const machine = testMachine(chain({ Each: distributedMap({ One: { Type: 'Pass' } }) }), 'Orders');
    const items = Array.from({ length: 900 }, (_, index) => index);
    const nested = testMachine(
      chain({
        Each: distributedMap({ A: { Type: 'Pass' }, B: { Type: 'Pass' }, C: { Type: 'Pass' }, D: { Type: 'Pass' }, E: { Type: 'Pass' } }),
      }),
      'Long',
    );

    const few = reportData([{ machine, execution: await machine.execute(items) }]).runs[0];
    const many = reportData([{ machine: nested, execution: await nested.execute(items) }]).runs[0];

    // Four events of each child, and twelve: two of each state and of the execution.
    expect(few?.events?.filter(({ child }) => child !== undefined)).toHaveLength(900 * 4);
    expect(many?.events?.filter(({ child }) => child !== undefined)).toHaveLength(10_000);
    expect(many?.note).toBe(`${900 * 12 - 10_000} more events of child executions are not listed.`);
  });

  test('takes an execution of the interpreter with its definition', async () => {
    const definition = chain({ Charge: call('charge') });

    const { machines, runs } = reportData([{ machine: definition, execution: await execute(definition, { tasks: { Charge: 'paid' } }) }]);

    expect(machines[0]).toEqual({ name: 'State machine', definition });
    expect(runs[0]).toMatchObject({ id: '1', machine: 0, status: 'SUCCEEDED', output: '"paid"' });
  });

  test('writes a test that answers as the tasks of the execution were answered', async () => {
    const machine = testMachine(chain({ Charge: call('charge') }), 'Orders');
    machine.mock('Charge').returns({ receipt: 'r-1' });

    const [run] = reportData([{ machine, execution: await machine.execute({ total: 4 }), title: 'charges a card' }]).runs;

    expect(run?.asTest).toContain("test('charges a card', async () => {");
    expect(run?.asTest).toContain("Charge: answer.returns({ receipt: 'r-1' }),");
    expect(run?.asTest).toContain("expect(execution).toSucceedWith({ receipt: 'r-1' });");
  });

  test('fails when an entry is not an execution, with its place', () => {
    expect(() => reportData([{ machine: {}, execution: {} as never }])).toThrow(/reportData\(\): executions\[0\]/);
  });
});
