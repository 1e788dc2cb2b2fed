import { printableLines, showCaller } from '../asl';

const brand = Symbol.for('drystep.TemplateError');

/** What went wrong with a template, a cloud assembly or the search for a machine in them. Literals are stable. */
export type TemplateErrorCode =
  | 'ASSEMBLY_NOT_FOUND'
  | 'ASSEMBLY_CORRUPT'
  | 'DEFINITION_UNRESOLVED'
  | 'NESTED_STACKS'
  | 'OUTSIDE_ASSEMBLY'
  | 'PARAMETER_INVALID'
  | 'PARAMETER_UNKNOWN'
  | 'SOURCE_AMBIGUOUS'
  | 'SOURCE_IS_PROGRAM'
  | 'SOURCE_NOT_FOUND'
  | 'SOURCE_UNREADABLE'
  | 'STATE_MACHINE_NOT_FOUND'
  | 'STATE_MACHINE_AMBIGUOUS'
  | 'YAML_PACKAGE_MISSING';

/** A usage error of this room: what was given cannot be used. */
export interface TemplateError extends Error {
  readonly code: TemplateErrorCode;
}

/** Makes the error to throw; the message is a whole sentence with its hint. */
export function templateError(code: TemplateErrorCode, message: string): TemplateError {
  const error = Object.assign(new Error(printableLines(message)), { code });
  error.name = 'TemplateError';
  Object.defineProperty(error, brand, { value: true });
  showCaller(error);
  return error;
}

/** Tells errors of this room from all others, also those of a second copy of the package. */
export function isTemplateError(value: unknown): value is TemplateError {
  return value instanceof Error && brand in value;
}
