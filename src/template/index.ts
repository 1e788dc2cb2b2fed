export { sourceOf } from './assembly/construct-metadata';
export type { AssemblyConstruct } from './assembly/load-stacks';
export { type AssemblyStack, type CloudAssembly, type ReadCloudAssemblyOptions, readCloudAssembly } from './assembly/read-cloud-assembly';
export { type ParameterValues, refuseUnknownParameters } from './check-parameters';
export { constructIdOf, constructPathOf, withoutHash } from './construct-name';
export { createStackScope, type NestedStack, type StackScopeOptions } from './create-stack-scope';
export { type DefinitionFiles, filesIn, noFiles } from './definition-files';
export {
  definitionOf,
  deploymentFindings,
  type TemplateFinding,
  templateProblemText,
  validatable,
  withoutConsequences,
} from './definition-of';
export {
  type ExtractedStateMachine,
  type ExtractOptions,
  extractFromScope,
  extractStateMachines,
  rolePoliciesOf,
  type SourceLocation,
} from './extract-state-machines';
export { findStateMachine } from './find-state-machine';
export { placeInSource } from './place-in-source';
export type { DefinitionProperty, ResolvedDefinition } from './read-definition';
export { type ReadTemplateOptions, readTemplate, type TemplateContents, type TemplateStack } from './read-template';
export { type ResolveOptions, resolve } from './resolve';
export { type ResourceDirectory, resourceDirectory } from './resource-directory';
export type { NamedResource, ResourceNames } from './resource-names';
export type { TemplatePolicies } from './role/role-policies';
export { serverlessFunctionKey } from './serverless-names';
export { nameOfFile } from './sources/name-of-file';
export { templateWriter } from './sources/other-program';
export { placesInDefinition, placesInTemplate, type SourcePlace } from './sources/place-in-template';
export { readSourcePath, readSourceText, readSourceValue } from './sources/read-source';
export type { PlainDefinition, SourceContents, SourceOptions } from './sources/source-contents';
export { templatesIn } from './sources/templates-in';
export { type StackEnvironment, stackEnvironment } from './stack-environment';
export type { StackScope } from './stack-scope';
export { isTemplateError, type TemplateError, type TemplateErrorCode } from './template-error';
export { UNREAD_HINT, unreadSentence, unreadTemplates, unreadText } from './unread-templates';
export { leftToCloudFormation, MACRO_HINT, unrunMacros } from './unrun-macros';
