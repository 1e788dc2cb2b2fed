export type { CompiledPath, CompiledValue, ReferencePath } from './compiled';
export { EvaluationError, ExpressionSyntaxError, type EvaluationErrorName } from './evaluation-error';
export type { EvaluationScope, Random } from './scope';
export { compileIntrinsic } from './jsonpath/intrinsics/compile-intrinsic';
export { compilePath } from './jsonpath/compile-path';
export { compileFieldExpression, compilePayloadTemplate } from './jsonpath/payload-template';
export { compileJavaRegex, type JavaRegex } from './jsonpath/java-regex';
export { compileReferencePath } from './jsonpath/reference-path';
export {
  describeIntrinsic,
  describePath,
  describeTemplate,
  type ExpressionProblem,
  type ExpressionReads,
  type IntrinsicCallFacts,
  type IntrinsicFacts,
  type PathFacts,
  type TemplateFieldFacts,
} from './jsonpath/describe';
export { parseIntrinsic, type IntrinsicArgument, type IntrinsicCall } from './jsonpath/intrinsics/intrinsic-syntax';
export { parseExpression as parseJsonata } from './jsonata/parse';
export { childrenOf, type SyntaxNode } from './jsonata/syntax-tree';
export { compileJsonataTyped, compileJsonataValue, jsonataTextOf, jsonTypeName, type JsonTypeName } from './jsonata/compiled-value';
export { describeJsonata, type JsonataDescription } from './jsonata/describe';
export { compileJsonata, type JsonataExpression } from './jsonata/expression';
export { builtInFunctionNames as jsonataFunctionNames } from './jsonata/functions/registry';
export { JsonataError } from './jsonata/jsonata-error';
export { type EvaluationLimits, SERVICE_LIMITS } from './jsonata/run';
export { JsonataSyntaxError } from './jsonata/syntax-error';
export { loadService, serviceNames } from './load-service';
export type { CollectionShape, EnumShape, ServiceModel, ShapeReference, SimpleShape, StructureShape } from './service-model';
