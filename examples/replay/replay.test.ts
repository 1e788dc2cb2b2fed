import 'drystep/jest';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from 'drystep/interpreter';
import { testMachine } from 'drystep/testing';

// aws stepfunctions get-execution-history --execution-arn ARN --include-execution-data > history.json
const history = readFileSync(join(__dirname, 'history.json'), 'utf8');

const billing = testMachine(join(__dirname, 'billing.asl.json'));

test('running executions go on as they began', async () => {
  const { divergence } = await replay(billing.definition, history);

  expect(divergence).toBeUndefined();
});

test('a change that running executions would notice is told, with the event and the state', async () => {
  const changed = JSON.parse(JSON.stringify(billing.definition).replace('"Seconds":60', '"Seconds":3600')) as object;

  const { matches, divergence } = await replay(changed, history);

  expect(matches).toBe(false);
  expect(divergence?.message).toBe(
    'The replay diverges at event 11 at state "Cool Down": after expected 60 s, got 3600 s. Hint: check Seconds or Timestamp of the state.',
  );
});

test('what no history tells is listed', async () => {
  const { matches, unchecked } = await replay(billing.definition, history, { times: false });

  expect(matches).toBe(true);
  expect(unchecked).toEqual([{ what: 'times', state: undefined }]);
});
