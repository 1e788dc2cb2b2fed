import type { HistoryEvent as SdkHistoryEvent } from '@aws-sdk/client-sfn';
import { execute } from 'drystep/interpreter';

test('History: an event is what the SDK types GetExecutionHistory to give', async () => {
  const { history } = await execute({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });

  const events: SdkHistoryEvent[] = [...history];

  expect(events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded']);
  expect(events[0]?.timestamp).toBeInstanceOf(Date);
});
