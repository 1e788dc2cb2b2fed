import { execute, parse } from '../../../src/interpreter';
import { type Hits, hitCounter } from '../../../src/testing/coverage/hits-of';
import { countRecorded } from './covered';

const end = { Type: 'Pass', End: true };
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed);

function choice(Condition: string) {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Which?',
    States: { 'Which?': { Type: 'Choice', Choices: [{ Condition, Next: 'Yes' }], Default: 'Other' }, Yes: end, Other: end },
  };
}

describe('coverage of what happened', () => {
  test('a rule that draws at random counts as it came', async () => {
    const hits: Hits = {};
    let yes = 0;
    for (const seed of SEEDS) {
      const { history } = await countRecorded(choice('{% $random() > 0.5 %}'), { seed }, hits);
      if (history.some((event) => event.stateEnteredEventDetails?.name === 'Yes')) yes++;
    }

    expect(yes).toBeGreaterThan(10);
    expect(yes).toBeLessThan(50);
    expect(hits).toEqual({
      'states /States/Which?': 60,
      'states /States/Yes': yes,
      'states /States/Other': 60 - yes,
      'rules /States/Which?/Choices/0 true': yes,
      'rules /States/Which?/Choices/0 false': 60 - yes,
      'transitions /States/Which?/Choices/0/Next': yes,
      'transitions /States/Which?/Default': 60 - yes,
    });
  });

  test('of a history alone, the way out says which rule it was', async () => {
    const definition = parse(choice('{% $random() > 0.5 %}'));
    const count = hitCounter(definition.machine);
    for (const seed of SEEDS) {
      const { history } = await execute(definition, { seed });
      const hits: Hits = {};
      count(hits, { history });

      const yes = history.some((event) => event.stateEnteredEventDetails?.name === 'Yes');
      expect(Object.keys(hits).filter((id) => id.startsWith('rules'))).toEqual([`rules /States/Which?/Choices/0 ${yes}`]);
    }
  });

  test('operands that draw at random count with what they drew', async () => {
    const hits: Hits = {};
    for (const seed of SEEDS) await countRecorded(choice('{% $random() > 0.5 and $random() > 0.5 %}'), { seed }, hits);

    const operand = (number: number, outcome: boolean) => hits[`operands /States/Which?/Choices/0/Condition#${number} ${outcome}`] ?? 0;
    const yes = hits['states /States/Yes'] as number;
    // Both decide where both are true; where the rule is false one of them does, or neither.
    expect([operand(0, true), operand(1, true)]).toEqual([yes, yes]);
    expect(operand(0, false)).toBeGreaterThan(0);
    expect(operand(1, false)).toBeGreaterThan(0);
    expect(operand(0, false) + operand(1, false)).toBeLessThan(60 - yes);
  });

  test('operands behind a variable that is drawn count with what was drawn once', async () => {
    const hits: Hits = {};
    for (const seed of SEEDS) await countRecorded(choice('{% ($r := $random(); $r > 0.6 or $r < 0.2) %}'), { seed }, hits);

    const operand = (number: number, outcome: boolean) => hits[`operands /States/Which?/Choices/0/Condition#${number} ${outcome}`] ?? 0;
    const yes = hits['states /States/Yes'] as number;
    // They exclude each other: where the rule is true one of them decides, and both where it is false.
    expect(operand(0, true)).toBeGreaterThan(0);
    expect(operand(1, true)).toBeGreaterThan(0);
    expect(operand(0, true) + operand(1, true)).toBe(yes);
    expect([operand(0, false), operand(1, false)]).toEqual([60 - yes, 60 - yes]);
  });

  test('operands that read the context object count with what it was', async () => {
    const condition = "{% $states.context.Execution.Name = 'gold' and $states.input.large %}";
    const hits: Hits = {};
    await countRecorded(choice(condition), { name: 'gold', input: { large: true } }, hits);
    await countRecorded(choice(condition), { name: 'tin', input: { large: true } }, hits);

    expect(Object.entries(hits).filter(([id]) => id.startsWith('operands'))).toEqual([
      ['operands /States/Which?/Choices/0/Condition#0 true', 1],
      ['operands /States/Which?/Choices/0/Condition#1 true', 1],
      ['operands /States/Which?/Choices/0/Condition#0 false', 1],
    ]);
  });

  test('being watched changes nothing', async () => {
    const definition = choice('{% $random() > 0.5 or $random() > 0.9 or $uuid() = $uuid() %}');
    for (const seed of SEEDS) {
      const { history } = await countRecorded(definition, { seed }, {});
      expect(history).toEqual((await execute(definition, { seed })).history);
    }
  });

  test('child executions at any depth count, whether or not their history is kept', async () => {
    const { QueryLanguage, ...machine } = choice('{% $states.input > 7 %}');
    const inner = {
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' }, ...machine },
      End: true,
    };
    const definition = {
      QueryLanguage,
      StartAt: 'Outer',
      States: {
        Outer: {
          ...inner,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Inner',
            States: { Inner: inner },
          },
        },
      },
    };
    const input = [[1, 8], [9, 10], [2]];
    const hits: Hits = {};
    await countRecorded(definition, { input, childHistories: 1 }, hits);

    const place = '/States/Outer/ItemProcessor/States/Inner/ItemProcessor/States/Which?';
    expect(hits[`states ${place}`]).toBe(5);
    expect(hits[`rules ${place}/Choices/0 true`]).toBe(3);
    expect(hits[`rules ${place}/Choices/0 false`]).toBe(2);
    expect(hits['items /States/Outer/ItemProcessor/States/Inner one']).toBe(1);
    expect(hits['items /States/Outer/ItemProcessor/States/Inner many']).toBe(2);
  });
});
