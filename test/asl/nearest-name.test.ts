import { editDistance, nearestName } from '../../src/asl';

test.each([
  ['Resutl', ['Result', 'Resource'], 'Result'],
  ['next', ['Next', 'End'], 'Next'],
  ['X', ['Y'], undefined],
  ['Zebra', ['Result', 'Resource'], undefined],
])('nearestName: %s among %j is %s', (name, candidates, nearest) => {
  expect(nearestName(name, candidates)).toBe(nearest);
});

test.each([
  ['', '', 0],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
  ['ab', 'ba', 1],
])('editDistance: %s to %s is %i', (left, right, distance) => {
  expect(editDistance(left, right)).toBe(distance);
});

test('a name of one letter is not near another one', () => {
  expect(nearestName('Z', ['A'])).toBeUndefined();
  expect(nearestName('a', ['A'])).toBe('A');
  expect(nearestName('A', ['AB'])).toBe('AB');
});
