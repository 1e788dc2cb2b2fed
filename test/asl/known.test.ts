import { elementAt, firstIn, knownIn, lastIn, memberIn } from '../../src/asl';

describe('What a program knows to be there', () => {
  test('is given: the value of a key, an element, the first and the last', () => {
    const list = ['a', null, 'c'];

    expect([memberIn({ a: null }, 'a'), knownIn(new Map([['a', 0]]), 'a'), elementAt(list, 1), firstIn(list), lastIn(list)]).toEqual([
      null,
      0,
      null,
      'a',
      'c',
    ]);
  });

  test.each<[string, () => unknown, string]>([
    ['a key that a map does not have', () => knownIn(new Map<string, number>(), 'a'), 'Nothing is known of a'],
    ['a key that an object only inherits', () => memberIn<unknown[]>({}, 'toString'), 'An object has no key toString'],
    ['an element behind the last', () => elementAt(['a'], 1), 'A list of 1 has no element 1'],
    ['the first of an empty list', () => firstIn([]), 'A list of 0 has no element 0'],
    ['the last of an empty list', () => lastIn([]), 'A list of 0 has no element -1'],
  ])('fails where it is not, and does not go on with undefined: %s', (_what, look, message) => {
    expect(look).toThrow(message);
  });
});
