import { PROBLEM_CODES } from '../asl';
import type { Rule } from './rule';
import { catchLosesInput } from './rules/catch-loses-input';
import { choiceDefault } from './rules/choice-default';
import { compensations } from './rules/compensations';
import { contextFields } from './rules/context-fields';
import { dummyValues } from './rules/dummy-values';
import { errorNames } from './rules/error-names';
import { expressDuration } from './rules/express-duration';
import { expressLimits } from './rules/express-limits';
import { failingExpressions } from './rules/failing-expressions';
import { falseComparisons } from './rules/false-comparisons';
import { foreignErrors } from './rules/foreign-errors';
import { gluedPaths } from './rules/glued-paths';
import { impossiblePaths } from './rules/impossible-paths';
import { parameterCase, requiredParameters, unknownParameters } from './rules/integration-parameters';
import { intrinsicArguments } from './rules/intrinsic-arguments';
import { itemSources } from './rules/item-sources';
import { bareReads, jsonataFunctions, jsonataSyntax, statesFields } from './rules/jsonata';
import { jsonataDelimiters } from './rules/jsonata-delimiters';
import { lambdaVersions } from './rules/lambda-versions';
import { largeConstants } from './rules/large-constants';
import { longHistories } from './rules/long-histories';
import { distributedFields, inlineConcurrency, labels } from './rules/map-limits';
import { missingDollar } from './rules/missing-dollar';
import { missingPermissions } from './rules/missing-permissions';
import { newerJsonPath } from './rules/newer-jsonpath';
import { filters, openBrackets } from './rules/path-details';
import { pathNamedFields } from './rules/path-named-fields';
import { paths } from './rules/paths';
import { payloadTemplates, templateNames } from './rules/payload-templates';
import { reachableStates } from './rules/reachable-states';
import { repeatedChoiceRules } from './rules/repeated-choice-rules';
import { sdkCalls } from './rules/sdk-calls';
import { staticResults } from './rules/static-results';

import { callbackTimeout, callTimeout, heartbeatEqualsTimeout, heartbeatUnheard, lambdaRetry, taskTimeout } from './rules/task-resilience';
import { taskResources } from './rules/task-resources';
import { taskTokens } from './rules/task-tokens';
import { endlessLoop, terminalStates } from './rules/terminal-states';
import { unsupportedFields } from './rules/unsupported-fields';
import { shadowedVariables, undefinedVariables, unusedVariables, variableNames } from './rules/variables';

/** Every rule beyond the structure that the parser checks. */
export const RULES: readonly Rule[] = [
  reachableStates,
  terminalStates,
  endlessLoop,
  paths,
  openBrackets,
  filters,
  newerJsonPath,
  payloadTemplates,
  templateNames,
  intrinsicArguments,
  jsonataSyntax,
  jsonataDelimiters,
  jsonataFunctions,
  statesFields,
  bareReads,
  failingExpressions,
  variableNames,
  shadowedVariables,
  undefinedVariables,
  unusedVariables,
  impossiblePaths,
  contextFields,
  falseComparisons,
  missingDollar,
  gluedPaths,
  staticResults,
  pathNamedFields,
  taskResources,
  sdkCalls,
  parameterCase,
  unknownParameters,
  requiredParameters,
  unsupportedFields,
  expressLimits,
  expressDuration,
  itemSources,
  taskTokens,
  dummyValues,
  choiceDefault,
  repeatedChoiceRules,
  errorNames,
  foreignErrors,
  lambdaRetry,
  compensations,
  taskTimeout,
  callTimeout,
  callbackTimeout,
  heartbeatEqualsTimeout,
  heartbeatUnheard,
  catchLosesInput,
  inlineConcurrency,
  distributedFields,
  labels,
  largeConstants,
  longHistories,
  lambdaVersions,
  missingPermissions,
];

/** Names of everything that can be found, each with an entry in `docs/errors.md`: the parser's problems, the rules, and what rules report beside their own name. */
export const RULE_NAMES: readonly string[] = Object.freeze([
  ...PROBLEM_CODES,
  ...RULES.map(({ name }) => name),
  'UNREACHABLE_ERROR_HANDLER',
  'DUPLICATE_LABEL_NAME',
  'BROKEN_TEMPLATE',
  'INCOMPLETE_TEMPLATE',
  'UNRESOLVED_DEFINITION',
  'UNUSED_SUPPRESSION',
  'UNKNOWN_RULE',
]);
