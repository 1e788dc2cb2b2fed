import { type JsonObject, parseDefinition, type StateMachine } from '../../../src/asl';
import { mutate, testMachine } from '../../../src/testing';
import { mutantsOf } from '../../../src/testing/mutation/mutants-of';
import { call, chain } from '../fixtures/asl';

/** Texts of the mutants of some kinds. */
function textsOf(definition: JsonObject, ...kinds: readonly string[]): string[] {
  const parsed = parseDefinition(definition) as { machine: StateMachine; problems?: unknown };
  return mutantsOf(parsed.machine)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text);
}

const DATA = ['field dropped', 'field constant', 'fields swapped'];

describe('mutants of data', () => {
  test('drop, swap and replace the fields of a request, those of its payload among them', () => {
    const ship = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Parameters: { FunctionName: 'ship', Payload: { 'id.$': '$.id', 'total.$': '$.total', urgent: true } },
    };

    expect(textsOf(chain({ Ship: ship }), ...DATA)).toEqual([
      '"Ship": Parameters/FunctionName dropped',
      '"Ship": Parameters/FunctionName → "mutant"',
      '"Ship": Parameters/Payload/id.$ dropped',
      '"Ship": Parameters/Payload/id.$ → "mutant"',
      '"Ship": Parameters/Payload/total.$ dropped',
      '"Ship": Parameters/Payload/total.$ → "mutant"',
      '"Ship": Parameters/Payload/urgent dropped',
      '"Ship": Parameters/Payload/urgent → false',
      '"Ship": Parameters/Payload id.$ and total.$ swapped',
    ]);
  });

  test('do the same to Arguments, Assign, Output and ResultSelector', () => {
    const jsonata = {
      QueryLanguage: 'JSONata',
      ...chain({
        Ship: call('ship', {
          Arguments: { id: '{% $states.input.id %}' },
          Assign: { last: '{% $states.result %}' },
          Output: '{% $states.result.number %}',
        }),
      }),
    };

    expect(textsOf(jsonata, ...DATA)).toEqual([
      '"Ship": Arguments/id dropped',
      '"Ship": Arguments/id → "mutant"',
      '"Ship": Output → "mutant"',
      '"Ship": Assign/last dropped',
      '"Ship": Assign/last → "mutant"',
    ]);
    expect(textsOf(chain({ Ship: call('ship', { ResultSelector: { 'number.$': '$.n' } }) }), ...DATA)).toEqual([
      '"Ship": ResultSelector/number.$ dropped',
      '"Ship": ResultSelector/number.$ → "mutant"',
    ]);
  });

  test('put a result over the input instead of into it, or nowhere', () => {
    const machine = chain({
      Charge: call('charge', { ResultPath: '$.receipt', Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.failure', Next: 'Ship' }] }),
      Ship: call('ship'),
    });

    expect(textsOf(machine, 'result moved')).toEqual([
      '"Charge": Catch/0/ResultPath "$.failure" → "$"',
      '"Charge": ResultPath "$.receipt" → "$"',
      '"Ship": ResultPath "$" → null',
    ]);
  });

  test('change which errors are taken, when a retry comes, timeouts, concurrency and the error of a Fail state', () => {
    const machine = chain({
      All: {
        Type: 'Map',
        MaxConcurrency: 1,
        ItemProcessor: chain({
          Ship: call('ship', {
            TimeoutSeconds: 30,
            HeartbeatSeconds: 10,
            Retry: [{ ErrorEquals: ['Busy', 'Slow'], IntervalSeconds: 5, MaxAttempts: 2 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Lost' }],
          }),
          Lost: { Type: 'Fail', Error: 'Lost', Cause: 'gone' },
        }),
      },
    });

    expect(
      textsOf(machine, 'error dropped', 'error changed', 'interval changed', 'timeout changed', 'concurrency changed', 'failure changed'),
    ).toEqual([
      '"All": MaxConcurrency 1 → 0',
      '"Ship": Catch/0/ErrorEquals/0 "States.ALL" → "States.Timeout"',
      '"Ship": Retry/0/ErrorEquals/0 "Busy" dropped',
      '"Ship": Retry/0/ErrorEquals/1 "Slow" dropped',
      '"Ship": Retry/0/IntervalSeconds 5 → 10',
      '"Ship": Retry/0/BackoffRate 2 → 3',
      '"Ship": TimeoutSeconds 30 → 60',
      '"Ship": HeartbeatSeconds 10 → 9',
      '"Lost": Error "Lost" → "mutant"',
      '"Lost": Cause "gone" → "mutant"',
    ]);
  });

  test('move the bounds of conditions in both query languages', () => {
    const choice = (rule: object, top = {}) => ({
      ...top,
      StartAt: 'A',
      States: { A: { Type: 'Choice', Choices: [{ ...rule, Next: 'B' }], Default: 'C' }, B: { Type: 'Succeed' }, C: { Type: 'Fail' } },
    });

    expect(
      textsOf(
        choice({ And: [{ Variable: '$.total', NumericGreaterThan: 100 }, { Not: { Variable: '$.code', StringEquals: 'VIP' } }] }),
        'bound moved',
      ),
    ).toEqual(['"A": Choices/0/And/0/NumericGreaterThan 100 → 101', '"A": Choices/0/And/1/Not/StringEquals "VIP" → "VIP-mutant"']);
    expect(
      textsOf(
        choice({ Condition: "{% $states.input.total > 100 and $states.input.code = 'VIP' %}" }, { QueryLanguage: 'JSONata' }),
        'bound moved',
      ),
    ).toEqual(['"A": Choices/0 100 → 101', "\"A\": Choices/0 'VIP' → 'VIP-mutant'"]);
  });
});

describe('equivalent mutants are left out', () => {
  const shipping = (fields: JsonObject) =>
    chain({ Ship: call('ship', { ...fields, Next: 'Done' }), Done: { Type: 'Succeed' }, Lost: { Type: 'Fail' }, Late: { Type: 'Fail' } });

  test('of catchers that share a target with the one behind', () => {
    const Catch = [
      { ErrorEquals: ['NoCarrier', 'Lost'], Next: 'Lost' },
      { ErrorEquals: ['States.Timeout'], Next: 'Late' },
      { ErrorEquals: ['States.ALL'], Next: 'Lost' },
    ];

    expect(textsOf(shipping({ Catch }), 'catcher dropped', 'error dropped')).toEqual([
      '"Ship": Catch/1 (States.Timeout) dropped',
      '"Ship": Catch/2 (States.ALL) dropped',
    ]);
  });

  test('but not of catchers that share it and keep the error elsewhere', () => {
    const Catch: JsonObject[] = [
      { ErrorEquals: ['NoCarrier'], Next: 'Lost', ResultPath: '$.carrier' },
      { ErrorEquals: ['States.ALL'], Next: 'Lost' },
    ];

    expect(textsOf(shipping({ Catch }), 'catcher dropped')).toHaveLength(2);
  });

  test('of retriers and catchers behind one that takes all they take', () => {
    const Retry = [
      { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
      { ErrorEquals: ['Busy'], MaxAttempts: 5 },
    ];

    expect(textsOf(shipping({ Retry }), 'retrier dropped', 'attempts changed', 'interval changed')).toEqual([
      '"Ship": Retry/0 (States.TaskFailed) dropped',
      '"Ship": Retry/0/MaxAttempts 1 → 2',
      '"Ship": Retry/0/IntervalSeconds 1 → 2',
    ]);
  });

  test('of a rule that is there twice, or behind one that always holds, and of one that goes where the rest goes', () => {
    const rule = { Variable: '$.a', NumericEquals: 1 };
    const choice = (Choices: readonly object[], top = {}) => ({
      ...top,
      StartAt: 'A',
      States: {
        A: { Type: 'Choice', Choices, Default: 'C' },
        B: { Type: 'Succeed' },
        C: { Type: 'Succeed' },
        D: { Type: 'Pass', Next: 'B' },
      },
    });
    const kinds = ['rule dropped', 'transition retargeted', 'rule negated'];

    expect(
      textsOf(
        choice([
          { ...rule, Next: 'B' },
          { ...rule, Next: 'C' },
        ]) as never,
        ...kinds,
      ).filter((text) => text.includes('Choices/1')),
    ).toEqual(['"A": Choices/1 negated']);
    expect(
      textsOf(
        choice([
          { ...rule, Next: 'C' },
          { ...rule, NumericEquals: 2, Next: 'C' },
        ]) as never,
        'rule dropped',
      ),
    ).toEqual([]);
    const always = choice(
      [
        { Condition: '{% true %}', Next: 'B' },
        { Condition: '{% $states.input.a = 1 %}', Next: 'C' },
      ],
      { QueryLanguage: 'JSONata' },
    );
    expect(textsOf(always as never, ...kinds).filter((text) => /Choices\/1|Default/.test(text))).toEqual([]);
  });
});

describe('a mutant that runs in circles', () => {
  test('ends after some thousand events where the suite needs few', async () => {
    const circle = { StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'C' }, C: { Type: 'Succeed' } } };
    const longest: number[] = [];

    const report = await mutate(testMachine(circle), async (machine) => {
      const { status, history } = await machine.execute({});
      longest.push(history.length);
      expect(status).toBe('SUCCEEDED');
    });

    expect(report.noticed.map(({ text }) => text)).toEqual(['"B": Next "C" → "A"']);
    expect(Math.max(...longest)).toBe(2000);
  });

  test('has all events of the service where the suite needs many', async () => {
    const counting = {
      QueryLanguage: 'JSONata',
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Output: '{% { "n": $states.input.n + 1 } %}', Next: 'Enough?' },
        'Enough?': { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n < 800 %}', Next: 'Count' }], Default: 'Done' },
        Done: { Type: 'Succeed' },
      },
    };

    const report = await mutate(testMachine(counting), async (machine) => {
      expect((await machine.execute({ n: 0 })).status).toBe('SUCCEEDED');
    });

    expect(report.survived.map(({ text }) => text)).toContain('"Enough?": Choices/0 < → <= in "$states.input.n < 800"');
  });
});
