import { dirname } from 'node:path';
import { isJsonObject, type JsonObject, ownKey } from '../../asl';
import type { NestedStack } from '../create-stack-scope';
import { localPath, readText } from '../definition-files';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';
import { isTemplate } from './is-template';
import { parseSource, type TextPlace } from './parse-source';

/**
 * A function that finds the template of a nested stack among the files beside the template: `TemplateURL` of CloudFormation before
 * `aws cloudformation package`, `Location` of SAM, or the asset that the CDK names. Undefined for one that lies elsewhere.
 */
export function nestedTemplates(
  place: TextPlace,
  opened: (file: string) => void,
): (logicalId: string, resource: JsonObject, parent: StackScope) => NestedStack | undefined {
  const read = new Map<string, JsonObject | undefined>();
  return (logicalId, resource, parent) => {
    const folder = parent.file === undefined ? place.folder : dirname(parent.file);
    const file = fileOf(resource, parent, folder);
    if (file === undefined) return undefined;
    if (!read.has(file)) read.set(file, templateIn(file, place));
    const template = read.get(file);
    if (template === undefined) return undefined;
    opened(file);
    const stackPath = parent.stackPath === undefined ? logicalId : `${parent.stackPath}/${logicalId}`;
    return { template, file, options: { stackPath } };
  };
}

function fileOf(resource: JsonObject, parent: StackScope, folder: string): string | undefined {
  const { Metadata: metadata, Properties: properties } = resource;
  const asset = isJsonObject(metadata) ? ownKey(metadata, 'aws:asset:path') : undefined;
  const location = isJsonObject(properties) ? (ownKey(properties, 'TemplateURL') ?? ownKey(properties, 'Location')) : undefined;
  const named = typeof asset === 'string' ? asset : location === undefined ? undefined : resolve(location, parent);
  return typeof named === 'string' ? localPath(folder, named) : undefined;
}

function templateIn(file: string, place: TextPlace): JsonObject | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const { value = null } = parseSource(text, { ...place, folder: dirname(file), file, what: file });
  return isTemplate(value) ? value : undefined;
}
