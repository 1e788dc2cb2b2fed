import type { JsonObject } from '../../src/asl';
import { validate } from '../../src/validator';
import { machineOf } from './machines';

function found(state: JsonObject, others: JsonObject = {}): string[] {
  return validate(machineOf(state, others, { QueryLanguage: 'JSONata' }))
    .diagnostics.filter(({ rule }) => rule === 'FAILING_EXPRESSION')
    .map(
      ({ severity, pointer, message, hint }) =>
        `${severity} ${pointer.replace('/States/A/', '')}: ${message.replace('State "A": ', '')} (${hint})`,
    );
}

const output = (expression: string): string[] => found({ Type: 'Pass', Output: `{% ${expression} %}`, End: true });
const condition = (text: string): string[] =>
  found({ Type: 'Choice', Choices: [{ Condition: `{% ${text} %}`, Next: 'B' }], Default: 'B' }, { B: { Type: 'Succeed' } });
const wait = (field: JsonObject): string[] => found({ Type: 'Wait', ...field, End: true });
const map = (field: JsonObject): string[] =>
  found({ Type: 'Map', ...field, ItemProcessor: { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } }, End: true });

describe('validate: expressions of JSONata that fail whatever the data is', () => {
  // JSONata 2.0.6: T2001, T2002, T2006, T2009, T2010, T1005. A side of an operator is judged even where the other one is missing.
  test.each([
    ['"Order " + $states.input.id', '"+" takes numbers, and one side is a text', 'join texts with "&"'],
    ['$states.input.id + "-1"', '"+" takes numbers, and one side is a text', 'join texts with "&"'],
    ['$states.input.total * $string(2)', '"*" takes numbers, and one side is a text', 'make a number of the text: $number(…)'],
    ['{"n": 1 - ($states.input.a = 2)}', '"-" takes numbers, and one side is true or false', 'give it a number'],
    ['[$states.input.a > null]', '">" compares numbers or texts, and one side is null', 'compare with "=" or "!="'],
    ['$length($states.input.a) > "3"', '">" compares a number with a text', 'compare values of one type'],
    ['$states.input.a ~> "b"', '"~>" hands a value to a function, and its right side is a text', 'name a function: ~> $uppercase'],
    ['$states.input.a.length()', '"length" is called, and no function has that name: those of JSONata begin with "$"', 'write $length(…)'],
    [
      '$states.input.a.toUpperCase()',
      '"toUpperCase" is called, and no function has that name: those of JSONata begin with "$"',
      'write $uppercase(…)',
    ],
  ])('%s', (expression, text, hint) =>
    expect(output(expression)).toEqual([`WARNING Output: the expression fails whenever it is evaluated: ${text} (${hint})`]),
  );

  test.each([
    ['$now', 'a function'],
    ['$sum', 'a function'],
    ['function($x) { $x }', 'a function'],
    ['/ab+/', 'a function'],
  ])('a result that is no data: %s', (expression) =>
    expect(output(expression)).toEqual([
      'WARNING Output: the expression gives a function, which is not data (call it: $now(), $uuid(), $count(…))',
    ]),
  );

  // Recorded: "returned an unexpected result type. Expected 'array', but was 'number' for value: 1".
  test.each<[string, string[], string]>([
    [
      'a Condition that joins',
      condition('($states.input.a = 1) & ($states.input.b = 2)'),
      '"Condition" takes true or false, and the expression gives a text',
    ],
    [
      'a Condition that is a number',
      condition('$count($states.input.a)'),
      '"Condition" takes true or false, and the expression gives a number',
    ],
    ['Seconds as a text', wait({ Seconds: '{% "60" %}' }), '"Seconds" takes a number, and the expression gives a text'],
    [
      'a Timestamp in milliseconds',
      wait({ Timestamp: '{% $millis() + 60000 %}' }),
      '"Timestamp" takes a text, and the expression gives a number',
    ],
    [
      'Items that are counted',
      map({ Items: '{% $count($states.input.a) %}' }),
      '"Items" takes an array, and the expression gives a number',
    ],
    ['Items of an object in an inline Map', map({ Items: '{% {"a": 1} %}' }), '"Items" takes an array, and the expression gives an object'],
    [
      'MaxConcurrency as a text',
      map({ Items: [1], MaxConcurrency: '{% $string(3) %}' }),
      '"MaxConcurrency" takes a number, and the expression gives a text',
    ],
    ['an Error that is a number', found({ Type: 'Fail', Error: '{% 404 %}' }), '"Error" takes a text, and the expression gives a number'],
  ])('%s', (_, received, text) => expect(received).toEqual([expect.stringContaining(text)]));

  // What the service says where it evaluates them.
  test.each([
    ['$toMillis("yesterday")', 'D3110'],
    ['$number("abc")', 'D3030'],
    ['$parse("{")', '$parse'],
    ['$hash("a", "SHA-2")', 'SHA-2'],
    ['{"a": 1, "a": 2}', 'D1009'],
    ['[1, 2].missing', 'returned nothing (undefined)'],
  ])('a constant that cannot be evaluated: %s', (expression, text) => {
    expect(output(expression)).toEqual([
      expect.stringContaining(`The JSONata expression '${expression}' specified for the field 'Output'`),
    ]);
    expect(output(expression)[0]).toContain(text);
  });

  test.each([
    '"Order " & $states.input.id',
    '$states.input.a + $states.input.b',
    '$number("3") + 1',
    '-$states.input.a',
    '$states.input.a > "b"',
    '$states.input.created > $now()',
    '($f := function($x) { $x & "" }; $f("a"))',
    '$map($states.input.a, $uppercase)',
    '$states.input.a ~> $uppercase',
    '$states.input.a ~> $substring(1) ~> $length()',
    '($length := 3; $length + 1)',
    '$states.input.list[0] + 1',
    '$states.input.a.$length($)',
    '$states.input.a ? "yes" : 3',
    '$error("no way")',
    '[1..3]',
  ])('is not: %s', (expression) => expect(output(expression)).toEqual([]));

  test.each<[string, string[]]>([
    ['a Condition of a field', condition('$states.input.isLarge')],
    ['a Condition of comparisons', condition('$states.input.a = 1 and $exists($states.input.b)')],
    ['a Condition with branches', condition('$states.input.a ? $states.input.b = 1 : false')],
    ['Seconds that are computed', wait({ Seconds: '{% $states.input.minutes * 60 %}' })],
    ['a Timestamp of milliseconds', wait({ Timestamp: '{% $fromMillis($millis() + 60000) %}' })],
    [
      'Items of an object in a distributed Map',
      found({
        Type: 'Map',
        Items: '{% {"a": 1} %}',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'I',
          States: { I: { Type: 'Pass', End: true } },
        },
        End: true,
      }),
    ],
    ['a field of the same name in an Output', found({ Type: 'Pass', Output: { Seconds: '{% "60" %}', Items: '{% 3 %}' }, End: true })],
    [
      'a variable that is named like a function',
      found({ Type: 'Pass', Assign: { count: 3 }, Next: 'B' }, { B: { Type: 'Pass', Output: '{% $count %}', End: true } }),
    ],
  ])('is not: %s', (_, received) => expect(received).toEqual([]));
});

describe('validate: what calls a service hands it an object', () => {
  const task = (value: string, resource = 'arn:aws:states:::lambda:invoke'): string[] =>
    found({ Type: 'Task', Resource: resource, Arguments: `{% ${value} %}`, End: true });
  const distributed = (field: JsonObject): string[] =>
    found({
      Type: 'Map',
      ...field,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'I',
        States: { I: { Type: 'Pass', End: true } },
      },
      End: true,
    });
  const reader = { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } };

  test.each([
    ['5', 'a number'],
    ["['f']", 'an array'],
    ["'f' & $states.input.a", 'a text'],
  ])('a task does not with %s', (value, type) => {
    expect(task(value)).toEqual([
      `WARNING Arguments: "Arguments" takes an object, and the expression gives ${type} (write an object: { "Name": … })`,
    ]);
  });

  test('a reader and a writer do not with a constant', () => {
    const text = '"Arguments" takes an object, and the expression gives a number (write an object: { "Name": … })';

    expect(distributed({ ItemReader: { ...reader, Arguments: '{% 5 %}' } })).toEqual([`WARNING ItemReader/Arguments: ${text}`]);
    expect(distributed({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: '{% 5 %}' } })).toEqual([
      `WARNING ResultWriter/Arguments: ${text}`,
    ]);
  });

  test('functions and activities take anything, and so does an object what is in it', () => {
    expect(task('5', 'arn:aws:lambda:us-east-1:123456789012:function:f')).toEqual([]);
    expect(task('5', 'arn:aws:states:us-east-1:123456789012:activity:f')).toEqual([]);
    expect(task("{'FunctionName': 'f', 'Payload': 5}")).toEqual([]);
    expect(task('$merge([$states.input, {}])')).toEqual([]);
  });
});
