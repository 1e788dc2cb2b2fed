import { start, type TaskCall, TaskError } from '../../src/interpreter';

function task(name: string, next?: string) {
  return {
    [name]: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f',
      ...(next === undefined ? { End: true } : { Next: next }),
    },
  };
}

/** Events after the redrive, of an execution that fails once at `fails`. */
function redriven(definition: object, input: unknown, fails: (call: TaskCall) => boolean) {
  let broken = true;
  const asked: string[] = [];
  const execution = start(definition, {
    input: input as never,
    tasks: (call) => {
      asked.push(`${call.state} ${JSON.stringify(call.input)}`);
      if (broken && fails(call)) throw new TaskError('Broken');
      return call.input;
    },
  });
  execution.pump();
  expect(execution.result?.status).toBe('FAILED');
  broken = false;
  asked.length = 0;
  execution.redrive();
  execution.pump();
  return { result: execution.result, asked, history: execution.history };
}

describe('redrive inside of branches', () => {
  const each = {
    StartAt: 'Each',
    States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: { ...task('One', 'Two'), ...task('Two') } }, End: true } },
  };

  test('an item that was stopped between two states goes on with the second, and enters it', () => {
    const { result, asked, history } = redriven(each, ['a', 'b', 'c'], ({ state, input }) => state === 'One' && input === 'b');

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: ['a', 'b', 'c'] });
    expect(asked).toEqual(['One "b"', 'Two "c"', 'Two "b"']);
    const entered = history.filter(({ stateEnteredEventDetails: details }) => details?.name === 'Two');
    expect(entered).toHaveLength(3);
  });

  test('an item that ended while its sibling failed is not run again', () => {
    const single = {
      StartAt: 'Each',
      States: { Each: { Type: 'Map', ItemProcessor: { StartAt: 'One', States: task('One') }, End: true } },
    };

    const { result, asked } = redriven(single, ['a', 'b', 'c'], ({ input }) => input === 'b');

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: ['a', 'b', 'c'] });
    expect(asked).toEqual(['One "b"']);
  });

  test('a branch that ended while its sibling failed is not run again', () => {
    const both = {
      StartAt: 'Both',
      States: {
        Both: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'Bad', States: task('Bad') },
            { StartAt: 'Good', States: task('Good') },
          ],
          End: true,
        },
      },
    };

    const { result, asked } = redriven(both, 'x', ({ state }) => state === 'Bad');

    expect(result).toMatchObject({ status: 'SUCCEEDED', output: ['x', 'x'] });
    expect(asked).toEqual(['Bad "x"']);
  });
});
