import type { JsonObject, JsonValue } from '../../asl';

/** Variables of one `States` map. Inner scopes read outer ones; nobody sees a sibling's. */
export class VariableScope {
  private values: Map<string, JsonValue> | undefined;

  constructor(
    /** Whose variables they are. */
    readonly owner: object,
    private readonly outer: VariableScope | undefined,
  ) {}

  /** The value of a variable, from the nearest scope that has it. */
  lookup(name: string): JsonValue | undefined {
    for (let scope: VariableScope | undefined = this; scope !== undefined; scope = scope.outer) {
      const value = scope.values?.get(name);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** Stores all variables of one Assign at once. */
  assign(values: JsonObject): void {
    this.values ??= new Map();
    for (const name of Object.keys(values)) this.values.set(name, values[name] as JsonValue);
  }

  /** The variables stored in it. */
  own(): JsonObject {
    return Object.fromEntries(this.values ?? []);
  }

  /** Every variable in sight, nearest first. */
  visible(): Record<string, JsonValue> {
    const all: Record<string, JsonValue> = this.outer?.visible() ?? {};
    if (this.values !== undefined) for (const [name, value] of this.values) all[name] = value;
    return all;
  }
}
