import { existsSync, readdirSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { isJsonObject, type JsonObject } from '../../asl';
import { inAssembly } from './inside-assembly';
import { readJson } from './read-json';

/** Finds the file in the assembly that `cdk deploy` would upload under a key; undefined when no asset has it. */
export type AssetFiles = (objectKey: string) => string | undefined;

/**
 * The file assets of an assembly, by object key: from its asset manifests, or by the hash in CDK's file names where there is none.
 *
 * @param anywhere whether assets may lie outside of the assembly, where the CDK has not copied them into it
 */
export function assetFiles(folder: string, manifests: readonly string[], anywhere: boolean): AssetFiles {
  const byKey = new Map<string, string>();
  for (const manifest of manifests) {
    const files = readJson(inAssembly(folder, manifest))?.files;
    for (const asset of Object.values(isJsonObject(files) ? files : {})) {
      if (!isJsonObject(asset) || !isJsonObject(asset.source) || typeof asset.source.path !== 'string') continue;
      const { path } = asset.source;
      const file = anywhere ? resolve(folder, path) : inAssembly(folder, path);
      for (const key of objectKeys(asset)) byKey.set(key, file).set(posix.basename(key), file);
    }
  }
  return (objectKey) => byKey.get(objectKey) ?? byKey.get(posix.basename(objectKey)) ?? byHash(folder, posix.basename(objectKey));
}

function objectKeys(asset: JsonObject): readonly string[] {
  const destinations = Object.values(isJsonObject(asset.destinations) ? asset.destinations : {});
  return destinations.flatMap((destination) =>
    isJsonObject(destination) && typeof destination.objectKey === 'string' ? [destination.objectKey] : [],
  );
}

function byHash(folder: string, objectName: string): string | undefined {
  const hash = objectName.split('.')[0] ?? '';
  if (hash === '' || !existsSync(folder)) return undefined;
  const name = readdirSync(folder).find((file) => file.startsWith(`asset.${hash}`));
  return name === undefined ? undefined : join(folder, name);
}
