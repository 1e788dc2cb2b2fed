import { dirname } from 'node:path';
import { childPointer, isJsonObject, ownKey, type SourcePosition } from '../../asl';
import { localPath } from '../definition-files';
import type { ExtractedStateMachine } from '../extract-state-machines';
import type { TemplateStack } from '../read-template';
import { locateInSource } from './locate-in-source';

/** A place in a file. */
export interface SourcePlace extends SourcePosition {
  readonly file: string;
}

/** The places of JSON pointers into the template of a machine, by pointer; those that nobody knows are absent. */
export function placesInTemplate(
  { templateFile }: TemplateStack,
  pointers: readonly string[],
  folders: readonly string[],
): ReadonlyMap<string, SourcePlace> {
  return templateFile === undefined ? new Map() : placed(templateFile, locateInSource(templateFile, pointers, folders));
}

/** The same of pointers into the definition of a machine, which stands in its template or in a file that the template names. */
export function placesInDefinition(
  { templateFile, scope }: TemplateStack,
  { logicalId, givenBy }: ExtractedStateMachine,
  pointers: readonly string[],
  folders: readonly string[],
): ReadonlyMap<string, SourcePlace> {
  if (templateFile === undefined || givenBy === undefined) return new Map();
  const resources = ownKey(scope.template, 'Resources');
  const resource = isJsonObject(resources) ? ownKey(resources, logicalId) : undefined;
  const properties = isJsonObject(resource) ? ownKey(resource, 'Properties') : undefined;
  const uri = givenBy === 'DefinitionUri' && isJsonObject(properties) ? ownKey(properties, givenBy) : undefined;
  const file = typeof uri === 'string' ? localPath(dirname(templateFile), uri) : undefined;
  const own = file === undefined ? undefined : placed(file, locateInSource(file, pointers, folders));
  if (own !== undefined && own.size > 0) return own;
  const base = childPointer(`${childPointer('/Resources', logicalId)}/Properties`, givenBy);
  const whole = locateInSource(
    templateFile,
    pointers.map((pointer) => base + pointer),
    folders,
  );
  return placed(
    templateFile,
    new Map(
      pointers.flatMap((pointer) => {
        const position = whole.get(base + pointer);
        return position === undefined ? [] : [[pointer, position] as const];
      }),
    ),
  );
}

function placed(file: string, positions: ReadonlyMap<string, SourcePosition>): ReadonlyMap<string, SourcePlace> {
  return new Map([...positions].map(([pointer, position]) => [pointer, { file, ...position }]));
}
