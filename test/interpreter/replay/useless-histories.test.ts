import { replay } from '../../../src/interpreter';
import { ORDER, recordOrder } from './order';

describe('replay: a history that is of no use', () => {
  const events = async () => (await recordOrder()).events as object[];

  test.each<[string, (events: object[]) => unknown, string]>([
    ['cut in the middle', (all) => [...all.slice(0, 4), ...all.slice(8)], 'The history is cut: event 5 is missing; after event 4 comes 9'],
    ['of an execution that entered no state', (all) => all.slice(0, 1), 'there is nothing to compare after ExecutionStarted'],
    ['cut at the start', (all) => all.slice(3), 'The history is cut: event 1 is missing'],
    ['with a next token', (all) => ({ events: all, nextToken: 'AAAA' }), 'it has a nextToken'],
    ['of text that was cut', (all) => JSON.stringify(all).slice(0, 500), 'The history is not JSON'],
    [
      'without payloads',
      (all) => JSON.parse(JSON.stringify(all).replace(/"input":"(\\"|[^"])*",/g, '')) as object[],
      'The history holds no payloads',
    ],
    [
      'with a cut payload',
      (all) => JSON.parse(JSON.stringify(all).replace('{"truncated":false}', '{"truncated":true}')) as object[],
      'its input was left out or cut',
    ],
    [
      'with a link into the future',
      (all) => all.map((event) => ({ ...event, previousEventId: 1000 })),
      'a `previousEventId` before the event',
    ],
    ['without times', (all) => all.map((event) => ({ ...event, timestamp: 'then' })), 'expected a `timestamp`'],
    ['without its first event', (all) => all.slice(1), 'The history is cut: event 1 is missing; after event 0 comes 2'],
    [
      'in an order of its own',
      (all) => [all[0], all[2], all[1], ...all.slice(3)] as object[],
      'The history is not in order: event 3 comes after 1',
    ],
    ['that holds an event twice', (all) => [...all.slice(0, 5), ...all.slice(4)], 'The history holds event 5 twice'],
    [
      'whose ids do not count',
      (all) => all.map((event, index) => ({ ...event, id: index * 2 + 1, previousEventId: 0 })),
      'event 2 is missing',
    ],
    ['whose ids are texts', (all) => all.map((event) => ({ ...event, id: '1' })), 'expected an `id` of 1 or more, received "1"'],
    [
      'without links',
      (all) => all.map((event) => ({ ...event, previousEventId: undefined })),
      'a `previousEventId` before the event, received none',
    ],
    ['with an invalid date', (all) => all.map((event) => ({ ...event, timestamp: new Date('then') })), 'expected a `timestamp`'],
    ['with times as numbers in texts', (all) => all.map((event) => ({ ...event, timestamp: '5' })), 'expected a `timestamp`'],
    [
      'with a time that never comes',
      (all) => all.map((event) => ({ ...event, timestamp: Number.POSITIVE_INFINITY })),
      'expected a `timestamp`',
    ],
    [
      'without the output of one state',
      (all) =>
        JSON.parse(
          JSON.stringify(all).replace(/("stateExitedEventDetails":\{"name":"Cool Down"),"output":"(\\"|[^"])*"/, '$1'),
        ) as object[],
      'expected its output, received none',
    ],
    [
      'with an integer that a number does not hold',
      (all) => JSON.parse(JSON.stringify(all).replaceAll('\\"total\\":500', '\\"total\\":1234567890123456789')) as object[],
      'Event 1 of the history (ExecutionStarted): its input holds the integer 1234567890123456789',
    ],
    [
      'of log events',
      (all) => all.map((event) => ({ ...event, id: '1', previous_event_id: '0', event_timestamp: '1700000000000', execution_arn: 'arn' })),
      'received log events of CloudWatch Logs. Hint: replay needs the history of a Standard execution',
    ],
    [
      'of lines of a log',
      () => '{"id":"1","type":"ExecutionStarted"}\n{"id":"2","type":"PassStateEntered"}\n',
      'received log events of CloudWatch Logs',
    ],
    [
      'of messages of a log',
      () => ({ events: [{ logStreamName: 's', message: '{"id":"1"}', timestamp: 1 }] }),
      'received log events of CloudWatch Logs',
    ],
    ['cut after the first page of the CLI', (all) => JSON.stringify({ events: all, NextToken: 'AAAA' }), 'it has a nextToken'],
    ['that is null', () => null, 'received null. Hint: fetch it whole'],
    ['that is undefined', () => undefined, 'received none. Hint: fetch it whole'],
    ['that is the text null', () => 'null', 'received null. Hint: fetch it whole'],
    ['that is a number', () => 10n, 'received bigint. Hint: fetch it whole'],
    ['with null for an event', (all) => [...all, null] as object[], 'expected an object, received null'],
    ['with a hole', (all) => [all[0], undefined] as object[], 'Event 2 of the history: expected an object, received none'],
    ['that nobody waited for', (all) => Promise.resolve(all), 'received a Promise. Hint: await it'],
    ['of bytes', (all) => Buffer.from(JSON.stringify(all)), 'received bytes. Hint: read the file as text'],
    ['that is an execution', (all) => ({ status: 'SUCCEEDED', history: all }), 'received an object with `history`. Hint: give its history'],
    [
      'that is an ARN',
      () => 'arn:aws:states:us-east-1:111111111111:execution:M:e',
      'Hint: fetch it first: replay(definition, await fetchHistory(arn))',
    ],
    ['that is a path', () => 'history.json', "Hint: give what the file holds: readFileSync('history.json', 'utf8')."],
    ['that is an empty text', () => '', 'expected JSON text, received ""'],
    ['that is JSON text of JSON text', (all) => JSON.stringify(JSON.stringify(all)), 'expected the events of GetExecutionHistory'],
    ['without events', () => [], 'The history holds no event'],
    ['that is something else', () => ({ executions: [] }), 'expected the events of GetExecutionHistory'],
    [
      'that goes on after its end',
      (all) => [
        ...all,
        {
          id: all.length + 1,
          previousEventId: all.length,
          type: 'PassStateEntered',
          timestamp: 0,
          stateEnteredEventDetails: { name: 'X', input: '{}' },
        },
      ],
      'comes after the end of the execution',
    ],
  ])('fails when it is one %s', async (_title, change, message) => {
    const history = change(await events());

    await expect(replay(ORDER, history as never)).rejects.toThrow(message);
  });

  test('diverges at its first state when it is one of another machine', async () => {
    const history = JSON.parse(JSON.stringify(await events()).replaceAll('"name":"', '"name":"Other ')) as object[];

    const { divergence } = await replay(ORDER, history as never);

    expect(divergence).toMatchObject({
      eventId: 2,
      state: 'Other Charge',
      got: 'TaskStateEntered "Charge"',
      hint: expect.stringContaining('It has none that the history entered: is it the same machine?'),
    });
  });

  test.each<[string, (events: { timestamp: string }[]) => unknown]>([
    ['dates', (all) => all.map((event) => ({ ...event, timestamp: new Date(event.timestamp) }))],
    ['milliseconds', (all) => all.map((event) => ({ ...event, timestamp: Date.parse(event.timestamp) }))],
    [
      'seconds, as version 1 of the CLI prints them',
      (all) => all.map((event) => ({ ...event, timestamp: Date.parse(event.timestamp) / 1000 })),
    ],
    ['ISO texts of another zone', (all) => all.map((event) => ({ ...event, timestamp: `${event.timestamp.slice(0, -1)}000+00:00` }))],
    ['ISO texts, from the last event to the first', (all) => ({ events: [...all].reverse() })],
    ['ISO texts, as the text that PowerShell writes', (all) => `\uFEFF${JSON.stringify({ events: all })}`],
  ])('a history is of use with times as %s', async (_title, change) => {
    const all = (await events()) as { timestamp: string }[];

    const { divergence, history } = await replay(ORDER, change(all) as never);

    expect(divergence).toBeUndefined();
    expect(history.map(({ timestamp }) => timestamp.toISOString())).toEqual(all.map(({ timestamp }) => timestamp));
  });
});
