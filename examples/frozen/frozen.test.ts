import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FrozenExecution, start, thaw } from 'drystep/interpreter';

const definition = readFileSync(join(__dirname, 'approval.asl.json'), 'utf8');

test('an execution that waits for an approval outlives the program that ran it', () => {
  const execution = start(definition, { tasks: { Reserve: { Payload: { seat: '12A' } } } });
  execution.pump();
  const text = JSON.stringify(execution.freeze());

  // Another day, another program.
  const reserve = jest.fn();
  const again = thaw(definition, JSON.parse(text) as FrozenExecution, { tasks: { Reserve: reserve } });
  again.sendTaskSuccess(again.pending[0]?.taskToken ?? '', { approved: true });
  again.pump();

  expect(again.result).toMatchObject({ status: 'SUCCEEDED', output: { approved: true } });
  expect(reserve).not.toHaveBeenCalled();
});

test('what it stands in can be read without any program', () => {
  const execution = start(definition, { tasks: { Reserve: { Payload: { seat: '12A' } } }, startTime: '2026-03-01T09:00:00Z' });
  execution.pump();

  const { branch, time } = execution.freeze();

  expect(time).toBe('2026-03-01T09:00:00.000Z');
  expect(branch).toMatchObject({ state: 'Ask', input: { seat: '12A' }, waitingFor: 'callback', deadline: '2026-03-02T09:00:00.000Z' });
});
