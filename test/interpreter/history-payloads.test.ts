import { execute, parse } from 'drystep/interpreter';

const states = Array.from({ length: 4 }, (_, index) => ({
  [`Mark ${index}`]: {
    Type: 'Pass',
    Result: index,
    ResultPath: '$.mark',
    ...(index === 3 ? { End: true } : { Next: `Mark ${index + 1}` }),
  },
}));
const machine = parse({ StartAt: 'Mark 0', States: Object.assign({}, ...states) });

const input = { text: 'x'.repeat(100_000) };

test('every payload of a history reads as its JSON text, large ones too', async () => {
  const { history } = await execute(machine, { input });

  const outputs = history.map((event) => event.stateExitedEventDetails?.output).filter((output) => output !== undefined);
  expect(outputs).toEqual([0, 1, 2, 3].map((mark) => JSON.stringify({ ...input, mark })));
  expect(JSON.parse(JSON.stringify(history))).toHaveLength(history.length);
});

test('large payloads of a long history are written when they are read, by one getter for all', async () => {
  const { history } = await execute(machine, { input });

  const getters = history.map(({ stateExitedEventDetails: details }) =>
    details === undefined ? undefined : Object.getOwnPropertyDescriptor(details, 'output')?.get,
  );
  const [getter, ...others] = getters.filter((found) => found !== undefined);
  expect(getter).toBeInstanceOf(Function);
  expect(others.length).toBeGreaterThan(0);
  for (const other of others) expect(other).toBe(getter);
});
