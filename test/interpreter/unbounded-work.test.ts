import { workMeter } from '../../src/data';
import { execute } from '../../src/interpreter';
import { Engine } from '../../src/interpreter/engine/engine';
import { startOn } from '../../src/interpreter/execution/execute';

/** What an execution may spend. */
const ALL = 1_000_000_000;
const work = 'arn:aws:states:::aws-sdk:sqs:listQueues';

describe('work that no test can wait for', () => {
  // One evaluation has a bound of its own. Thousands of evaluations below it would take hours, which AWS would take, too.
  test.each([
    ['JSONata', { QueryLanguage: 'JSONata', Output: '{% $sum([1..1000].($ * 2)) %}' }],
    ['a JSONPath', { Parameters: { 'found.$': '$..a' } }],
    ['intrinsic functions', { Parameters: { 'text.$': 'States.JsonToString($)' } }],
  ])('fails with a sentence that names the state, by %s', async (_, fields) => {
    const definition = {
      StartAt: 'Work',
      States: { Work: { Type: 'Task', Resource: work, Next: 'Add' }, Add: { Type: 'Pass', ...fields, End: true } },
    };
    const tasks = () => {
      workMeter.spend(ALL - 1);
      return { a: [1, { a: 2 }] };
    };

    await expect(execute(definition, { input: {}, tasks })).rejects.toThrow(
      'State "Add": the expressions of this execution have taken a billion steps, which Drystep does not go beyond; on AWS it would go on. Hint: run it with less data,',
    );
  });

  test('no catcher takes it, and an execution after it has all its steps', async () => {
    const definition = {
      QueryLanguage: 'JSONata',
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Task',
          Resource: work,
          Output: '{% $sum([1..1000].($ * 2)) %}',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
          Next: 'Caught',
        },
        Caught: { Type: 'Pass', End: true },
      },
    };
    const spending = execute(definition, {
      input: {},
      tasks: () => {
        workMeter.spend(ALL - 1);
        return {};
      },
    });

    await expect(spending).rejects.toThrow('State "Work": the expressions of this execution');
    expect(await execute(definition, { input: {}, tasks: () => ({}) })).toMatchObject({ status: 'SUCCEEDED', output: 1_001_000 });
    expect(workMeter.most).toBe(Number.POSITIVE_INFINITY);
  });

  test('fails with a sentence when distributed Maps start more children than a process can hold', () => {
    const definition = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Item',
            States: { Item: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      },
    };
    const { engine, execution } = startOn(Engine, definition, { input: [1, 2, 3] });

    for (let child = 0; child < 499_998; child++) engine.countChild('Other');

    expect(() => execution.pump()).toThrow(
      'State "Each": the distributed Maps of this execution have started 500,000 child executions, more than Drystep can hold; on AWS it would go on. Hint: run it with fewer items,',
    );
  });
});
