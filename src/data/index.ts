export type { CompiledPath, CompiledValue, ReferencePath } from './compiled';
export { EvaluationError, ExpressionSyntaxError, type EvaluationErrorName } from './evaluation-error';
export type { EvaluationScope, Random } from './scope';
export { compileIntrinsic } from './jsonpath/intrinsics/compile-intrinsic';
export { compilePath } from './jsonpath/compile-path';
export { compilePayloadTemplate } from './jsonpath/payload-template';
export { compileReferencePath } from './jsonpath/reference-path';
