export { addTo } from './add-to';
export { type AnswerFormat, type AnswerSections, answerSections, type ListedAnswer } from './answer-sections';
export { type AnyStateFields, fieldsAsJson } from './any-state-fields';
export {
  exactMethods,
  type MethodTable,
  type MostArguments,
  optionally,
  type Parameter,
  refuseSurplus,
  requireArguments,
  surplusMistake,
} from './arguments';
export { awsLocation } from './aws-location';
export { AWS_STATE_TYPES, type AwsWording, awsRefusal, awsWording, mergeMissing } from './aws-wording';
export { showCaller } from './caller-stack';
export { codeLiteral, codeProperty, codeText } from './code-literal';
export { counted } from './counted';
export type { AnyStateNode, QueryLanguage, StateFields, StateGroup, StateMachine, StateNode, StateType } from './definition';
export { DefinitionError, isDefinitionError } from './definition-error';
export { drawsAnew } from './draws-anew';
export {
  isHttpStatusError,
  isReservedErrorName,
  type NeverGivenErrorName,
  RESERVED_ERROR_NAMES,
  type ReservedErrorName,
  type StatesErrorName,
  WILDCARD_ERROR,
} from './error-names';
export { OPTIMISED_ERROR_PREFIXES, SDK_ERROR_PREFIXES, type ServiceErrorPrefix } from './error-prefixes';
export { errorText } from './error-text';
export { parseExactJson } from './exact-json';
export { isJsonataText } from './field-checks';
export { definitionNamed, givenMachine } from './given-definition';
export { holdsJson } from './holds-json';
export { changesAsNumber, type InexactInteger, inexactInteger, inexactIntegerProblem } from './inexact-integer';
export { carryInexact, inexactText, noteInexact, noteInexactIn } from './inexact-members';
export { inheritedMember, inheritedText } from './inherited-member';
export { OPTIMISED_INTEGRATIONS, SYNC_2 } from './integrations';
export { isPromise } from './is-promise';
export { hiddenJacksonProblem, jacksonProblem } from './jackson-problem';
export {
  defineKey,
  isJsonArray,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonPrimitive,
  type JsonValue,
  objectsIn,
  ownKey,
  stringsIn,
} from './json';
export { jsonHint } from './json-hint';
export { elementAt, firstIn, knownIn, lastIn, memberIn } from './known';
export { LAMBDA_FAULTS } from './lambda-faults';
export { joinedByAnd, joinedByOr, listedLines, listedNames, listedQuoted } from './listed-names';
export { duplicateKeys, locatePointers } from './locate-pointers';
export { type LookupDummy, lookupDummies } from './lookup-dummies';
export { misspeltError } from './misspelt-error';
export {
  type MockedCase,
  type MockedResponse,
  mockedAnswer,
  mockedResult,
  noMockedResponse,
  readMockCases,
  readMockConfig,
} from './mock-config';
export { editDistance, nearestName } from './nearest-name';
export { notJsonHint } from './not-json-hint';
export { onOneLine } from './on-one-line';
export { CHOICE_OPERATORS, type ChoiceOperator, type Comparison, type OperandType } from './operators';
export * as kinds from './option-kinds';
export { type OptionKind, type OptionMistake, type OptionTable, optionMistake, receivedText, valueMistake } from './option-table';
export { type InspectedDefinition, inspectDefinition, type ParsedDefinition, parseDefinition } from './parse-definition';
export { jsonFrom, parseJson } from './parse-json';
export { tooManyBytes } from './payload-constraint';
export { isPlainObject } from './plain-object';
export { childPointer, escapePointerToken, parentPointer, pointerTokens } from './pointer';
export { printable, printableJson, printableLines } from './printable';
export { PROBLEM_CODES, type Problem, type ProblemCode, type SourcePosition, type StructureProblem } from './problem';
export { abridged, abridgedOrNone, problemText } from './problem-text';
export { QUOTAS } from './quotas';
export { othersText, type RepeatableFinding, repeatedFindings } from './repeated-findings';
export { requireOptions } from './require-options';
export { allowedName, refusedCharacter, requireName } from './resource-name';
export { notJsonAt, positionOf } from './scan-json';
export { LAMBDA_ERRORS, misspeltServiceError, SERVICE_ERRORS, START_ERRORS } from './service-errors';
export { shortened } from './shortened';
export { comparePlaces, placeOrder } from './sort-problems';
export type { StateFacts, TransitionTarget } from './state-table';
export { isStateType, STATE_TYPES, stateFacts } from './state-tables';
export type { ChoiceRule, ChoiceState } from './states/choice';
export type { Catcher, Retrier } from './states/common-fields';
export type { FailState } from './states/fail';
export type { ItemBatcher, ItemProcessorFields, ItemReader, MapState, ProcessorConfig, ResultWriter } from './states/map';
export type { BranchFields, ParallelState } from './states/parallel';
export type { PassState } from './states/pass';
export type { SucceedState } from './states/succeed';
export type { TaskState } from './states/task';
export type { WaitState } from './states/wait';
export { structureProblem } from './structure-problem';
export type { TaskBrand } from './task-brand';
export {
  type IntegrationPattern,
  isServiceResource,
  parseResource,
  patternOf,
  recordedNames,
  type ServiceResource,
  type TaskResource,
} from './task-resource';
export { isTimestamp } from './timestamp';
export { timestampMillis } from './timestamp-millis';
export { transitionTargets } from './transitions';
export { type UnknownName, unknownName } from './unknown-name';
export { ended, isUsageError, UsageError } from './usage-error';
export { utcTime } from './utc-time';
export { valueAlong, valueAtPointer } from './value-at';
export type { Wanted, WantedRange, WantedValue } from './wanted';
export type { WorkflowBrand, WorkflowInput, WorkflowOutput } from './workflow-brand';
export { messageJson, writeJson } from './write-json';
