/** A name that AWS would take for a machine, made of what the source calls it. */
export function deployableName(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, 80);
}
