import { execute, replay } from '../../../src/interpreter';

describe('replay: data that runs make up', () => {
  const definition = {
    StartAt: 'Make',
    States: {
      Make: {
        Type: 'Pass',
        Parameters: {
          'id.$': 'States.UUID()',
          'name.$': "States.Format('{} of {}', $.customer, $$.Execution.Name)",
          'at.$': '$$.State.EnteredTime',
        },
        End: true,
      },
    },
  };

  test('may be another as long as it is made up', async () => {
    const { history } = await execute(definition, { input: { customer: 'c-1' }, seed: 99, startTime: '2025-05-05T00:00:00Z' });

    expect((await replay(definition, history)).divergence).toBeUndefined();
  });

  test('may name another event where a state was entered, also in what a catcher hands on', async () => {
    const states = {
      Count: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', Arguments: '{% $nothing %}', End: true },
      Told: { Type: 'Pass', Output: { told: '{% "Failed: " & $states.input.Cause %}' }, End: true },
    };
    const failing = {
      QueryLanguage: 'JSONata',
      StartAt: 'Count',
      States: { Count: { ...states.Count, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Told' }] }, Told: states.Told },
    };
    const { history } = await execute(failing, {});
    const text = JSON.stringify(history);

    const later = JSON.parse(text.replaceAll('(entered at the event id #2)', '(entered at the event id #7)')) as object[];

    expect(text.split('(entered at the event id #2)').length).toBeGreaterThan(4);
    expect((await replay(failing, later)).divergence).toBeUndefined();
  });

  test('counts when it came from the input', async () => {
    const [one, other] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
    const pick = (path: string) => ({ StartAt: 'Pick', States: { Pick: { Type: 'Pass', InputPath: path, End: true } } });
    const { history } = await execute(pick('$.one'), { input: { one, other } });

    const { divergence } = await replay(pick('$.other'), history);

    expect(divergence).toMatchObject({ eventId: 3, place: 'output', expected: `"${one}"`, got: `"${other}"` });
  });
});
