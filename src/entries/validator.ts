export {
  type Diagnostic,
  type DiagnosticTextOptions,
  diagnosticText,
  RULE_NAMES,
  type Severity,
  type Suppression,
  type ValidateOptions,
  type ValidationResult,
  validate,
  type WorkflowType,
} from '../validator';
