import type { JsonObject } from '../asl';
import type { AssemblyConstruct } from './assembly/load-stacks';
import { createStackScope } from './create-stack-scope';
import { type ExtractedStateMachine, type ExtractOptions, extractFromScope } from './extract-state-machines';
import { type ResourceDirectory, resourceDirectory } from './resource-directory';
import type { StackScope } from './stack-scope';

/** The state machines of a template or a cloud assembly, and the way back from the names in them to constructs. */
export interface TemplateContents {
  /** The machines of all stacks, nested ones included. */
  readonly stateMachines: readonly ExtractedStateMachine[];
  /** The stacks themselves, each before those nested in it. */
  readonly stacks: readonly TemplateStack[];
  /** From fake names and ARNs back to constructs, over all stacks. */
  readonly resources: ResourceDirectory;
  /** Every construct by its path; empty when nothing but a template is known. */
  readonly constructs: ReadonlyMap<string, AssemblyConstruct>;
}

/** One stack with its machines. */
export interface TemplateStack {
  /** File of its template; absent for a template that was not read from one. */
  readonly templateFile?: string | undefined;
  readonly scope: StackScope;
  readonly stateMachines: readonly ExtractedStateMachine[];
}

/** How a template is read; `optionsOf` gives what differs between the stacks nested in it. */
export interface ReadTemplateOptions extends ExtractOptions {
  readonly optionsOf?: (scope: StackScope) => ExtractOptions;
}

/** Reads one template, and with `nestedStack` the stacks nested in it, into the shape that `readCloudAssembly` gives for a folder. */
export function readTemplate(template: JsonObject, options: ReadTemplateOptions = {}): TemplateContents {
  const withNested = (scope: StackScope): readonly StackScope[] => [scope, ...[...scope.nested.values()].flatMap(withNested)];
  const scopes = withNested(createStackScope(template, options));
  const stacks = scopes.map((scope) => ({
    templateFile: scope.file,
    scope,
    stateMachines: extractFromScope(scope, { related: () => scopes, ...options, ...options.optionsOf?.(scope) }),
  }));
  return {
    stateMachines: stacks.flatMap(({ stateMachines }) => stateMachines),
    stacks,
    resources: resourceDirectory(scopes.flatMap((scope) => scope.names.all())),
    constructs: new Map(),
  };
}
