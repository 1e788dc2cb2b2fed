import { replay } from '../../../src/interpreter';
import { ORDER, recordOrder } from './order';

describe('replay: a history that is of no use', () => {
  const events = async () => (await recordOrder()).events as object[];

  test.each<[string, (events: object[]) => unknown, string]>([
    [
      'of another machine',
      (all) => JSON.parse(JSON.stringify(all).replaceAll('"name":"', '"name":"Other ')) as object[],
      'The history belongs to another machine: it entered "Other Charge"',
    ],
    ['cut in the middle', (all) => [...all.slice(0, 4), ...all.slice(8)], 'The history is cut: event 5 is missing; after event 4 comes 9'],
    ['cut at the start', (all) => all.slice(3), 'The history is cut: event 1 is missing'],
    ['with a next token', (all) => ({ events: all, nextToken: 'AAAA' }), 'it has a nextToken'],
    ['of text that was cut', (all) => JSON.stringify(all).slice(0, 500), 'The history is no JSON'],
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
          stateEnteredEventDetails: { name: 'X' },
        },
      ],
      'comes after the end of the execution',
    ],
  ])('fails when it is one %s', async (_title, change, message) => {
    const history = change(await events());

    await expect(replay(ORDER, history as never)).rejects.toThrow(message);
  });
});
