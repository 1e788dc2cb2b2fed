import { firstIn, isServiceResource, parseResource } from '../../asl';
import { type NamedResource, type ResourceDirectory, serverlessFunctionKey } from '../../template';
import type { StateFact } from '../machine-view/machine-states';

/**
 * The names of what a task calls, those that people use first: the path or logical id of a resource, its name, its ARN and URL. What is in no template is known by
 * what the definition says: the name of a function is in its ARN.
 */
export function calledNames({ identifiers, named }: StateFact, resources: ResourceDirectory | undefined): readonly string[] {
  const known = identifiers.flatMap((text) => resources?.byValue(text) ?? []);
  const said = named.filter((text) => !isIntegration(text));
  return [...new Set([...known.flatMap(namesOfResource), ...said.flatMap((text) => [...shortNames(text), text])])];
}

/** The resources that a key names. */
export function resourcesNamed(key: string, resources: ResourceDirectory | undefined): readonly NamedResource[] {
  return (resources?.all ?? []).filter((resource) => namesOfResource(resource).includes(key));
}

function namesOfResource({ constructPath, logicalId, name, arn, ref }: NamedResource): readonly string[] {
  return [constructPath, logicalId, serverlessFunctionKey(logicalId, name), name, arn, ref].filter((each) => each !== undefined);
}

/** The ARN of an integration names what is done, and not to what. */
function isIntegration(text: string): boolean {
  return /^arn:[^:]*:states:::/.test(text);
}

/** The name in an ARN, in the URL of a queue, in a placeholder, or in the name and version of a function; that of a function without its version or alias too. */
export function shortNames(text: string): readonly string[] {
  const [, name] = /^(?:\d{12}:)?(?:function:)?([\w-]+):[\w$-]+$/.exec(text) ?? [];
  if (name !== undefined) return [name];
  const [, url] = /^https:\/\/[^/]+\/\d*\/([^/]+)$/.exec(text) ?? [];
  if (url !== undefined) return [url];
  const [, placeholder] = /^\$\{\s*([\w.-]+)\s*\}$/.exec(text) ?? [];
  if (placeholder !== undefined) return [placeholder];
  const [arn, , service = '', , , ...rest] = text.split(':');
  if (arn !== 'arn' || rest.length === 0) return [];
  const [kind = '', ...parts] = rest;
  if (parts.length > 0) return service === 'lambda' ? [firstIn(parts), ...(parts.length > 1 ? [parts.join(':')] : [])] : [parts.join(':')];
  return [kind.slice(kind.indexOf('/') + 1)];
}

/** Whether a text of a task, which calls a service, is the name of what an ARN stands for: tables, buckets and buses are called by name. */
export function isNamedBy(text: string, arn: string, resource: string | undefined): boolean {
  if (!arn.startsWith('arn:') || text.startsWith('arn:') || serviceOf(resource ?? '') !== arn.split(':')[2]) return false;
  const [, region, account] = /^https:\/\/sqs\.([^.]+)\.[^/]+\/(\d+)\//.exec(text) ?? [];
  if (region !== undefined && !arn.startsWith(`arn:aws:sqs:${region}:${account}:`)) return false;
  return shortNames(arn).includes(shortNames(text)[0] ?? text);
}

function serviceOf(resource: string): string {
  const call = parseResource(resource);
  if (!isServiceResource(call)) return '';
  return call.kind === 'sdk' && call.service === 'eventbridge' ? 'events' : call.service;
}
