import { jacksonProblem } from '../../src/asl/jackson-problem';
import { validate } from '../../src/validator';

const source = (text: string) => `[Source: (String)"${text}"`;

// What com.fasterxml.jackson.core:jackson-core 2.13.5 says of each text; `at` is line and column.
test.each<[text: string, message: string, at: readonly [line: number, column: number]]>([
  [
    'not a definition',
    "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 4],
  ],
  [
    '{"a":1',
    'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"a":1"; line: 1, column: 1])',
    [1, 7],
  ],
  ['{"StartAt": }', "Unexpected character ('}' (code 125)): expected a value", [1, 14]],
  ['{"a" 1}', "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value", [1, 7]],
  ['[1,', 'Unexpected end-of-input within/between Array entries', [1, 4]],
  ['{"a":1} x', "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 10]],
  ['"abc', 'Unexpected end-of-input: was expecting closing quote for a string value', [1, 5]],
  ['{"a":tru}', "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 9]],
  ['{"a":1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", [1, 9]],
  ['{a:1}', "Unexpected character ('a' (code 97)): was expecting double-quote to start field name", [1, 3]],
  ["{'a':1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", [1, 3]],
  ['{"a":01}', 'Invalid numeric value: Leading zeroes not allowed', [1, 7]],
  ['nul', "Unrecognized token 'nul': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 4]],
  [
    '{"a":"\n"}',
    'Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value',
    [1, 8],
  ],
  [
    '{"a":1,\n  "b": x}',
    "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [2, 9],
  ],
  ['{"a":"\\q"}', "Unrecognized character escape 'q' (code 113)", [1, 9]],
  [
    '{"a":-}',
    "Unexpected character ('}' (code 125)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    [1, 8],
  ],
  ['{"a":1.}', "Unexpected character ('}' (code 125)) in numeric value: Decimal point not followed by a digit", [1, 8]],
  ['{"a":"\\u12g4"}', "Unexpected character ('g' (code 103)): expected a hex-digit for character escape sequence", [1, 12]],
  ['{"a":1 "b":2}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", [1, 9]],
  ['[1 2]', "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", [1, 5]],
  [']', "Unexpected close marker ']': expected '}' (for root starting at [Source: (String)\"]\"; line: 1, column: 0])", [1, 2]],
  ['}', "Unexpected close marker '}': expected ']' (for root starting at [Source: (String)\"}\"; line: 1, column: 0])", [1, 2]],
  ['{,}', "Unexpected character (',' (code 44)): was expecting double-quote to start field name", [1, 3]],
  ['1a', "Unexpected character ('a' (code 97)): Expected space separating root-level values", [1, 3]],
  [
    '{"a":1]',
    'Unexpected close marker \']\': expected \'}\' (for Object starting at [Source: (String)"{"a":1]"; line: 1, column: 1])',
    [1, 8],
  ],
  ['[1}', "Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)\"[1}\"; line: 1, column: 1])", [1, 4]],
  [
    '{"a":[1,2}',
    'Unexpected close marker \'}\': expected \']\' (for Array starting at [Source: (String)"{"a":[1,2}"; line: 1, column: 6])',
    [1, 11],
  ],
  ['{', 'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"; line: 1, column: 1])', [1, 2]],
  ['[', 'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"["; line: 1, column: 1])', [1, 2]],
  ['{"a"', 'Unexpected end-of-input within/between Object entries', [1, 5]],
  ['{"a":', 'Unexpected end-of-input within/between Object entries', [1, 6]],
  ['{"a":1,', 'Unexpected end-of-input within/between Object entries', [1, 8]],
  ['"a\tb"', 'Illegal unquoted character ((CTRL-CHAR, code 9)): has to be escaped using backslash to be included in string value', [1, 4]],
  ['truex', "Unrecognized token 'truex': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 6]],
  ['true x', "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 7]],
  [
    '{"a":nulll}',
    "Unrecognized token 'nulll': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 11],
  ],
  ['-', 'Unexpected end-of-inputNo digit following minus sign', [1, 2]],
  [
    '-a',
    "Unexpected character ('a' (code 97)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    [1, 3],
  ],
  ['1.', "Unexpected character ('.' (code 46)) in numeric value: Decimal point not followed by a digit", [1, 3]],
  ['1.a', "Unexpected character ('a' (code 97)) in numeric value: Decimal point not followed by a digit", [1, 3]],
  ['1e', 'Unexpected end-of-inputexpected a digit for number exponent', [1, 3]],
  ['1e+', 'Unexpected end-of-inputexpected a digit for number exponent', [1, 4]],
  ['1ea', "Unexpected character ('a' (code 97)) in numeric value: Exponent indicator not followed by a digit", [1, 3]],
  ['{"a":1e}', "Unexpected character ('}' (code 125)) in numeric value: Exponent indicator not followed by a digit", [1, 8]],
  [
    '+1',
    "Unexpected character ('1' (code 49)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    [1, 3],
  ],
  [
    '.5',
    "Unexpected character ('.' (code 46)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 2],
  ],
  [
    '{"a": .5}',
    "Unexpected character ('.' (code 46)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 8],
  ],
  ['NaN', "Non-standard token 'NaN': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow", [1, 4]],
  [
    '{"a":undefined}',
    "Unrecognized token 'undefined': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 15],
  ],
  [
    '// c\n{}',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    [1, 2],
  ],
  [
    '{/*c*/}',
    "Unexpected character ('/' (code 47)): maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
    [1, 3],
  ],
  [
    "'abc'",
    "Unexpected character (''' (code 39)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 2],
  ],
  [
    '{"a":"x"',
    'Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)"{"a":"x""; line: 1, column: 1])',
    [1, 9],
  ],
  ['{"a":"x', 'Unexpected end-of-input: was expecting closing quote for a string value', [1, 8]],
  [
    '\\',
    "Unexpected character ('\\' (code 92)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 2],
  ],
  ['{"a":\n\n   "b" "c"}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", [3, 9]],
  ['{"a":1;}', "Unexpected character (';' (code 59)): was expecting comma to separate Object entries", [1, 8]],
  ['{"a"=1}', "Unexpected character ('=' (code 61)): was expecting a colon to separate field name and value", [1, 6]],
  [
    '{"a":1}}',
    'Unexpected close marker \'}\': expected \']\' (for root starting at [Source: (String)"{"a":1}}"; line: 1, column: 0])',
    [1, 9],
  ],
  [
    '{"a":1},',
    "Unexpected character (',' (code 44)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 9],
  ],
  [
    '[1,]',
    "Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 5],
  ],
  [
    '[,1]',
    "Unexpected character (',' (code 44)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 3],
  ],
  [
    '{"a":{"b":[1,{"c":2]}}',
    'Unexpected close marker \']\': expected \'}\' (for Object starting at [Source: (String)"{"a":{"b":[1,{"c":2]}}"; line: 1, column: 14])',
    [1, 21],
  ],
  ['é', "Unrecognized token 'é': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 2]],
  ['{"é":ü}', "Unrecognized token 'ü': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 7]],
  ['{"a":"\\', 'Unexpected end-of-input in character escape sequence', [1, 8]],
  ['{"a":"\\u12', 'Unexpected end-of-input in character escape sequence', [1, 11]],
  ['{"a":1\n}x', "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [2, 3]],
  [
    '<xml>',
    "Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 2],
  ],
  ['{{}}', "Unexpected character ('{' (code 123)): was expecting double-quote to start field name", [1, 3]],
  ['{"a"}', "Unexpected character ('}' (code 125)): was expecting a colon to separate field name and value", [1, 6]],
  ['{"a":}', "Unexpected character ('}' (code 125)): expected a value", [1, 7]],
  ['{"a":"b"c}', "Unexpected character ('c' (code 99)): was expecting comma to separate Object entries", [1, 10]],
  ['{"a":1a}', "Unexpected character ('a' (code 97)): was expecting comma to separate Object entries", [1, 8]],
  ['not-a', "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 4]],
  ['a$b c', "Unrecognized token 'a$b': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 4]],
  ['a.b', "Unrecognized token 'a': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 2]],
  ['null1', "Unrecognized token 'null1': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 6]],
  ['tru', "Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 4]],
  ['fals', "Unrecognized token 'fals': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 5]],
  ['00', 'Invalid numeric value: Leading zeroes not allowed', [1, 2]],
  ['-01', 'Invalid numeric value: Leading zeroes not allowed', [1, 3]],
  ['{\n  "a": 1\n  "b": 2\n}', "Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries", [3, 4]],
  ['{\r\n "a": 1,\r\n}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", [3, 2]],
  [
    '﻿{}',
    "Unexpected character ('﻿' (code 65279 / 0xfeff)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
    [1, 2],
  ],
  [
    '{"a":"\u0001"}',
    'Illegal unquoted character ((CTRL-CHAR, code 1)): has to be escaped using backslash to be included in string value',
    [1, 8],
  ],
  ['[true fals]', "Unexpected character ('f' (code 102)): was expecting comma to separate Array entries", [1, 8]],
  ['trueé', "Unrecognized token 'trueé': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 6]],
  ['1 2 x', "Unrecognized token 'x': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", [1, 6]],
  ['{"a":12345678901234567890123,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", [1, 31]],
])('%j is told of as Jackson does', (text, message, [line, column]) => {
  const problem = jacksonProblem(text);

  expect(problem?.message).toBe(message);
  expect(problem?.location.startsWith(source(text.replaceAll('\t', '\\u0009').replaceAll('\u0001', '\\u0001')))).toBe(true);
  expect(problem?.location.endsWith(`; line: ${line}, column: ${column}]`)).toBe(true);
});

test('a location quotes 500 characters of the text and a message 256 of a word, as Jackson does', () => {
  expect(jacksonProblem('a'.repeat(600))).toEqual({
    message: `Unrecognized token '${'a'.repeat(256)}...': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
    location: `${source('a'.repeat(500))}[truncated 100 chars]; line: 1, column: 257]`,
  });
});

test.each(['{}', '[1, -0.5e3, "\\u00e9"]', ' null ', '"a" "b"'])('%s is text that Jackson takes', (text) => {
  expect(jacksonProblem(text)).toBeUndefined();
});

test('the validator gives it as AWS does (recorded: validate_state_machine_definition_not_a_definition)', () => {
  expect(validate('not a definition', { rules: 'aws' }).diagnostics).toMatchObject([
    {
      severity: 'ERROR',
      code: 'INVALID_JSON_DESCRIPTION',
      location: '[Source: (String)"not a definition"; line: 1, column: 4]',
      pointer: '',
    },
  ]);
});

test('a text of several values, which AWS may take or not, is refused in our words', () => {
  expect(validate('{} {}', { rules: 'aws' }).diagnostics).toMatchObject([
    { code: 'INVALID_JSON_DESCRIPTION', message: 'Unexpected text: {}' },
  ]);
});
