export type { Diagnostic, Severity } from './diagnostic';
export { awsValidationResponse, invalidDefinitionMessage, type AwsDiagnostic } from './reports';
export { RULE_NAMES } from './registry';
export type { WorkflowType } from './rule-context';
export { validate, type ValidateOptions, type ValidationResult } from './validate';
export { variableReferences } from './variable-references';
export type { Suppression } from './suppressions';
