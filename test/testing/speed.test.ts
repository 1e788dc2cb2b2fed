import 'drystep/jest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../../examples/orders/orders-stack';
import { COVERAGE_FOLDER, flushCoverage } from '../../src/testing/coverage/collector';
import { mergeParts, readParts } from '../../src/testing/coverage/parts';

const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
const folder = mkdtempSync(join(tmpdir(), 'drystep-speed-'));
const before = process.env[COVERAGE_FOLDER];

afterAll(() => {
  rmSync(folder, { recursive: true });
  if (before === undefined) delete process.env[COVERAGE_FOLDER];
  else process.env[COVERAGE_FOLDER] = before;
});

/** One execution in four ships, is refunded, waits for the manager who approves, or for one who never answers. */
async function execute(number: number): Promise<void> {
  const kind = number % 4;
  const execution = orders.start({ orderId: `o-${number}`, total: kind < 2 ? 40 : 9000 }, { mocks: kind === 1 ? REFUSED : SHIPPED });
  if (kind === 2) {
    await execution.waitingFor('Ask Manager');
    await execution.pending[0]?.succeed({ approvedBy: 'Ada' });
  } else if (kind === 3) {
    await execution.advance({ days: 7 });
  }
  await execution.result();
  if (kind === 1) expect(execution).toFailWith('OrderRejected', 'nobody delivers there');
  else expect(execution).toSucceed();
  expect(execution).toHaveVisited('Charge Card', 'Large?', ...(kind === 3 ? ['Escalate'] : ['Ship']));
  expect(execution).not.toHaveRetried('Charge Card');
  expect(execution.history.at(-1)?.type).toBe(kind === 1 ? 'ExecutionFailed' : 'ExecutionSucceeded');
  expect(execution.history.length).toBeGreaterThan(15);
}

const SHIPPED = { 'Charge Card': () => ({ Payload: { receiptId: 'r-1' } }), Ship: () => ({ Payload: { trackingId: 't-1' } }) };
const REFUSED = {
  'Charge Card': () => ({ Payload: { receiptId: 'r-1' } }),
  Ship: () => {
    throw Object.assign(new Error('nobody delivers there'), { name: 'TaskError', error: 'NoCarrier', cause: 'nobody delivers there' });
  },
  'Refund Card': () => ({ Payload: null }),
};

// How long it takes is printed with DRYSTEP_FIGURES set; the aim is a second of work.
test('500 executions of the example are read with matchers, coverage and histories', async () => {
  process.env[COVERAGE_FOLDER] = folder;
  const start = process.cpuUsage();

  for (let number = 0; number < 500; number++) await execute(number);
  flushCoverage();
  const [machine] = mergeParts(readParts(folder));

  const { user, system } = process.cpuUsage(start);
  if (process.env.DRYSTEP_FIGURES !== undefined) process.stderr.write(`500 executions: ${Math.round((user + system) / 1000)} ms\n`);
  expect(machine?.executions).toBe(500);
});
