/** Charges a card. */
export async function charge(event: { orderId: string; amount: number }): Promise<{ receiptId: string }> {
  return { receiptId: `${event.orderId}-${event.amount}` };
}

/** Hands the parcel to a carrier. */
export async function ship(event: { orderId: string }): Promise<{ trackingId: string }> {
  return { trackingId: `parcel-${event.orderId}` };
}

/** The money back. */
export async function refund(event: { receiptId: string }): Promise<void> {
  console.log(`refunded ${event.receiptId}`);
}
