import { type CoveredPoint, toMermaid, toSvg } from 'drystep/render';
import { diffDefinitions, executionOverlay, testApp, testMachine } from 'drystep/testing';
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
