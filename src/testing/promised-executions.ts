import { perRealm } from './per-realm';

const KEY = Symbol.for('drystep.promisedExecutions');

/** One per realm, whatever copies of modules there are. */
function promised(): WeakSet<object> {
  return perRealm(KEY, (): WeakSet<object> => new WeakSet());
}

/** Notes a promise of an execution, and returns it. */
export function notePromised<Result>(promise: Promise<Result>): Promise<Result> {
  promised().add(promise);
  return promise;
}

/** Tells whether a value is the promise that `execute()` returned. */
export function isPromised(value: unknown): boolean {
  return typeof value === 'object' && value !== null && promised().has(value);
}
