import { answer, type TestExecution, testApp, testMachine } from 'drystep/testing';
import { OrdersStack } from '../orders/orders-stack';
import { stock } from './stock';

export const orders = testMachine(new OrdersStack(testApp(), 'Orders'));
orders.mock('Charge Card').returnsPayload({ receiptId: 'r-1' });
orders.mock('Ship').returnsPayload({ trackingId: 't-1' });
orders.mock('Refund Card').returnsPayload({ refunded: true });

export interface Executions {
  /** An order that went well. */
  readonly shipped: TestExecution;
  /** One that nobody can ship: the card is refunded. */
  readonly rejected: TestExecution;
  /** One with variables. */
  readonly counted: TestExecution;
}

export async function executions(): Promise<Executions> {
  const shipped = await orders.execute({ orderId: 'o-1', total: 40 });

  const unshippable = orders.with({ Ship: answer.fails('NoCarrier', 'nobody delivers there') });
  const rejected = await unshippable.execute({ orderId: 'o-2', total: 40 });

  const counted = await stock.execute({ left: 7 });
  return { shipped, rejected, counted };
}
