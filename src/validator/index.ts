export type { Diagnostic, Severity } from './diagnostic';
export { type DiagnosticTextOptions, diagnosticText } from './diagnostic-text';
export { RULE_NAMES } from './registry';
export { type AwsDiagnostic, awsValidationResponse, invalidDefinitionMessage } from './reports';
export type { WorkflowType } from './rule-context';
export { stateAtPointer } from './state-at-pointer';
export type { Suppression } from './suppressions';
export { type ValidateOptions, type ValidationResult, validate } from './validate';
export { variableReferences } from './variable-references';
