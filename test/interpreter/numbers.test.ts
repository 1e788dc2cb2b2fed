import { execute } from 'drystep/interpreter';

// The service keeps integers of any size where it only passes them on; JavaScript has doubles. docs/limits.md, "Numbers", says so.

const definition = (value: string, more = '') => `{
  "StartAt": "Show",
  "States": { "Show": { "Type": "Pass", "Result": ${value}, ${more} "End": true } }
}`;

test.each([
  ['9007199254740991', 9007199254740991, '9007199254740991'],
  ['-9007199254740991', -9007199254740991, '-9007199254740991'],
  ['9007199254740993', 9007199254740992, '9007199254740992'],
  ['123456789012345678901', 123456789012345680000, '123456789012345680000'],
  ['1e400', undefined, undefined],
])('Numbers: %s in a definition is the nearest double', async (written, value, printed) => {
  if (value === undefined) {
    // No double is near: JSON.parse gives Infinity, which is no JSON.
    await expect(execute(definition(written))).rejects.toThrow();
    return;
  }
  const { output, history } = await execute(definition(written));

  expect(output).toBe(value);
  expect(history.at(-1)?.executionSucceededEventDetails?.output).toBe(printed);
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
