/** A trip as the travel desk asks for it. */
export interface Trip {
  readonly tripId: string;
  readonly from: string;
  readonly to: string;
  readonly nights: number;
  readonly budget: number;
}

/** What a manager sends back with the token. */
export interface Approval {
  readonly approved: boolean;
  readonly approvedBy: string;
}

/** Books a seat. */
export async function bookFlight(event: { tripId: string; from: string; to: string }): Promise<{ flightId: string }> {
  return { flightId: `${event.from}-${event.to}-${event.tripId}` };
}

/** Books a room. */
export async function bookHotel(event: { tripId: string; city: string; nights: number }): Promise<{ hotelId: string }> {
  return { hotelId: `${event.city}-${event.nights}-${event.tripId}` };
}

/** Books a car. */
export async function bookCar(event: { tripId: string; city: string }): Promise<{ carId: string }> {
  return { carId: `${event.city}-${event.tripId}` };
}

/** Turns the bookings into tickets and an invoice. */
export async function confirmTrip(event: { flightId: string; hotelId: string; carId: string }): Promise<{ confirmationId: string }> {
  return { confirmationId: [event.flightId, event.hotelId, event.carId].join('/') };
}

/** The seat back. */
export async function cancelFlight(event: { flightId: string }): Promise<{ cancelled: string }> {
  return { cancelled: event.flightId };
}

/** The room back. */
export async function cancelHotel(event: { hotelId: string }): Promise<{ cancelled: string }> {
  return { cancelled: event.hotelId };
}

/** The car back. */
export async function cancelCar(event: { carId: string }): Promise<{ cancelled: string }> {
  return { cancelled: event.carId };
}

/** Sends the manager a link; the answer comes back with the token. */
export async function askManager(event: { token: string; tripId: string; budget: number }): Promise<void> {
  console.log(`Approve ${event.tripId} for ${event.budget}? Answer with ${event.token}`);
}
