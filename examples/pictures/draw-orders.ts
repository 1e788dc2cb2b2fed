import { type CoveredPoint, toHtml, toMermaid, toReport, toSvg } from 'drystep/render';
import { diffDefinitions, executionOverlay, reportData, testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';

export const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
orders.mock('Ship').fails('NoCarrier', 'nobody delivers there');
orders.mock('Refund Card').returnsPayload({ refunded: true });

/** The workflow as it is deployed. */
export function drawDefinition(): string {
  return toSvg(orders, undefined, { title: 'Orders' });
}

/** The same as text that GitHub draws. */
export function drawFlowChart(): string {
  return toMermaid(orders);
}

/** One run of it: an order that nobody can ship. */
export async function drawExecution(): Promise<string> {
  const execution = await orders.execute({ orderId: 'o-1', total: 40 });

  return toSvg(orders, executionOverlay(orders, execution));
}

/** What tests reached, from the text of `coverage/drystep/coverage.json`. */
export function drawCoverage(report: string): string[] {
  const machines: { name: string; definition: object; points: CoveredPoint[] }[] = JSON.parse(report).machines;

  return machines.map(({ name, definition, points }) => toSvg(definition, { kind: 'coverage', points }, { title: name }));
}

/** What a pull request changes: `before` is the definition of the branch that it goes to. */
export function drawDifference(before: object): string {
  return toSvg(orders, diffDefinitions(before, orders).overlay);
}

/** A page for a review of the design. */
export function drawPage(): string {
  return toHtml(orders, undefined, { title: 'Orders' });
}

/** A page of executions: of two orders. */
export async function drawReport(): Promise<string> {
  const small = await orders.execute({ orderId: 'o-1', total: 40 });
  const large = await orders.execute({ orderId: 'o-2', total: 9000 });

  return toReport(
    reportData([
      { machine: orders, execution: small, title: 'An order that nobody ships' },
      { machine: orders, execution: large, title: 'A large order that nobody answers' },
    ]),
  );
}
