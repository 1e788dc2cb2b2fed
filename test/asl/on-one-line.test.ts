import { onOneLine } from '../../src/asl';

describe('a text on one line', () => {
  test.each([
    ['a\nb', 'a b'],
    ['a  \r\n\t b', 'a b'],
    ['a \n\n b\n', 'a b '],
    ['a  b', 'a  b'],
    ['\n', ' '],
    ['', ''],
  ])('%j is %j', (text, wanted) => {
    expect(onOneLine(text)).toBe(wanted);
  });

  // To look for a line break anew from each blank would take minutes.
  test('is read once, also when it is half a million blanks', () => {
    const blanks = ' '.repeat(500_000);

    expect(onOneLine(`a${blanks}b`) === `a${blanks}b`).toBe(true);
  });
});
