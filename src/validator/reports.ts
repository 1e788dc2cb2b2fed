import { requireArguments } from '../asl';
import type { Diagnostic, Severity } from './diagnostic';
import { VALIDATION } from './parameters';
import type { ValidationResult } from './validate';

/** One diagnostic as AWS's ValidateStateMachineDefinition gives it. */
export interface AwsDiagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

/** A result as ValidateStateMachineDefinition answers it, without our additions. */
export function awsValidationResponse(validation: ValidationResult): {
  result: 'OK' | 'FAIL';
  diagnostics: AwsDiagnostic[];
  truncated: boolean;
} {
  requireArguments('awsValidationResponse()', arguments, VALIDATION);
  const diagnostics = validation.diagnostics.map(({ severity, code, message, location }) => ({
    severity,
    code,
    message,
    ...(location === undefined ? {} : { location }),
  }));
  return { result: validation.result, diagnostics, truncated: validation.truncated };
}

/** The message with which CreateStateMachine, UpdateStateMachine and TestState refuse a definition (error InvalidDefinition), or undefined when they accept it. */
export function invalidDefinitionMessage(validation: ValidationResult): string | undefined {
  requireArguments('invalidDefinitionMessage()', arguments, VALIDATION);
  const errors = validation.diagnostics.filter(({ severity }) => severity === 'ERROR');
  return errors.length === 0 ? undefined : `Invalid State Machine Definition: '${errors.map(oneError).join(', ')}'`;
}

function oneError({ code, message, location }: Diagnostic): string {
  if (code === 'MISSING_END_STATE') return `${code}: ${message} at null`;
  return location === undefined ? `${code}: ${message}` : `${code}: ${message} at ${location}`;
}
