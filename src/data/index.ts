export { type AnswerShape, answerShape, resultShape } from './answer-shape';
export type { CompiledPath, CompiledValue, ReferencePath } from './compiled';
export { errorPrefixOf, type ForeignError, foreignError } from './error-prefixes';
export { EvaluationError, type EvaluationErrorName, ExpressionSyntaxError, UnsupportedReadsError } from './evaluation-error';
export { type FieldStyle, fieldName } from './field-name';
export type { EvaluationLimits, JsonataDescription, JsonataExpression, JsonTypeName, SyntaxNode } from './jsonata';
export { compilePath } from './jsonpath/compile-path';
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
export { compileIntrinsic } from './jsonpath/intrinsics/compile-intrinsic';
export { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from './jsonpath/intrinsics/intrinsic-syntax';
export { compileJavaRegex, type JavaRegex } from './jsonpath/java-regex';
export { compileFieldExpression, compilePayloadTemplate } from './jsonpath/payload-template';
export { compileReferencePath } from './jsonpath/reference-path';
export {
  childrenOf,
  compileJsonata,
  compileJsonataTyped,
  compileJsonataValue,
  describeJsonata,
  jsonataArguments,
  jsonataFunctionNames,
  jsonataTextOf,
  jsonTypeName,
  parseJsonata,
  readChildrenOf,
  topLevelJsonataReads,
} from './lazy-jsonata';
export { loadService, serviceNames } from './load-service';
export { madeMeter } from './made-meter';
export { type NeverAnswered, neverAnswered } from './never-answered';
export { NO_DATA } from './no-data';
export { OutOfRoom } from './out-of-room';
export type { EvaluationScope, Random } from './scope';
export { sdkServiceName } from './sdk-service-name';
export { SeededRandom } from './seeded-random';
export { serviceActions } from './service-actions';
export type { CollectionShape, EnumShape, ServiceModel, ShapeReference, SimpleShape, StructureShape } from './service-model';
export { isCollectionShape } from './service-model';
export { throttlingFailure } from './throttling-failure';
export { unknownCall, unknownIntegration, unknownSdkCall } from './unknown-call';
export { OutOfWork, workMeter } from './work-meter';
