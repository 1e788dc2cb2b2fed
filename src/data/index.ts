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
export type { EvaluationLimits, JsonataDescription, JsonataExpression, JsonTypeName, SyntaxNode } from './jsonata';
export {
  childrenOf,
  compileJsonata,
  compileJsonataTyped,
  compileJsonataValue,
  describeJsonata,
  jsonataFunctionNames,
  jsonataTextOf,
  jsonTypeName,
  parseJsonata,
} from './lazy-jsonata';
export { loadService, serviceNames } from './load-service';
export type { CollectionShape, EnumShape, ServiceModel, ShapeReference, SimpleShape, StructureShape } from './service-model';
