import { execute, parse } from 'drystep/interpreter';

const machine = parse({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });

test('a result is plain data whose history is made when it is read', async () => {
  const result = await execute(machine, { input: { order: 7 } });

  expect(Object.keys(result)).toEqual(['status', 'history', 'mapRuns', 'output']);
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect({ ...result }).toStrictEqual({ status: 'SUCCEEDED', history: result.history, mapRuns: [], output: { order: 7 } });
  expect(result.history).toBe(result.history);
});

test('results share the getter of their histories, so that memory holds no finished execution', async () => {
  const [one, other] = [await execute(machine), await execute(machine)];
  const getter = (result: object) => Object.getOwnPropertyDescriptor(result, 'history')?.get;

  expect(getter(one)).toBe(getter(other));
  expect(one.history).not.toBe(other.history);
});
