import { execute, logEvents } from '../../src/interpreter';

// The developer guide, Using CloudWatch Logs: escaped input or output over 248 KiB is truncated, which inputDetails and outputDetails tell. The API
// reference says of the same field that it is always false in a history.
const MOST = 248 * 1024;
const DEFINITION = { StartAt: 'P', States: { P: { Type: 'Pass', Result: 1, End: true } } };

async function logged(text: string, includeExecutionData = true) {
  const { history } = await execute(DEFINITION, { input: { a: text } });
  const [started] = logEvents(history, { level: 'ALL', includeExecutionData, executionArn: 'arn' });
  return { details: started!.details, event: history[0]!.executionStartedEventDetails! };
}

describe('payloads in CloudWatch Logs', () => {
  test('stay whole up to 248 KiB', async () => {
    // {"a":"..."} has eight characters around the text, and four of them are escaped.
    const { details } = await logged('x'.repeat(MOST - 12));

    expect(details).toMatchObject({ input: expect.stringMatching(/"}$/), inputDetails: { truncated: false } });
  });

  test('are truncated beyond, and the history stays whole', async () => {
    const { details, event } = await logged('x'.repeat(MOST - 11));

    expect(details).toMatchObject({ input: expect.stringMatching(/^{"a":"x+"$/), inputDetails: { truncated: true } });
    expect(event).toMatchObject({ input: expect.stringMatching(/"}$/), inputDetails: { truncated: false } });
  });

  test('are measured as they are escaped, in bytes', async () => {
    const { details } = await logged('"€😀'.repeat(25_000));
    const { input } = details as { input: string };

    expect(details.inputDetails).toEqual({ truncated: true });
    expect(Buffer.byteLength(JSON.stringify(input)) - 2).toBeLessThanOrEqual(MOST);
    expect(Buffer.byteLength(JSON.stringify(input)) - 2).toBeGreaterThan(MOST - 8);
    expect(input).not.toMatch(/[\ud800-\udbff]$/);
  });

  test('are absent without execution data', async () => {
    const { details } = await logged('x'.repeat(MOST), false);

    expect(details).not.toHaveProperty('input');
    expect(details).not.toHaveProperty('inputDetails');
  });
});
