import { enumeratePaths, testMachine } from 'drystep/testing';

const call = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:111111111111:function:f', End: true };
const declined = { StartAt: 'Decline', States: { Decline: { Type: 'Fail', Error: 'Declined' } } };
const pausing = { StartAt: 'Pause', States: { Pause: { Type: 'Wait', Seconds: 1, End: true } } };
const softly = {
  StartAt: 'Call',
  States: { Call: { ...call, Catch: [{ ErrorEquals: ['Soft'], Next: 'Decline' }] }, Decline: { Type: 'Fail', Error: 'Declined' } },
};
const computed = { StartAt: 'Stop', States: { Stop: { Type: 'Fail', ErrorPath: '$.error' } } };
const nameless = { StartAt: 'Stop', States: { Stop: { Type: 'Fail' } } };

const parallel = (...Branches: readonly object[]) => ({ Type: 'Parallel', Branches });
const map = (group: object) => ({ Type: 'Map', ItemProcessor: group });
const distributed = (group: object, more: object = {}) => ({
  Type: 'Map',
  ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...group },
  ...more,
});
const around = (fork: object) => ({ StartAt: 'Inner', States: { Inner: { ...fork, End: true } } });

function catching(fork: object, ...errors: readonly string[]) {
  return {
    StartAt: 'Fork',
    States: {
      Fork: { ...fork, Catch: errors.map((error, index) => ({ ErrorEquals: [error], Next: `C${index}` })), End: true },
      ...Object.fromEntries(errors.map((_, index) => [`C${index}`, { Type: 'Succeed' }])),
    },
  };
}

/** The error by which each catcher takes over; undefined: by none. */
function taken(fork: object, ...errors: readonly string[]): readonly (string | undefined)[] {
  const { groups } = enumeratePaths(catching(fork, ...errors));
  const causes = groups[0]?.paths.map(({ steps: [first] }) => first) ?? [];
  return errors.map((_, index) => {
    const cause = causes.find((step) => step?.transition === `/States/Fork/Catch/${index}/Next`)?.cause;
    return cause?.kind === 'fails' ? cause.error : undefined;
  });
}

describe('enumeratePaths: errors of a Map or Parallel', () => {
  test.each<[string, object, readonly string[], readonly (string | undefined)[]]>([
    ['its Fail state', parallel(declined), ['Odd', 'Declined', 'States.ALL'], [undefined, 'Declined', undefined]],
    ['its Fail state, taken by a wildcard', map(declined), ['States.ALL'], ['Declined']],
    ['its tasks', parallel(around(call)), ['Odd'], ['Odd']],
    ['a task that catches one of them', parallel(softly), ['Soft', 'Declined', 'States.ALL'], [undefined, 'Declined', 'AnyError']],
    ['an error that is computed', parallel(computed), ['Odd', 'States.ALL'], ['Odd', 'AnyError']],
    ['an error without a name', parallel(nameless), ['States.ALL'], ['AnyError']],
    ['nothing that fails', parallel(pausing), ['States.ALL'], [undefined]],
    ['a Map within', parallel(around(map(declined))), ['Declined', 'States.ALL'], ['Declined', undefined]],
    ['a timeout of no task', parallel(declined), ['States.Timeout', 'States.HeartbeatTimeout'], [undefined, undefined]],
    [
      'child executions',
      distributed(declined),
      ['Declined', 'States.ExceedToleratedFailureThreshold'],
      [undefined, 'States.ExceedToleratedFailureThreshold'],
    ],
    ['child executions, by a wildcard', distributed(declined), ['States.ALL'], ['States.ExceedToleratedFailureThreshold']],
    ['a distributed Map within', parallel(around(distributed(pausing))), ['States.ALL'], ['States.ExceedToleratedFailureThreshold']],
    [
      'a reader',
      distributed(declined, {
        ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Parameters: { Bucket: 'b' } },
      }),
      ['States.ExceedToleratedFailureThreshold', 'States.ALL'],
      ['States.ExceedToleratedFailureThreshold', 'States.ItemReaderFailed'],
    ],
    [
      'an expression that fails',
      { QueryLanguage: 'JSONata', ...parallel(pausing), Output: '{% $states.result[9] %}' },
      ['States.ALL'],
      ['States.QueryEvaluationError'],
    ],
  ])('are those of %s', (_what, fork, errors, expected) => {
    expect(taken(fork, ...errors)).toEqual(expected);
  });

  test.each([
    ['Parallel', parallel(declined), 'Declined'],
    ['Map', map(declined), 'Declined'],
    ['distributed Map', distributed(declined), 'States.ExceedToleratedFailureThreshold'],
  ])('are those that executions of a %s fail with', async (_kind, fork, error) => {
    const execution = await testMachine(catching(fork, 'Odd', error, 'States.ALL'), 'Forks').execute([1, 2]);

    expect(execution.visits.at(-1)?.state).toBe('C1');
  });
});
