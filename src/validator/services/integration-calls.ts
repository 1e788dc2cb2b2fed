import { type AnyStateNode, childPointer, isJsonObject, type JsonObject, ownKey } from '../../asl';
import { sdkServiceName } from '../../data';
import type { StatePlace } from '../rule-context';
import { readResource } from './read-resource';

/** A task that calls a service: which action, and with what. */
export interface IntegrationCall {
  readonly node: AnyStateNode;
  readonly state: JsonObject;
  /** True for `aws-sdk:` integrations. */
  readonly sdk: boolean;
  readonly service: string;
  readonly action: string;
  /** `Parameters` or `Arguments`; absent when there is none, or when an expression gives it. */
  readonly payload: JsonObject | undefined;
  readonly payloadPointer: string;
}

/** Every call of a service integration, direct functions and activities not included. */
export function* integrationCalls(states: readonly StatePlace[]): Iterable<IntegrationCall> {
  for (const { node, state } of states) {
    const resource = node.type === 'Task' ? ownKey(state, 'Resource') : undefined;
    const parsed = typeof resource === 'string' ? readResource(resource) : undefined;
    if (parsed?.kind !== 'sdk' && parsed?.kind !== 'integration') continue;
    const field = node.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
    const payload = ownKey(state, field);
    yield {
      node,
      state,
      sdk: parsed.kind === 'sdk',
      service: parsed.service,
      action: parsed.action,
      payload: isJsonObject(payload) ? payload : undefined,
      payloadPointer: childPointer(node.pointer, field),
    };
  }
}

/** The names a payload sets: keys without their `.$`. */
export function parameterNames({ node, payload }: IntegrationCall): { readonly key: string; readonly name: string }[] {
  return Object.keys(payload ?? {}).map((key) => ({
    key,
    name: node.queryLanguage === 'JSONPath' && key.endsWith('.$') ? key.slice(0, -2) : key,
  }));
}

/** Services whose optimised integration takes the parameters of the action of the same name in the SDK. */
const SDK_TWINS: ReadonlySet<string> = new Set(
  'athena batch codebuild databrew dynamodb ecs emr-containers emr-serverless events glue lambda mediaconvert sagemaker sns sqs states'.split(
    ' ',
  ),
);

/** The service of the SDK models whose action a call makes, or undefined when the integration has parameters of its own. */
export function modelOf({ sdk, service }: Pick<IntegrationCall, 'sdk' | 'service'>): string | undefined {
  if (sdk) return service;
  return SDK_TWINS.has(service) ? sdkServiceName(service) : undefined;
}
