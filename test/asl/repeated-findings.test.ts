import { othersText, repeatedFindings } from '../../src/asl';

const warning = (state: string, says = 'has no retrier', more: object = {}) => ({
  finding: { severity: 'WARNING', rule: 'R', message: `State "${state}" ${says}`, hint: 'add one', ...more },
  state,
  machine: 'Orders',
});
const told = (items: ReturnType<typeof warning>[]) =>
  repeatedFindings(items, (item) => item).map(({ item, others }) => [item.state, ...others.map(({ state }) => state)].join(' '));

describe('Findings of several states of a machine', () => {
  test.each<[string, ReturnType<typeof warning>[], string[]]>([
    ['the same warning is one', [warning('A'), warning('B'), warning('C')], ['A B C']],
    ['what stands between stays in its place', [warning('A'), warning('B', 'is never reached'), warning('C')], ['A C', 'B']],
    ['another sentence is another warning', [warning('A'), warning('B', 'has no catcher')], ['A', 'B']],
    ['another hint, too', [warning('A'), warning('B', undefined, { hint: 'add two' })], ['A', 'B']],
    ['another rule, too', [warning('A'), warning('B', undefined, { rule: 'S' })], ['A', 'B']],
    ['errors stay apart', [warning('A', undefined, { severity: 'ERROR' }), warning('B', undefined, { severity: 'ERROR' })], ['A', 'B']],
    ['machines stay apart', [warning('A'), { ...warning('B'), machine: 'Refunds' }], ['A', 'B']],
    [
      'what does not begin with its state stays apart',
      [warning('A', '', { message: 'no' }), warning('B', '', { message: 'no' })],
      ['A', 'B'],
    ],
  ])('%s', (_, items, expected) => {
    expect(told(items)).toEqual(expected);
  });

  test('names as many of the others as a line holds', () => {
    expect(othersText([])).toBeUndefined();
    expect(othersText(['"B"'])).toBe('The same holds for one other state: "B"');
    expect(othersText(['"B"', '"C"'])).toBe('The same holds for 2 other states: "B", "C"');
    expect(othersText(Array.from({ length: 11 }, (_, index) => `"${index}"`))).toMatch(
      /^The same holds for 11 other states: .*"7" and 3 more$/,
    );
  });
});
