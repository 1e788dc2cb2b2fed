import type { JsonObject } from '../../asl';
import type { ParameterValues } from '../check-parameters';
import { type ExtractedStateMachine, extractFromScope } from '../extract-state-machines';
import { parameterNames } from '../parameter-value';
import type { TemplateContents, TemplateStack } from '../read-template';
import { resourceDirectory } from '../resource-directory';
import type { NamedResource } from '../resource-names';
import type { StackScope } from '../stack-scope';
import { type LoadedStack, loadStacks } from './load-stacks';

/** One stack of a cloud assembly, nested stacks included. */
export interface AssemblyStack extends TemplateStack {
  readonly stackName: string;
  /** Path of its construct, stage included: `Prod/Orders`. */
  readonly constructPath: string;
  /** Path of its template, absolute when the assembly's folder was given so. */
  readonly templateFile: string;
  readonly template: JsonObject;
  /** What its intrinsic functions refer to, other stacks included. */
  readonly scope: StackScope;
  readonly stateMachines: readonly ExtractedStateMachine[];
  readonly resources: readonly NamedResource[];
  /** Construct path of the stack it is nested in. */
  readonly nestedIn?: string;
}

/** What `cdk synth` left in a folder, read for its state machines. */
export interface CloudAssembly extends TemplateContents {
  readonly folder: string;
  readonly stacks: readonly AssemblyStack[];
  /** Parameters of its stacks, those of nested ones left out, as their parents give them. */
  readonly parameterNames: readonly string[];
}

/** What may be set when an assembly is read. */
export interface ReadCloudAssemblyOptions {
  /** Turns YAML into JSON values. @default none: a YAML definition is listed with the reason */
  readonly parseYaml?: (text: string) => unknown;
  /**
   * Reads assets outside of the folder too: the CDK need not copy what an app of this process refers to. Not for folders that somebody else wrote,
   * who must not choose what is read.
   *
   * @default false
   */
  readonly assetsAnywhere?: boolean;
  /** Values of parameters, for each stack that declares them. @default what app and templates say */
  readonly parameters?: ParameterValues | undefined;
}

/**
 * Reads a folder that `cdk synth` wrote: every stack of every stage, nested stacks, assets and the construct tree.
 * Throws a TemplateError when it is not a cloud assembly or a file of it is corrupt; definitions that cannot be resolved are listed with their problems.
 */
export function readCloudAssembly(
  folder: string,
  { assetsAnywhere, parameters, ...options }: ReadCloudAssemblyOptions = {},
): CloudAssembly {
  const { constructs, stacks: loaded } = loadStacks(folder, { ...(assetsAnywhere === undefined ? {} : { assetsAnywhere }), parameters });
  const sources = new Map([...constructs].flatMap(([path, { source }]) => (source === undefined ? [] : [[path, source] as const])));
  const withNested = (scope: StackScope): readonly StackScope[] => [scope, ...[...scope.nested.values()].flatMap(withNested)];
  const related = (): readonly StackScope[] => loaded.flatMap(({ scope }) => withNested(scope));
  const describe = (stack: LoadedStack, scope: StackScope, templateFile: string, nestedIn?: string): readonly AssemblyStack[] => {
    const constructPath = scope.stackPath ?? scope.environment.stackName;
    const own: AssemblyStack = {
      stackName: scope.environment.stackName,
      constructPath,
      templateFile,
      template: scope.template,
      scope,
      stateMachines: extractFromScope(scope, { files: stack.files, sources, related, ...options }),
      resources: scope.names.all(),
      ...(nestedIn === undefined ? {} : { nestedIn }),
    };
    const nested = [...scope.nested].flatMap(([logicalId, inner]) =>
      describe(stack, inner, stack.nestedTemplate(logicalId, scope) ?? '', constructPath),
    );
    return [own, ...nested];
  };
  const stacks = loaded.flatMap((stack) => describe(stack, stack.scope, stack.templateFile));
  return {
    folder,
    stacks,
    stateMachines: stacks.flatMap((stack) => stack.stateMachines),
    resources: resourceDirectory(stacks.flatMap((stack) => stack.resources)),
    constructs,
    parameterNames: [...new Set(loaded.flatMap(({ scope }) => parameterNames(scope.template)))],
  };
}
