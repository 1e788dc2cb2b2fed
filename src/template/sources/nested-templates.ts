import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject, type JsonObject, ownKey } from '../../asl';
import type { MissingTemplate, NestedStack } from '../create-stack-scope';
import { localPath, readText } from '../definition-files';
import { isOpen } from '../functions/open-value';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';
import { includedFile } from './included-file';
import { withIncludes } from './included-files';
import { isTemplate } from './is-template';
import { parseSource, type TextPlace } from './parse-source';
import type { Repeats } from './repeats';

/**
 * A function that finds the template of a nested stack among the files beside the template: `TemplateURL` of CloudFormation before
 * `aws cloudformation package`, `Location` of SAM, or the asset that the CDK names. Undefined for one that lies elsewhere.
 */
export function nestedTemplates(
  place: TextPlace,
  opened: (file: string) => void,
  repeats: Repeats,
): (logicalId: string, resource: JsonObject, parent: StackScope) => NestedStack | MissingTemplate | undefined {
  const read = new Map<string, JsonObject | undefined>();
  return (logicalId, resource, parent) => {
    const folder = parent.file === undefined ? place.folder : dirname(parent.file);
    const named = templateNamed(resource, parent);
    const file = named === undefined ? undefined : localPath(folder, named.path);
    if (named === undefined || file === undefined) return undefined;
    if (!read.has(file)) read.set(file, templateIn(file, place, opened, repeats));
    const template = read.get(file);
    // The folder of a template that is not a file is not known.
    const isCertain = place.file !== undefined && !named.isOpen && !existsSync(file);
    if (template === undefined) return isCertain ? { missing: named.path, property: named.property } : undefined;
    opened(file);
    const stackPath = parent.stackPath === undefined ? logicalId : `${parent.stackPath}/${logicalId}`;
    return { template, file, options: { stackPath } };
  };
}

interface NamedTemplate {
  readonly path: string;
  readonly property: string;
  /** True where a deployment may bring another path. */
  readonly isOpen: boolean;
}

function templateNamed(resource: JsonObject, parent: StackScope): NamedTemplate | undefined {
  const { Metadata: metadata, Properties: properties } = resource;
  const property = resource.Type === 'AWS::Serverless::Application' ? 'Location' : 'TemplateURL';
  const asset = isJsonObject(metadata) ? ownKey(metadata, 'aws:asset:path') : undefined;
  if (typeof asset === 'string') return { path: asset, property, isOpen: true };
  const location = isJsonObject(properties) ? (ownKey(properties, 'TemplateURL') ?? ownKey(properties, 'Location')) : undefined;
  const path = location === undefined ? undefined : resolve(location, parent);
  return typeof path === 'string' ? { path, property, isOpen: isOpen(location, parent) } : undefined;
}

function templateIn(file: string, place: TextPlace, opened: (file: string) => void, repeats: Repeats): JsonObject | undefined {
  const text = readText(file);
  if (text === undefined) return undefined;
  const own = { ...place, folder: dirname(file), file, what: file };
  const { value = null } = repeats.heard(parseSource(text, own), file);
  return isTemplate(value) ? withIncludes(value, includedFile(own, opened, repeats)) : undefined;
}
