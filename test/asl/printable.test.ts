import { printable, printableJson, printableLines } from '../../src/asl';

describe('Text that is safe to print', () => {
  test.each([
    ['a command to Azure inside of a line', 'Ship ##vso[task.setvariable variable=a]b', 'Ship #\\#vso[task.setvariable variable=a]b'],
    ['a command to GitHub inside of a line', 'Ship ##[add-mask]a', 'Ship #\\#[add-mask]a'],
    ['a command to TeamCity in other case', '##TeamCity[buildStatus]', '#\\#TeamCity[buildStatus]'],
    ['a command with joiners in it', '#\u200d#v\ufe0fso[x]', '#\u200d\\#v\ufe0fso[x]'],
    ['a command after more of the sign', '###[x]', '##\\#[x]'],
    ['a command at the beginning', ' ::error::x', ' \\::error::x'],
    ['a byte order mark and a soft hyphen', 'a\ufeffb\u00adc', 'a\\ufeffb\\u00adc'],
    ['letters that nobody sees', 'a\u{e0041}', 'a\\udb40\\udc41'],
    ['an emoji of several', '👩‍👩‍👧 ❤️', '👩‍👩‍👧 ❤️'],
    ['headings, names of states and types', '## Items ##x a::b C#[]', '## Items ##x a::b C#[]'],
  ])('%s', (_, text, safe) => {
    expect(printable(text)).toBe(safe);
  });

  test('each line of a message', () => {
    expect(printableLines('a\n::error::x\n\t##[x]\u001b[2J')).toBe('a\n\\::error::x\n\t#\\#[x]\\u001b[2J');
  });

  test('JSON says the same as before', () => {
    const value = { '##[x]': '##vso[x] ::a \u200b\u{e0041}\u009b', a: ['#\u200d#[\n'] };
    const text = printableJson(JSON.stringify(value, null, 2));
    expect(text).not.toMatch(/##|[\u200b\u009b]|\u{e0041}/u);
    expect(JSON.parse(text)).toEqual(value);
  });

  test.each(['#', '##', '##a', '#\u200d', '##\u200d', '[', '::', ' '])('a long text of %j takes no longer than its length asks', (part) => {
    const text = part.repeat(200_000);
    expect([printable(text), printableLines(text), printableJson(text)].every((safe) => safe.length >= text.length)).toBe(true);
  });
});
