import {
  editDistance,
  type IntegrationPattern,
  isServiceResource,
  nearestName,
  OPTIMISED_INTEGRATIONS,
  parseResource,
  type ServiceResource,
  SYNC_2,
} from '../asl';
import { hasServices, serviceNames } from './load-service';
import { serviceActions } from './service-actions';

/** What is wrong with a call of the SDK: a name that is misspelt, or one that the models do not have. */
export interface UnknownSdkCall {
  readonly problem: string;
  /** The name that was meant. */
  readonly nearest: string | undefined;
  /** Whether it is that name but for a slip. Another name may be new: services grow. */
  readonly isMisspelt: boolean;
}

/** What stands in a `Resource` for each pattern. */
const WRITTEN: Readonly<Record<IntegrationPattern, string>> = {
  requestResponse: 'request-response',
  runJob: '.sync',
  waitForCallback: '.waitForTaskToken',
};

/** The hint for an integration or a pattern that AWS does not have; undefined where it has it. Actions of the SDK are not looked at. */
export function unknownIntegration(resource: ServiceResource): string | undefined {
  if (resource.kind === 'sdk') return unknownPattern(resource, ['requestResponse', 'waitForCallback']);
  const { service, action } = resource;
  const actions = OPTIMISED_INTEGRATIONS.get(service);
  if (!actions) {
    const nearest = nearestName(service, OPTIMISED_INTEGRATIONS.keys());
    return nearest === undefined
      ? `use "aws-sdk:${service}:${action}" for a call without an optimised integration`
      : `did you mean "${nearest}"?`;
  }
  const patterns = actions.get(action);
  if (patterns) return unknownPattern(resource, patterns);
  const nearest = nearestName(action, actions.keys());
  return nearest === undefined
    ? `${service} has ${[...actions.keys()].join(', ')}; use "aws-sdk:${service}:${action}" for other calls`
    : `did you mean "${nearest}"?`;
}

function unknownPattern(
  { service, action, suffix, pattern }: ServiceResource,
  patterns: readonly IntegrationPattern[],
): string | undefined {
  if (pattern === undefined) return `the text after the dot is ".sync", ".sync:2" or ".waitForTaskToken", not ".${suffix}"`;
  // Others than startExecution take `.sync:2` as well in older definitions, so only a missing job pattern is refused.
  if (suffix === 'sync:2' && `${service}:${action}` !== SYNC_2 && !patterns.includes('runJob')) return `only ${SYNC_2} has ".sync:2"`;
  return patterns.includes(pattern)
    ? undefined
    : `${service}:${action} has no ".${suffix}": it supports ${patterns.map((name) => WRITTEN[name]).join(', ')}`;
}

/** What is wrong with a service or an action of the SDK; undefined where the models have both. */
export function unknownSdkCall(service: string, action: string): UnknownSdkCall | undefined {
  const actions = serviceActions(service);
  if (actions === undefined) return misspelt(`there is no service "${service}" in the SDK`, service, serviceNames());
  return actions.has(action) ? undefined : misspelt(`the service "${service}" has no action "${action}"`, action, actions);
}

function misspelt(problem: string, name: string, candidates: Iterable<string>): UnknownSdkCall {
  const nearest = nearestName(name, candidates);
  return { problem, nearest, isMisspelt: nearest !== undefined && editDistance(name.toLowerCase(), nearest.toLowerCase(), 3) <= 2 };
}

const MOST_KEPT = 2_000;
const kept = new Map<string, string | undefined>();

/** The hint for a `Resource` of which AWS surely knows nothing, so that no machine with it can be deployed. Undefined for all others. */
export function unknownCall(resource: string): string | undefined {
  if (kept.has(resource)) return kept.get(resource);
  if (kept.size >= MOST_KEPT) kept.clear();
  const hint = judged(resource);
  kept.set(resource, hint);
  return hint;
}

function judged(resource: string): string | undefined {
  const parsed = parseResource(resource);
  // What a script fills in later may be anything.
  if (!isServiceResource(parsed) || parsed.service === 'stateMachine' || /[${<%@#]/.test(resource)) return undefined;
  const hint = unknownIntegration(parsed);
  if (hint !== undefined || parsed.kind !== 'sdk' || parsed.action === '' || !hasServices()) return hint;
  const unknown = unknownSdkCall(parsed.service, parsed.action);
  return unknown?.isMisspelt === true ? `did you mean "${unknown.nearest}"?` : undefined;
}
