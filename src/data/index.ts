export type { CompiledPath, CompiledValue, ReferencePath } from './compiled';
export { EvaluationError, ExpressionSyntaxError, type EvaluationErrorName } from './evaluation-error';
export type { EvaluationScope, Random } from './scope';
