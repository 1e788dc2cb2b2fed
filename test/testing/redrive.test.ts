import 'drystep/jest';
import { testMachine } from 'drystep/testing';
import { call, chain } from './fixtures/asl';

/** A machine that fails once: its first attempt at `Ship`. */
function shop() {
  const machine = testMachine(chain({ Charge: call('charge'), Ship: call('ship') }), 'Shop');
  machine.mock('Charge').returns(1);
  machine.mock('Ship').fails('NoCarrier').returns(2);
  return machine;
}

describe('Redrive of a started execution', () => {
  test.each([
    [13, 'SUCCEEDED'],
    [15, 'refused'],
  ])('%i days after its end: %s', async (days, came) => {
    const execution = shop().start();
    await execution.advance({ days });

    if (came === 'refused') {
      expect(() => execution.redrive()).toThrow(
        expect.objectContaining({ name: 'ExecutionNotRedrivable', message: 'Execution redrivable period exceeded' }),
      );
      return;
    }
    execution.redrive();
    expect((await execution.result()).status).toBe(came);
  });

  test('can be asked for long after, when the quota is switched off', async () => {
    const execution = shop().start({}, { quotas: { redriveWindow: false } });
    await execution.advance({ days: 300 });

    execution.redrive();

    expect(await execution.result()).toSucceedWith(2);
  });

  test.each([
    ['it runs', (): object => ({ Wait: { Type: 'Wait', Seconds: 1 } }), 'Execution is RUNNING and cannot be redriven'],
    ['it succeeded', (): object => ({ Pass: { Type: 'Pass' } }), 'Execution is SUCCEEDED and cannot be redriven'],
  ])('fails when %s', (_what, states, message) => {
    const execution = testMachine(chain(states() as never)).start();

    expect(() => execution.redrive()).toThrow(expect.objectContaining({ name: 'ExecutionNotRedrivable', message }));
  });

  test('goes on with the Map run that failed', async () => {
    const machine = testMachine(
      chain({
        Each: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Ship',
            States: { Ship: { ...call('ship'), End: true } },
          },
        },
      }),
    );
    machine.mock('Ship').onItem(1).fails('NoCarrier').returns('late').otherwise().returns('shipped');
    const execution = machine.start(['a', 'b'] as never);
    expect(execution.mapRuns).toMatchObject([{ status: 'FAILED', executionCounts: { succeeded: 1, failed: 1 } }]);

    execution.redrive();

    expect(await execution.result()).toSucceedWith(['shipped', 'late']);
    expect(execution.mapRuns).toMatchObject([{ status: 'SUCCEEDED', redriveCount: 1, executionCounts: { succeeded: 2, failed: 0 } }]);
    expect((await execution.result()).mapRuns).toHaveLength(1);
  });
});
