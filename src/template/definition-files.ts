import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';

/** Reads the files a template points at. Each gives undefined for a file that is not here. */
export interface DefinitionFiles {
  /** A path as the template writes it, relative to the template: SAM's `DefinitionUri`. */
  readonly local: (path: string) => string | undefined;
  /** An object in S3: an asset that `cdk synth` left in the cloud assembly. */
  readonly object: (bucket: string, key: string) => string | undefined;
}

/** No files: definitions given by file are listed with the reason why not. */
export const noFiles: DefinitionFiles = { local: () => undefined, object: () => undefined };

/** Files as a template in this folder names them, see {@link localPath}; nothing in S3. `opened` hears of each path that is read. */
export function filesIn(folder: string, opened: (path: string) => void = () => undefined): DefinitionFiles {
  const local = (path: string): string | undefined => {
    const file = localPath(folder, path);
    const text = file === undefined ? undefined : readText(file);
    if (file !== undefined && text !== undefined) opened(file);
    return text;
  };
  return { ...noFiles, local };
}

/**
 * The file that a template names by a relative path, `../` included, backslashes separate folders too. Undefined for an absolute path, a URL and
 * whatever lies outside of the project, also at the end of a symbolic link: whoever wrote the template must not choose what else is read.
 */
export function localPath(folder: string, path: string): string | undefined {
  const portable = path.replaceAll('\\', '/');
  if (portable === '' || portable.startsWith('/') || portable.startsWith('~') || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(portable))
    return undefined;
  const file = resolve(folder, portable);
  const root = projectAround(resolve(folder));
  if (!isBelow(root, file)) return undefined;
  // The project itself may stand behind a link.
  return !existsSync(file) || isBelow(realpathSync(root), realpathSync(file)) ? file : undefined;
}

function isBelow(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

/** The repository around a folder, else the working directory when the folder lies in it, else the folder above: SAM's `../statemachine` is common. */
function projectAround(folder: string): string {
  for (let at = folder; at !== dirname(at); at = dirname(at)) if (existsSync(resolve(at, '.git'))) return at;
  const cwd = process.cwd();
  return folder === cwd || folder.startsWith(cwd + sep) ? cwd : dirname(folder);
}

/** More than any template or definition has. */
const LARGEST = 64 * 1024 * 1024;

/** The text of a file, without a byte order mark; undefined when there is no such file, and for one that no definition is as large as. */
export function readText(path: string): string | undefined {
  const found = existsSync(path) ? statSync(path) : undefined;
  if (found === undefined || !found.isFile() || found.size > LARGEST) return undefined;
  const text = readFileSync(path, 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
