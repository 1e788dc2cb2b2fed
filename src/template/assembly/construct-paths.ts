import { nestedStackPath } from '../construct-name';

/** A resource's place in the construct tree. */
export interface PlacedResource {
  readonly path: string;
  readonly logicalId: string;
}

/** Paths of one stack's resources by logical id; those of nested stacks are theirs, as logical ids repeat between templates. */
export function pathsOfStack(resources: readonly PlacedResource[], stackPath: string): ReadonlyMap<string, string> {
  const inside = resources.filter(({ path }) => stackPath === '' || path.startsWith(`${stackPath}/`));
  const nested = new Set(inside.map(({ path }) => nestedStackPath(path)).filter((path) => path !== undefined && path !== stackPath));
  const paths = new Map<string, string>();
  for (const { path, logicalId } of inside) {
    if (!ancestors(path).some((ancestor) => nested.has(ancestor))) paths.set(logicalId, path);
  }
  return paths;
}

function ancestors(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.slice(0, -1).map((_, index) => segments.slice(0, index + 1).join('/'));
}
