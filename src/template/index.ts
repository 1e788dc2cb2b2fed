export type { AssemblyConstruct } from './assembly/load-stacks';
export { type AssemblyStack, type CloudAssembly, readCloudAssembly, type ReadCloudAssemblyOptions } from './assembly/read-cloud-assembly';
export { constructIdOf, constructPathOf, withoutHash } from './construct-name';
export { createStackScope, type NestedStack, type StackScopeOptions } from './create-stack-scope';
export { type DefinitionFiles, filesIn, noFiles } from './definition-files';
export {
  extractFromScope,
  extractStateMachines,
  type ExtractedStateMachine,
  type ExtractOptions,
  type SourceLocation,
} from './extract-state-machines';
export { findStateMachine } from './find-state-machine';
export type { DefinitionProperty, ResolvedDefinition } from './read-definition';
export { resolve, type ResolveOptions } from './resolve';
export { type ResourceDirectory, resourceDirectory } from './resource-directory';
export type { NamedResource, ResourceNames } from './resource-names';
export type { StackEnvironment } from './stack-environment';
export type { StackScope } from './stack-scope';
export { isTemplateError, type TemplateError, type TemplateErrorCode } from './template-error';
