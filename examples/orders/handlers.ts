/** An order as the shop sends it. */
export interface Order {
  readonly orderId: string;
  readonly total: number;
}

/** What the payment provider answers. */
export interface Receipt {
  readonly receiptId: string;
}

/** Charges the customer's card. */
export async function charge(event: { orderId: string; amount: number }): Promise<Receipt> {
  return { receiptId: `receipt-for-${event.orderId}` };
}

/** Sends the approval link to a manager; the answer comes back with the token. */
export async function ask(event: { token: string; total: number }): Promise<void> {
  console.log(`approve ${event.total} with ${event.token}`);
}

/** Hands the parcel to a carrier. */
export async function ship(event: { receipt: string }): Promise<{ trackingId: string }> {
  return { trackingId: `parcel-of-${event.receipt}` };
}

/** The money back. */
export async function refund(event: { receipt: string }): Promise<{ refunded: boolean }> {
  return { refunded: event.receipt !== '' };
}

/** What a manager sends back with the token. */
export interface Approval {
  readonly approvedBy: string;
}
