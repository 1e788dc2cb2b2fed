import { delayed, type HistoryEvent, parked, start, type TaskCall, TaskError } from '../../../src/interpreter';

/** A function that tasks call. */
export const FUNCTION = 'arn:aws:lambda:us-east-1:111111111111:function:f';
/** A callback's resource. */
export const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';

/** A task of the function. */
export function task(fields: object = {}) {
  return { Type: 'Task', Resource: FUNCTION, ...fields };
}

/** An order: charges, waits, asks somebody, ships every item. */
export const ORDER = {
  StartAt: 'Charge',
  States: {
    Charge: task({
      ResultPath: '$.charge',
      TimeoutSeconds: 30,
      Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 10 }],
      Next: 'Cool Down',
    }),
    'Cool Down': { Type: 'Wait', Seconds: 60, Next: 'Large?' },
    'Large?': { Type: 'Choice', Choices: [{ Variable: '$.total', NumericGreaterThan: 100, Next: 'Ask' }], Default: 'Ship All' },
    Ask: {
      Type: 'Task',
      Resource: CALLBACK,
      Parameters: { QueueUrl: 'q', MessageBody: { 'token.$': '$$.Task.Token', 'execution.$': '$$.Execution.Id' } },
      HeartbeatSeconds: 100,
      ResultPath: null,
      Next: 'Ship All',
    },
    'Ship All': {
      Type: 'Map',
      ItemsPath: '$.items',
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'Ship', States: { Ship: task({ End: true }) } },
      Next: 'Tell',
    },
    Tell: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Tell Buyer', States: { 'Tell Buyer': task({ End: true }) } },
        { StartAt: 'Tell Seller', States: { 'Tell Seller': task({ End: true }) } },
      ],
      End: true,
    },
  },
};

/** What production answered: slowly, and once with an error. */
function production(call: TaskCall) {
  if (call.state === 'Charge') {
    return delayed(2.5, () => {
      if (call.attempt === 0) throw new TaskError('Busy', 'later');
      return { receipt: 'r-1' };
    });
  }
  return delayed(1.25, () => ({ done: call.state }));
}

/** The history of a run of ORDER, as the AWS CLI prints it; the callback is answered after 250 seconds, with heartbeats. */
export async function recordOrder(): Promise<{ events: HistoryEvent[] }> {
  const execution = start(ORDER, {
    input: { total: 500, items: ['a', 'b', 'c'] },
    name: 'production-run-of-an-order',
    seed: 7,
    tasks: (call) => (call.state === 'Ask' ? delayed(0.5, () => parked({ MessageId: 'm-1' })) : production(call)),
  });
  execution.pump();
  while (execution.pending.length === 0) execution.fireNextTimer();
  for (const seconds of [80, 160, 240]) {
    while (execution.fireNextTimer(Date.UTC(2024, 0, 1) + (75.5 + seconds) * 1000));
    execution.advanceClock(Date.UTC(2024, 0, 1) + (75.5 + seconds) * 1000);
    execution.pending[0]?.heartbeat();
  }
  execution.advanceClock(execution.now + 10_000);
  execution.pending[0]?.succeed({ approved: true });
  execution.pump();
  while (execution.result === undefined) execution.fireNextTimer();
  expect(execution.result.status).toBe('SUCCEEDED');
  return JSON.parse(JSON.stringify({ events: execution.history })) as { events: HistoryEvent[] };
}

/** The order with fields of one state changed. */
export function changed(state: string, fields: object) {
  return { ...ORDER, States: { ...ORDER.States, [state]: { ...(ORDER.States as Record<string, object>)[state], ...fields } } };
}
