import 'drystep/jest';
import { testMachine } from '../../src/testing';
import { call, callback, chain } from './fixtures/asl';

describe('visits of a redriven execution', () => {
  test('go on with the attempts that it makes then', async () => {
    const machine = testMachine(chain({ Ship: call('ship'), Tell: call('tell') }));
    machine.mock('Ship').fails('Busy', 'first').fails('Busy', 'second').returns('shipped');
    machine.mock('Tell').returns('told');
    const execution = machine.start();
    await execution.result();

    execution.redrive();
    await execution.result();
    execution.redrive();
    const result = await execution.result();

    expect(result).toSucceedWith('told');
    expect(result).toHaveVisitedExactly('Ship', 'Tell');
    expect(result.state('Ship')).toMatchObject([
      { status: 'SUCCEEDED', attempts: 3, output: 'shipped', failures: [{ cause: 'first' }, { cause: 'second' }] },
    ]);
    expect(result.state('Ship')[0]?.tries.map(({ failure, result: raw }) => failure?.cause ?? raw)).toEqual(['first', 'second', 'shipped']);
  });

  test('go on in the branches and items that had not succeeded', async () => {
    const machine = testMachine(
      chain({ Each: { Type: 'Map', ItemProcessor: chain({ One: call('one'), Two: call('two') }) }, Done: { Type: 'Pass' } }),
    );
    machine
      .mock('One')
      .onItem(1)
      .fails('Broken')
      .returns('b')
      .otherwise()
      .returns((task) => task.input as string);
    machine.mock('Two').returns((task) => task.input as string);
    const execution = machine.start(['a', 'b', 'c']);
    await execution.result();

    execution.redrive();
    const result = await execution.result();

    expect(result).toSucceedWith(['a', 'b', 'c']);
    expect(result.state('One').map(({ branch, attempts, status, output }) => [branch?.index, attempts, status, output])).toEqual([
      [0, 1, 'SUCCEEDED', 'a'],
      [1, 2, 'SUCCEEDED', 'b'],
      [2, 1, 'SUCCEEDED', 'c'],
    ]);
    expect(result.state('Two').map(({ branch, output }) => [branch?.index, output])).toEqual(
      expect.arrayContaining([
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ]),
    );
    expect(result.state('Each')).toMatchObject([{ status: 'SUCCEEDED' }]);
  });

  test('send a callback another token', async () => {
    const machine = testMachine(chain({ Ask: callback() }));
    const execution = machine.start();
    await execution.waitingFor('Ask');
    execution.stop('Enough');
    execution.redrive();

    expect(execution.state('Ask')).toMatchObject([{ status: 'WAITING', attempts: 2 }]);
    const [first, second] = execution.state('Ask')[0]?.tries ?? [];
    expect(second?.input).toMatchObject({ MessageBody: { token: execution.pending[0]?.taskToken } });
    expect(first?.input).not.toEqual(second?.input);
  });
});
