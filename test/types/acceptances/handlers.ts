import type { Acceptance } from './acceptance';

/** Types of handlers. */
export const handlers: readonly Acceptance[] = [
  [
    'an async handler',
    `declare const fn: (event: { id: string }) => Promise<Receipt>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { receiptId: string; at: string } }>>();`,
  ],
  [
    'a handler typed by @types/aws-lambda',
    `declare const fn: Handler<{ id: string }, { ok: boolean }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler that answers by callback',
    `declare const fn: (event: { id: string }, context: Context, callback: Callback<{ ok: boolean }>) => void;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler wrapped as middy does',
    `interface Wrapped<Event, Result> { (event: Event, context: Context, callback?: Callback<Result>): void | Promise<Result> | Result; use(plugin: unknown): Wrapped<Event, Result>; before(hook: unknown): Wrapped<Event, Result> }
declare const fn: Wrapped<{ id: string }, { ok: boolean }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types>, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
  [
    'a handler that gives nothing gives null',
    `declare const fn: (event: { id: string }) => Promise<void>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<typeof types['result'], null>>();`,
  ],
  [
    'a plain handler that gives nothing gives null',
    `declare const fn: (event: { id: string }) => void;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<typeof types['result'], null>>();`,
  ],
  [
    'what JSON leaves of a result',
    `declare const fn: () => Promise<{ when: Date; list: Date[]; method(): void; maybe?: Date; map: Map<string, string> }>;
const types = typeOf(handler<typeof fn>(lambdaFunction)); sure<Same<Flat<typeof types['result']>, { when: string; list: string[]; maybe?: string; map: Record<string, never> }>>();`,
  ],
  [
    'a handler in another language',
    `const types = typeOf(handler<{ id: string }, { ok: boolean }>(lambdaFunction)); sure<Same<typeof types, { event: { id: string }; result: { ok: boolean } }>>();`,
  ],
];
