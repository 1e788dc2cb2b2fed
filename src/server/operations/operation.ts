import type { JsonObject } from '../../asl';
import type { HangUp } from '../service/activities';
import type { Service } from '../service/service';

/** One request, beside its parameters. */
export interface RequestScene {
  /** Tells when the client hangs up. */
  readonly hungUp: () => HangUp;
  /** The trace that the client names in a header of its own. */
  readonly traceHeader?: string | undefined;
}

/** Answers one operation: takes a request that fits its shape, and gives the members of the answer. Throws what the service would answer. */
export type OperationHandler = (service: Service, request: JsonObject, scene: RequestScene) => JsonObject | Promise<JsonObject>;

/** A member that a checked request has, or may have. */
export function requestText(request: JsonObject, member: string): string {
  return request[member] as string;
}

export function optionalText(request: JsonObject, member: string): string | undefined {
  return request[member] as string | undefined;
}

/** Seconds since the epoch, as JSON of the service has dates. */
export function seconds(date: Date): number {
  return date.getTime() / 1000;
}

/** The same of a date that may be absent. */
export function optionalSeconds(date: Date | undefined): number | undefined {
  return date === undefined ? undefined : seconds(date);
}

/** Members that there are. */
export function present(members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  const there: Record<string, JsonObject[string]> = {};
  // Names of members are our own, and none of them is `__proto__`.
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) there[name] = value;
  }
  return there;
}
