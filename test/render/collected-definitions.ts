import { basename } from 'node:path';
import { type JsonObject, parseDefinition } from '../../src/asl';
import { extractStateMachines } from '../../src/template';
import { sharedCases } from '../shared-data';

/** A definition that somebody published, by the name of its case. */
export interface CollectedDefinition {
  readonly name: string;
  readonly definition: JsonObject;
}

/** Every definition of a folder of definitions, and every one that parses of a folder of templates. */
export function collectedDefinitions(valid: string, templates: string): CollectedDefinition[] {
  return [
    ...sharedCases(valid).map(({ file, content }) => ({ name: basename(file, '.json'), definition: content.definition as JsonObject })),
    ...sharedCases(templates).flatMap(({ file, content }) => {
      const texts = new Map(Object.entries((content['files'] ?? {}) as Record<string, string>));
      const machines = extractStateMachines(content['template'] as JsonObject, {
        files: { local: (path) => texts.get(path), object: () => undefined },
      });
      return machines.flatMap(({ logicalId, definition }) =>
        definition !== undefined && parseDefinition(definition).ok
          ? [{ name: `${basename(file, '.json')} ${logicalId}`, definition: definition as JsonObject }]
          : [],
      );
    }),
  ];
}
