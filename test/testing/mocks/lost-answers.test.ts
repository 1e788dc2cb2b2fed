import 'drystep/jest';
import { answer, delayed, testMachine } from 'drystep/testing';
import { call, chain, invoke } from '../fixtures/asl';

const AGAIN = { Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 1, MaxAttempts: 2 }] };

describe('butFails', () => {
  test('lets the handler do its work, and loses its answer', async () => {
    const charged: string[] = [];
    const machine = testMachine(chain({ Charge: invoke('charge', AGAIN) }));
    const charge = (event: { id: string }) => charged.push(event.id);
    machine.mock('Charge').run(charge).butFails('States.Timeout').run(charge);

    const execution = await machine.execute({ id: 'o-1' });

    expect(execution).toSucceedWith(2);
    expect(execution).toHaveRetried('Charge', 1);
    expect(charged).toEqual(['o-1', 'o-1']);
  });

  test('waits for a handler that gives a promise, and fails when its time has passed', async () => {
    let done = 0;
    const machine = testMachine(chain({ Charge: call('charge') }));
    machine
      .mock('Charge')
      .run(async () => {
        await Promise.resolve();
        done++;
      })
      .butFails('Lost', 'on its way')
      .after({ minutes: 1 });

    const execution = await machine.execute({});

    expect(execution).toFailWith('Lost', 'on its way');
    expect(execution.state('Charge')[0]?.duration).toBe(60_000);
    expect(done).toBe(1);
  });

  test('leaves a handler its own error', async () => {
    const machine = testMachine(chain({ Charge: call('charge') }));
    const broke = () => {
      throw Object.assign(new Error('no money'), { name: 'Broke' });
    };
    machine.mock('Charge').run(broke).butFails('Lost');

    expect(await machine.execute({})).toFailWith('Broke');
  });

  test('fails when no answer stands before it, and for an error that AWS does not have', () => {
    const machine = testMachine(chain({ Charge: call('charge') }));

    expect(() => machine.mock('Charge').butFails('Lost')).toThrow(
      ".butFails() has no answer before it. Hint: write .run(charge).butFails('States.Timeout')",
    );
    expect(() => machine.mock('Charge').returns(1).butFails('')).toThrow('.butFails() expected the name of an error, received ""');
    expect(() => machine.mock('Charge').returns(1).butFails('States.TimeOut')).toThrow('did you mean "States.Timeout"?');
  });
});

describe('after with an effect at the end', () => {
  const both = () => {
    const machine = testMachine(
      chain({ Both: { Type: 'Parallel', Branches: [chain({ Write: call('write') }), chain({ Read: call('read') })] } }),
    );
    const world = { written: false };
    return { machine, world, write: () => (world.written = true), read: () => world.written };
  };

  test('does the work of a handler when its time has passed: a fast read comes before a slow write', async () => {
    const { machine, write, read } = both();
    machine.mock('Write').run(write).after({ seconds: 5 }, { effect: 'end' });
    machine.mock('Read').run(read).after({ seconds: 1 }, { effect: 'end' });

    expect(await machine.execute({})).toSucceedWith([true, false]);
  });

  test('does it at the start unless it is told otherwise', async () => {
    const { machine, write, read } = both();
    machine.mock('Write').run(write).after({ seconds: 5 });
    machine.mock('Read').run(read).after({ seconds: 1 }, { effect: 'start' });

    expect(await machine.execute({})).toSucceedWith([true, true]);
  });

  test('waits for a handler that gives a promise', async () => {
    const { machine, write, read } = both();
    const slowly = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return write();
    };

    const mocks = {
      Write: answer.run(slowly).after(5000, { effect: 'end' }),
      Read: answer.run(async () => read()).after(6000, { effect: 'end' }),
    };
    const execution = await machine.execute({}, { mocks });

    expect(execution).toSucceedWith([true, true]);
    expect(execution.state('Write')[0]?.duration).toBe(5000);
  });

  test('fails the attempt with what the handler throws then', async () => {
    const machine = testMachine(chain({ Charge: call('charge') }));
    machine.mock('Charge').returns(() => delayed(5, async () => Promise.reject(Object.assign(new Error('late'), { name: 'Late' }))));

    await expect(machine.execute({})).rejects.toThrow('late');
    machine
      .mock('Charge')
      .run(async () => Promise.reject(Object.assign(new Error('late'), { name: 'Late' })))
      .after(5000, { effect: 'end' });
    expect(await machine.execute({})).toFailWith('Late');
  });

  test('fails when the handler never settles, naming it', async () => {
    const machine = testMachine(chain({ Charge: call('charge') }));
    const hang = () => new Promise(() => undefined);
    machine.mock('Charge').run(hang).after(5000, { effect: 'end' });

    await expect(machine.execute({}, { settleWithin: 20 })).rejects.toThrow('mock("Charge").run(hang)');
  });

  test('fails for a word that is neither', () => {
    const machine = testMachine(chain({ Charge: call('charge') }));

    expect(() =>
      machine
        .mock('Charge')
        .returns(1)
        .after(5, { effect: 'last' as never }),
    ).toThrow('expected "start" or "end" for effect');
  });
});
