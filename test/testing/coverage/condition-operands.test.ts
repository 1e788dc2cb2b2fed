import { type JsonObject, type JsonValue, parseDefinition, type StateMachine } from '../../../src/asl';
import { pointsOf } from '../../../src/testing/coverage/points-of';
import { reached } from './covered';

function choice(condition: string): JsonObject {
  return {
    QueryLanguage: 'JSONata',
    StartAt: 'Which?',
    States: {
      'Which?': { Type: 'Choice', Choices: [{ Condition: `{% ${condition} %}`, Next: 'Yes' }], Default: 'Other' },
      Yes: { Type: 'Pass', End: true },
      Other: { Type: 'Pass', End: true },
    },
  };
}

/** What decides the condition for an input: `1 true` is the second operand, as true. */
async function deciding(condition: string, input: JsonValue): Promise<string[]> {
  const ids = await reached('operands', choice(condition), [input]);
  return ids.map((id) => id.replace('/States/Which?/Choices/0/Condition#', ''));
}

function labels(condition: string): string[] {
  const { machine } = parseDefinition(choice(condition)) as { machine: StateMachine };
  const points = pointsOf(machine).filter((point) => point.kind === 'operands' && point.outcome === 'true');
  return points.map((point) => point.label.replace(/^Choices\/0\/Condition (.*) decides as true$/, '$1'));
}

describe('operands of a JSONata condition', () => {
  const A = '$states.input.a';
  const B = '$states.input.b';
  const C = '$states.input.c';

  test('counts an operand of `and` when it alone decides', async () => {
    const condition = `${A} = 1 and ${B} = 1`;

    expect(await deciding(condition, { a: 1, b: 1 })).toEqual(['0 true', '1 true']);
    expect(await deciding(condition, { a: 0, b: 1 })).toEqual(['0 false']);
    expect(await deciding(condition, { a: 1, b: 0 })).toEqual(['1 false']);
    expect(await deciding(condition, { a: 0, b: 0 })).toEqual([]);
  });

  test('counts an operand of `or` when it alone decides', async () => {
    const condition = `${A} or ${B}`;

    expect(await deciding(condition, { a: true, b: false })).toEqual(['0 true']);
    expect(await deciding(condition, { a: false, b: false })).toEqual(['0 false', '1 false']);
    expect(await deciding(condition, { a: true, b: true })).toEqual([]);
  });

  test('looks through `$not` and parentheses, by what the whole condition does', async () => {
    const condition = `${A} and $not((${B} or ${C}))`;

    expect(await deciding(condition, { a: true, b: false, c: false })).toEqual(['0 true', '1 false', '2 false']);
    expect(await deciding(condition, { a: true, b: true, c: false })).toEqual(['1 true']);
    expect(await deciding(condition, { a: false, b: false, c: false })).toEqual(['0 false']);
  });

  test('takes a value that is nothing as false, as `and` does', async () => {
    expect(await deciding(`${A} > 5 and ${B}`, { b: true })).toEqual(['0 false']);
    // $not of nothing is nothing, and no truth: it stays one operand.
    expect(await deciding(`$not(${A}) and ${B}`, { b: true })).toEqual(['0 false']);
  });

  test('knows what the blocks around an operand bind', async () => {
    const condition = `( $order := $states.input; $limit := 3; $order.a > $limit and ($extra := $order.b; $extra or $limit > 5) )`;

    expect(await deciding(condition, { a: 4, b: true })).toEqual(['0 true', '1 true']);
    expect(await deciding(condition, { a: 4, b: false })).toEqual(['1 false', '2 false']);
    expect(await deciding(condition, { a: 1, b: true })).toEqual(['0 false']);
  });

  test('reads what is in texts and comments as such', () => {
    expect(labels(`/* ( and ) */ (${A} = " and ; ) or " and ${B} /* ) or */ )`)).toEqual([`${A} = " and ; ) or "`, `${B} /* ) or */`]);
    expect(labels('$states.input.and and $states.input.or')).toEqual(['$states.input.and', '$states.input.or']);
  });

  test('names operands in the order in which they are evaluated, and shortens their text', () => {
    expect(labels(`${A} and ${B} or ${C}`)).toEqual([A, B, C]);
    expect(labels(`${A} = "${'x'.repeat(100)}" and ${B}`)[0]).toHaveLength(60);
  });

  test.each([`${A} = 1`, `$not(${A})`, `$count([${A}, ${B}]) > 1`, `[${A} and ${B}][0]`, `${A} ? ${B} : ${C}`])(
    'leaves %s whole',
    (condition) => {
      expect(labels(condition)).toEqual([]);
    },
  );
});
