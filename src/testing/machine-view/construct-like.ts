/** A construct of the CDK, as far as the harness looks at it: any version's fits, and none is loaded. */
export interface ConstructLike {
  readonly node: {
    readonly path: string;
    readonly id: string;
    readonly root: unknown;
    readonly scopes: readonly unknown[];
  };
}

/** A construct with what the harness reads of its node. */
export interface ConstructNode {
  readonly path: string;
  readonly id: string;
  readonly root: ConstructLike;
  readonly scopes: readonly ConstructLike[];
  readonly defaultChild?: unknown;
  readonly metadata: readonly { readonly type: string; readonly data: unknown; readonly trace?: readonly string[] }[];
  findAll(): readonly ConstructLike[];
}

/** Tells a construct from other objects, whichever copy of `constructs` made it. */
export function isConstructLike(value: unknown): value is ConstructLike {
  if (typeof value !== 'object' || value === null || !('node' in value)) return false;
  const { node } = value as { node: unknown };
  return typeof node === 'object' && node !== null && typeof (node as { path?: unknown }).path === 'string';
}

/** The whole of a construct's node. */
export function constructNodeOf(construct: ConstructLike): ConstructNode {
  return construct.node as unknown as ConstructNode;
}

/** The name of the state when the construct is an L2 state of `aws-stepfunctions`, else undefined. */
export function stateNameOf(construct: ConstructLike): string | undefined {
  const { stateId } = construct as { stateId?: unknown };
  return typeof stateId === 'string' ? stateId : undefined;
}
