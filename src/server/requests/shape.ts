/** What a member of a request may be. A `secret` value is not repeated in a message. */
export type RequestShape = TextShape | NumberShape | { readonly kind: 'boolean' } | ListShape | RequestStructure;

export interface TextShape {
  readonly kind: 'text';
  readonly least?: number;
  readonly most?: number;
  readonly words?: readonly string[];
  readonly pattern?: RegExp;
  readonly secret?: boolean;
  /** True when `most` counts bytes of UTF-8. */
  readonly inBytes?: boolean;
}

export interface NumberShape {
  readonly kind: 'number';
  readonly whole: boolean;
  readonly least: number;
  readonly most?: number;
}

export interface ListShape {
  readonly kind: 'list';
  readonly of: RequestShape;
  readonly least?: number;
  readonly most?: number;
}

/** Members by name; a `*` before a name: required. */
export interface RequestStructure {
  readonly kind: 'structure';
  /** Name of the service's own class, which its messages print. */
  readonly name: string;
  readonly members: Readonly<Record<string, RequestShape>>;
}

export const text = (least: number | undefined, most?: number, more: Partial<TextShape> = {}): TextShape => ({
  kind: 'text',
  ...(least === undefined ? {} : { least }),
  ...(most === undefined ? {} : { most }),
  ...more,
});
export const secret = (least: number | undefined, most: number): TextShape => text(least, most, { secret: true });
export const words = (...given: readonly string[]): TextShape => text(undefined, undefined, { words: given });
export const whole = (least: number, most?: number): NumberShape => ({
  kind: 'number',
  whole: true,
  least,
  ...(most === undefined ? {} : { most }),
});
export const fraction = (least: number, most: number): NumberShape => ({ kind: 'number', whole: false, least, most });
export const flag: RequestShape = { kind: 'boolean' };
export const list = (of: RequestShape, least?: number, most?: number): ListShape => ({
  kind: 'list',
  of,
  ...(least === undefined ? {} : { least }),
  ...(most === undefined ? {} : { most }),
});
export const structure = (name: string, members: Readonly<Record<string, RequestShape>>): RequestStructure => ({
  kind: 'structure',
  name,
  members,
});
