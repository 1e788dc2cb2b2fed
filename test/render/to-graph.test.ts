import { parse } from 'drystep/interpreter';
import { type GraphGroup, toGraph } from 'drystep/render';
import { testMachine } from 'drystep/testing';
import { ORDERS } from './orders';

const { group, comment } = toGraph(ORDERS);

/** What stands at a JSON pointer. */
function at(pointer: string): unknown {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce<unknown>((value, token) => (value as Readonly<Record<string, unknown>>)[token], ORDERS);
}

describe('toGraph', () => {
  test('gives the states with their kinds, and what each does in a few words', () => {
    expect(comment).toBe('Takes orders, and ships them');
    expect(group.startAt).toBe('Charge');
    expect(group.nodes.map(({ name, kind, detail, ends }) => [name, kind, detail, ends])).toEqual([
      ['Charge', 'Task', 'lambda:invoke charge-card', false],
      ['Large?', 'Choice', undefined, false],
      ['Cool Down', 'Wait', '1 hour 30 minutes', false],
      ['Prepare', 'Parallel', undefined, false],
      ['Ship Items', 'Map', 'up to 5 items at a time', false],
      ['Give Up', 'Fail', 'OrderRejected', true],
      ['Done', 'Succeed', undefined, true],
    ]);
  });

  test('gives the ways between them with conditions, error names and places', () => {
    expect(group.edges.map(({ kind, from, to, label, pointer }) => [kind, from, to, label, pointer])).toEqual([
      ['retry', 'Charge', 'Charge', 'retry up to 2 times on States.Timeout, Busy', '/States/Charge/Retry/0'],
      ['retry', 'Charge', 'Charge', 'retry up to 3 times on States.ALL', '/States/Charge/Retry/1'],
      ['catch', 'Charge', 'Give Up', 'CardDeclined', '/States/Charge/Catch/0/Next'],
      ['next', 'Charge', 'Large?', '', '/States/Charge/Next'],
      ['rule', 'Large?', 'Cool Down', 'total > 1000', '/States/Large?/Choices/0/Next'],
      ['default', 'Large?', 'Prepare', 'otherwise', '/States/Large?/Default'],
      ['next', 'Cool Down', 'Large?', '', '/States/Cool Down/Next'],
      ['next', 'Prepare', 'Ship Items', '', '/States/Prepare/Next'],
      ['next', 'Ship Items', 'Done', '', '/States/Ship Items/Next'],
    ]);
    for (const { pointer, kind, to } of group.edges) if (kind !== 'retry') expect(at(pointer)).toBe(to);
  });

  test('gives branches and item processors as groups of their own', () => {
    const inside = (name: string): readonly GraphGroup[] => group.nodes.find((node) => node.name === name)?.groups ?? [];

    expect(inside('Prepare').map(({ label, startAt, pointer }) => [label, startAt, pointer])).toEqual([
      ['Branch 1', 'Pack', '/States/Prepare/Branches/0'],
      ['Branch 2', 'Label', '/States/Prepare/Branches/1'],
    ]);
    expect(inside('Prepare')[1]?.nodes[0]?.detail).toBe('ecs:runTask, waits for the job');
    expect(inside('Ship Items').map(({ label }) => label)).toEqual(['Each item']);
    expect(inside('Ship Items')[0]?.nodes[0]?.detail).toBe('sqs:sendMessage, waits for a token');
  });

  test('takes a definition as text, as what parse gave, and as a machine under test', () => {
    const graph = toGraph(ORDERS);

    expect(toGraph(JSON.stringify(ORDERS))).toEqual(graph);
    expect(toGraph(parse(ORDERS))).toEqual(graph);
    expect(toGraph(testMachine(ORDERS))).toEqual(graph);
  });

  test('fails when the definition has problems, with all of them', () => {
    expect(() => toGraph({ StartAt: 'A', States: { A: { Type: 'Pass', Next: 'B' } } })).toThrow(/State "A" at \/States\/A\/Next/);
    expect(() => toGraph('{')).toThrow(/expected JSON/);
  });
});
