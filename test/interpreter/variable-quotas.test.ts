import { execute } from 'drystep/interpreter';

const text = (bytes: number) => 'x'.repeat(bytes - 2);
const assign = (Assign: object, more: object) => ({ Type: 'Pass', Assign, ...more });

test('fails when the variables of one Assign take over 256 KiB together', async () => {
  const machine = { StartAt: 'Keep', States: { Keep: assign({ 'a.$': '$.half', 'b.$': '$.half' }, { End: true }) } };

  expect(await execute(machine, { input: { half: text(131_072) } })).toMatchObject({ status: 'SUCCEEDED' });
  expect(await execute(machine, { input: { half: text(131_073) } })).toMatchObject({ error: 'States.DataLimitExceeded' });
  expect(await execute(machine, { input: { half: text(131_073) }, quotas: { variableBytes: false } })).toMatchObject({
    status: 'SUCCEEDED',
  });
});

/** Assigns `count` variables of 250,000 bytes each, one state after the other. */
function chain(count: number, name: (index: number) => string) {
  const states = Array.from({ length: count }, (_, index) => [
    `S${index}`,
    assign({ [`${name(index)}.$`]: '$.text' }, index === count - 1 ? { End: true } : { Next: `S${index + 1}` }),
  ]);
  return { StartAt: 'S0', States: Object.fromEntries(states) };
}

test('fails when all variables of an execution take over 10 MiB', async () => {
  const input = { text: text(250_000) };

  expect(
    await execute(
      chain(41, (index) => `v${index}`),
      { input },
    ),
  ).toMatchObject({ status: 'SUCCEEDED' });
  expect(
    await execute(
      chain(42, (index) => `v${index}`),
      { input },
    ),
  ).toMatchObject({ error: 'States.DataLimitExceeded' });
});

test('a variable that is assigned again counts once', async () => {
  expect(
    await execute(
      chain(60, () => 'same'),
      { input: { text: text(250_000) } },
    ),
  ).toMatchObject({ status: 'SUCCEEDED' });
});

test('variables of ended iterations do not count', async () => {
  const inner = { ...chain(1, () => 'mine') };
  const machine = {
    StartAt: 'Each',
    States: {
      Each: {
        Type: 'Map',
        ItemsPath: '$.list',
        ItemSelector: { 'text.$': '$.text' },
        MaxConcurrency: 1,
        ItemProcessor: inner,
        ResultSelector: {},
        End: true,
      },
    },
  };

  const result = await execute(machine, { input: { text: text(250_000), list: Array.from({ length: 60 }, () => 0) } });

  expect(result).toMatchObject({ status: 'SUCCEEDED' });
});
