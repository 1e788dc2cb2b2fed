import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../asl';
import type { SourceLocation } from '../extract-state-machines';
import { portable } from './read-json';

/** What a stack's metadata tells of one construct. */
export interface ConstructMetadata {
  readonly path: string;
  readonly logicalId?: string;
  /** Set on stacks: the file of their template. */
  readonly templateFile?: string;
  readonly source?: SourceLocation;
}

/** The metadata of a stack: in the manifest, or since 2026 in a file of its own; keys are paths with a slash in front. */
export function readConstructMetadata(metadata: JsonValue | undefined): readonly ConstructMetadata[] {
  return Object.entries(isJsonObject(metadata) ? metadata : {}).map(([key, entries]) => {
    const list = isJsonArray(entries) ? entries.filter((entry): entry is JsonObject => isJsonObject(entry)) : [];
    const dataOf = (type: string): JsonValue | undefined => list.find((entry) => entry.type === type)?.data;
    const logicalId = dataOf('aws:cdk:logicalId');
    const templateFile = dataOf('aws:cdk:templateFile');
    const source = sourceOf(dataOf('aws:cdk:creationStack')) ?? sourceOf(list.find((entry) => Array.isArray(entry.trace))?.trace);
    return {
      path: key.replace(/^\//, ''),
      ...(typeof logicalId === 'string' ? { logicalId } : {}),
      ...(typeof templateFile === 'string' ? { templateFile: portable(templateFile) } : {}),
      ...(source === undefined ? {} : { source }),
    };
  });
}

/** The first frame of a stack trace that is neither a package nor Node itself: `new Orders (/app/lib/orders.ts:12:5)`. */
export function sourceOf(frames: JsonValue | undefined): SourceLocation | undefined {
  for (const frame of isJsonArray(frames) ? frames : []) {
    if (typeof frame !== 'string' || /[\\/]node_modules[\\/]|^\.\.\.|\bnode:/.test(frame)) continue;
    const trimmed = frame.trim().replace(/\)$/, '');
    const location = trimmed.slice(trimmed.lastIndexOf('(') + 1).replace(/^at (?:async )?/, '');
    const [, line, column] = /:(\d{1,9}):(\d{1,9})$/.exec(location) ?? [];
    if (line === undefined || column === undefined) continue;
    const file = location.slice(0, -`:${line}:${column}`.length).replace(/^file:\/\/(?:\/(?=[A-Za-z]:))?/, '');
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
