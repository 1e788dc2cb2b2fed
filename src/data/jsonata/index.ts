/** What the rest of the data room offers of JSONata, by way of `lazy-jsonata.ts`. */
export { compileJsonataTyped, compileJsonataValue, type JsonTypeName, jsonataTextOf, jsonTypeName } from './compiled-value';
export { describeJsonata, type JsonataDescription } from './describe';
export { type EvaluationLimits, SERVICE_LIMITS } from './evaluation';
export { compileJsonata, type JsonataExpression } from './expression';
export { builtInArguments as jsonataArguments, builtInFunctionNames as jsonataFunctionNames } from './functions/registry';
export { JsonataError } from './jsonata-error';
export { parseExpression as parseJsonata } from './parse';
export { childrenOf, readChildrenOf, type SyntaxNode } from './syntax-tree';
export { topLevelReads as topLevelJsonataReads } from './top-level-reads';
