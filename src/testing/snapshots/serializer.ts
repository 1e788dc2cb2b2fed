/** A snapshot serializer of jest and vitest. */
export interface SnapshotSerializer {
  /** Tells values that it prints. */
  test(value: unknown): boolean;
  serialize(value: unknown, config: unknown, indentation: string): string;
}
