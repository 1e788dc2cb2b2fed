import { execute, parse, safeParse, testState } from 'drystep/interpreter';
import { validate } from 'drystep/validator';

// The service keeps integers of any size where it only passes them on; JavaScript has doubles. What would become another number is
// refused. docs/limits.md, "Numbers", says so.

const definition = (value: string, more = '') => `{
  "StartAt": "Show",
  "States": { "Show": { "Type": "Pass", "Result": ${value}, ${more} "End": true } }
}`;

test.each([
  ['9007199254740991', 9007199254740991],
  ['-9007199254740991', -9007199254740991],
  // Beyond 2^53 some are doubles too.
  ['9007199254740994', 9007199254740994],
  ['0.1234567890123456', 0.1234567890123456],
])('Numbers: %s in a definition is what it says', async (written, value) => {
  const { output, history } = await execute(definition(written));

  expect(output).toBe(value);
  expect(history.at(-1)?.executionSucceededEventDetails?.output).toBe(written);
});

test.each(['9007199254740993', '-1234567890123456789', '123456789012345678901'])(
  'fails for %s in a definition, which would silently be another number',
  (written) => {
    expect(() => parse(definition(written))).toThrow(`received "${written}"`);
    expect(safeParse(definition(written))).toMatchObject({
      problems: [{ code: 'INEXACT_NUMBER', received: written, position: { line: 3 } }],
    });
  },
);

test.each(['1e400', '[-1E+999]', '{"a": 2.5e310}'])('fails for %s in States.StringToJson, which would be null', async (text) => {
  const parsed = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'x.$': 'States.StringToJson($)' }, End: true } } };

  await expect(execute(parsed, { input: text })).rejects.toThrow(/within the range of a JavaScript number, received -?\d/);
});

test('Numbers: an exponent that a double has is taken', async () => {
  const parsed = { StartAt: 'A', States: { A: { Type: 'Pass', Parameters: { 'x.$': 'States.StringToJson($)' }, End: true } } };

  expect((await execute(parsed, { input: '[1e300, 1e-400, "1e400"]' })).output).toEqual({ x: [1e300, 0, '1e400'] });
});

test('fails for 1e400 in a definition, which is not a double', async () => {
  await expect(execute(definition('1e400'))).rejects.toThrow();
});

test('Numbers: digits inside of a text are a text', async () => {
  const { output } = await execute(definition('"id \\" 1234567890123456789"'));

  expect(output).toBe('id " 1234567890123456789');
});

test("a definition with such an integer is AWS's: the validator warns outside of its rules", () => {
  expect(validate(definition('1234567890123456789'), { rules: 'aws' }).diagnostics).toEqual([]);
  expect(validate(definition('1234567890123456789')).diagnostics).toMatchObject([{ severity: 'WARNING', code: 'INEXACT_NUMBER' }]);
});

const distributed = (inputType: string) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: inputType },
        Parameters: { Bucket: 'b', Key: 'k' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'One',
        States: { One: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
});

test.each([
  ['JSON', '[{"id":1},{"id":1234567890123456789}]', 'The JSON file that an ItemReader reads'],
  ['JSONL', '{"id":1}\n{"id":1234567890123456789}', 'Line 2 of the JSON Lines that an ItemReader reads'],
])('fails for such an integer in the %s of an ItemReader', async (inputType, content, where) => {
  const run = execute(distributed(inputType), { objects: { b: { k: content } } });

  await expect(run).rejects.toThrow(
    `${where}: expected integers that a JavaScript number holds exactly, received 1234567890123456789, which would become 1234567890123456800`,
  );
});

test('fails for such an integer in the text of States.StringToJson, and no catcher sees it', async () => {
  const machine = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Read',
          States: { Read: { Type: 'Pass', Parameters: { 'v.$': 'States.StringToJson($)' }, End: true } },
        },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', End: true },
    },
  };

  await expect(execute(machine, { input: ['{"id":1}', '{"id":1234567890123456789}'] })).rejects.toThrow(
    'The text of States.StringToJson: expected integers that a JavaScript number holds exactly, received 1234567890123456789',
  );
});

test('fails for such an integer in the input of testState', async () => {
  const request = { definition: '{"Type":"Pass","End":true}', input: '{"id":1234567890123456789}' };

  await expect(testState(request)).rejects.toThrow('The input of testState: expected integers that a JavaScript number holds exactly');
});

test('Numbers: intrinsic functions print doubles as the service does', async () => {
  const machine = {
    StartAt: 'Show',
    States: { Show: { Type: 'Pass', Parameters: { 'n.$': "States.Format('{}', $.n)", 'f.$': "States.Format('{}', $.f)" }, End: true } },
  };

  const { output } = await execute(machine, { input: { n: 9007199254740991, f: 0.1 } });

  expect(output).toEqual({ n: '9007199254740991', f: '0.1' });
});

test('Numbers: text keeps what a number cannot', async () => {
  const { output } = await execute({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, { input: '9007199254740993' });

  expect(output).toBe('9007199254740993');
});

test('fails for a bigint, which JSON has none of', async () => {
  await expect(execute({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, { input: 9007199254740993n as never })).rejects.toThrow(
    'expected a JSON value, received a bigint',
  );
});
