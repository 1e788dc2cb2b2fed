import type { RefusalText } from './messages';

/** An exception of the TestState API: `name` and `code` are AWS's. */
export interface Refusal extends Error {
  readonly code: string;
}

/** Throws the exception with which the API answers a request it does not carry out. */
export function refuse({ code, message }: RefusalText): never {
  throw Object.assign(new Error(message), { name: code, code });
}
