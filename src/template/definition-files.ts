import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Reads the files a template points at. Each gives undefined for a file that is not here. */
export interface DefinitionFiles {
  /** A path as the template writes it, relative to the template: SAM's `DefinitionUri`. */
  readonly local: (path: string) => string | undefined;
  /** An object in S3: an asset that `cdk synth` left in the cloud assembly. */
  readonly object: (bucket: string, key: string) => string | undefined;
}

/** No files: definitions given by file are listed with the reason why not. */
export const noFiles: DefinitionFiles = { local: () => undefined, object: () => undefined };

/** Files below a template's folder; nothing in S3. Backslashes separate folders too. */
export function filesIn(folder: string): DefinitionFiles {
  return { ...noFiles, local: (path) => readText(resolve(folder, path.replaceAll('\\', '/'))) };
}

/** The text of a file, without a byte order mark; undefined when there is no such file. */
export function readText(path: string): string | undefined {
  if (!existsSync(path) || !statSync(path).isFile()) return undefined;
  const text = readFileSync(path, 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
