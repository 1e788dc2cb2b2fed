import { isJsonObject, isPromise, isServiceResource, type JsonObject, type JsonValue, parseResource } from '../../asl';
import { type TaskCall, TaskError } from '../../interpreter';
import { type Operation, REQUEST_SHAPES } from '../requests/request-shapes';
import type { Service } from '../service/service';
import { asServiceProblem } from '../service-problem';
import { callOperation } from './index';

/** Answers a task that calls Step Functions (`aws-sdk:sfn:*`) by this server; undefined for any other. Starting machines is the engine's. */
export function answerOwnCall(service: Service, call: TaskCall): JsonValue | Promise<JsonValue> | undefined {
  const resource = parseResource(call.resource);
  if (!isServiceResource(resource) || resource.kind !== 'sdk' || resource.service !== 'sfn' || resource.pattern !== 'requestResponse')
    return undefined;
  const operation = capital(resource.action);
  if (!Object.hasOwn(REQUEST_SHAPES, operation)) return undefined;
  const request = isJsonObject(call.input) ? renamed(call.input, uncapital) : {};
  const failed = (thrown: unknown): never => {
    const problem = asServiceProblem(thrown);
    if (problem === undefined) throw thrown;
    throw new TaskError(`Sfn.${problem.name}${problem.name.endsWith('Exception') ? '' : 'Exception'}`, problem.message);
  };
  try {
    const answer = callOperation(service, operation as Operation, request, { hungUp: () => new AbortController().signal });
    return isPromise(answer) ? answer.then((given) => renamed(given, capital), failed) : renamed(answer, capital);
  } catch (thrown) {
    return failed(thrown);
  }
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
const uncapital = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

/** A task spells members with a capital, the API without. */
function renamed(value: JsonObject, rename: (name: string) => string): JsonObject {
  const inside = (member: JsonValue): JsonValue =>
    Array.isArray(member) ? (member as JsonValue[]).map(inside) : isJsonObject(member) ? renamed(member, rename) : member;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), inside(member)]));
}
