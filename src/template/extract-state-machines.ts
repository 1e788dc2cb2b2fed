import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, ownKey, type Problem } from '../asl';
import { constructIdOf } from './construct-name';
import { createStackScope, type StackScopeOptions } from './create-stack-scope';
import { type DefinitionFiles, filesIn, noFiles } from './definition-files';
import { deploymentProblems } from './deployment-problems';
import { conditionProblem, machineProblems } from './machine-properties';
import { type DefinitionProperty, readDefinition } from './read-definition';
import { resolve } from './resolve';
import { rolePolicies, type TemplatePolicies } from './role/role-policies';
import type { StackScope } from './stack-scope';
import { macrosOn } from './transforms';

/** A place in somebody's source code, from the stack trace CDK keeps of each construct. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One state machine of a template. */
export interface ExtractedStateMachine {
  readonly logicalId: string;
  /** `AWS::StepFunctions::StateMachine` or `AWS::Serverless::StateMachine`. */
  readonly resourceType: string;
  /** Its explicit name, or one made from its construct path. */
  readonly name: string;
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The resolved definition; absent when it could not be resolved, and `problems` say why. */
  readonly definition?: JsonObject;
  /** The definition's text after all placeholders, also when it is not JSON. */
  readonly definitionText?: string;
  readonly givenBy?: DefinitionProperty;
  readonly roleArn?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Path of the construct, `Orders/Workflow`; absent when the template does not tell. */
  readonly constructPath?: string;
  readonly constructId?: string;
  readonly source?: SourceLocation;
  readonly stackName: string;
  /** False when the resource has a `Condition` that does not hold with these parameters. */
  readonly deployed: boolean;
  /** Macros of the account that may rewrite the machine before CloudFormation makes it; absent where there are none. */
  readonly macros?: readonly string[];
  /** Why there is no definition, and what labels had to stand in for inside of it. */
  readonly problems: readonly Problem[];
}

/** What is known beside the template. */
export interface ExtractOptions extends StackScopeOptions {
  /** Folder of the template: definition files are relative to it. @default files are not read */
  readonly folder?: string;
  /** Reads definition files by other means than `folder`. */
  readonly files?: DefinitionFiles;
  /** Turns YAML into JSON values. @default none: a YAML definition is listed with the reason */
  readonly parseYaml?: (text: string) => unknown;
  /** The other stacks, whose policies may be attached to the role of a machine. @default none */
  readonly related?: () => readonly StackScope[];
  /** Where a construct was made, by resource path as in the cloud assembly. @default unknown */
  readonly sources?: ReadonlyMap<string, SourceLocation>;
}

const stateMachineTypes: ReadonlySet<string> = new Set(['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine']);

/**
 * Every state machine of a CloudFormation or SAM template, in its order, with the definition AWS would be given and stable fake names in it.
 * A definition that cannot be resolved is listed with its problems; nothing throws, nothing is left out.
 */
export function extractStateMachines(template: JsonObject, options: ExtractOptions = {}): readonly ExtractedStateMachine[] {
  return extractFromScope(createStackScope(template, options), options);
}

/** The same with a scope made before; nested stacks are scopes of their own. */
export function extractFromScope(scope: StackScope, options: ExtractOptions = {}): readonly ExtractedStateMachine[] {
  const resources = ownKey(scope.template, 'Resources');
  return Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([logicalId, resource]) =>
    isJsonObject(resource) && typeof resource.Type === 'string' && stateMachineTypes.has(resource.Type)
      ? [extract(logicalId, resource, resource.Type, scope, options)]
      : [],
  );
}

function extract(
  logicalId: string,
  resource: JsonObject,
  resourceType: string,
  scope: StackScope,
  options: ExtractOptions,
): ExtractedStateMachine {
  const properties = isJsonObject(resource.Properties) ? resource.Properties : {};
  const pointer = `/Resources/${logicalId}/Properties`;
  const files = options.files ?? (options.folder === undefined ? noFiles : filesIn(options.folder));
  const definition = readDefinition(properties, { scope, files, parseYaml: options.parseYaml, pointer });
  const property = (name: string): JsonValue | undefined => {
    const value = ownKey(properties, name);
    return value === undefined ? undefined : resolve(value, scope, { pointer: `${pointer}/${name}` });
  };
  const named = scope.names.get(logicalId);
  const constructPath = named?.constructPath;
  const source =
    constructPath === undefined ? undefined : (options.sources?.get(constructPath) ?? options.sources?.get(`${constructPath}/Resource`));
  const type = property('StateMachineType') ?? property('Type');
  const role =
    property('RoleArn') ??
    property('Role') ??
    (resourceType === 'AWS::Serverless::StateMachine' ? scope.attribute(`${logicalId}Role`, 'Arn') : undefined);
  const condition = resource.Condition;
  const macros = macrosOn(resource, scope.template);
  const machine: ExtractedStateMachine = Object.freeze({
    logicalId,
    resourceType,
    name: named?.name ?? logicalId,
    arn: named?.arn ?? logicalId,
    type: type === 'EXPRESS' ? 'EXPRESS' : 'STANDARD',
    ...(isJsonObject(definition.value) ? { definition: definition.value } : {}),
    ...(definition.text === undefined ? {} : { definitionText: definition.text }),
    ...(definition.givenBy === undefined ? {} : { givenBy: definition.givenBy }),
    ...(typeof role === 'string' ? { roleArn: role } : {}),
    tags: tagsOf(property('Tags')),
    ...(constructPath === undefined ? {} : { constructPath, constructId: constructIdOf(constructPath) }),
    ...(source === undefined ? {} : { source }),
    stackName: scope.environment.stackName,
    deployed: typeof condition !== 'string' || scope.condition(condition) !== false,
    ...(macros.length === 0 ? {} : { macros }),
    problems: [
      ...definition.problems,
      ...machineProblems(resourceType, properties, pointer),
      ...conditionProblem(condition, scope.template, `/Resources/${logicalId}/Condition`),
      ...scope.problems,
    ],
  });
  roles.set(machine, () => rolePolicies(logicalId, resource, scope, options.related?.()));
  const isOpen = Object.hasOwn(properties, 'Fn::Transform');
  deployments.set(machine, isOpen ? [] : deploymentProblems({ logicalId, resourceType, role: property('RoleArn') }, scope.template));
  return machine;
}

/** Reads the policies of a machine's role when asked for: most readers of a template want none. */
const roles = new WeakMap<ExtractedStateMachine, () => TemplatePolicies | undefined>();

/** What the policies of the template let the role of a machine do; undefined where they are not all known. */
export function rolePoliciesOf(machine: ExtractedStateMachine): TemplatePolicies | undefined {
  return roles.get(machine)?.();
}

/** Beside `problems`, which say why a machine cannot be run. */
const deployments = new WeakMap<ExtractedStateMachine, readonly Problem[]>();

/** What the template lacks, so that CloudFormation refuses it, though its machine can be run. */
export function deploymentProblemsOf(machine: ExtractedStateMachine): readonly Problem[] {
  return deployments.get(machine) ?? [];
}

/** CloudFormation lists tags as `{ Key, Value }`, SAM as a map. */
function tagsOf(tags: JsonValue | undefined): Readonly<Record<string, string>> {
  const entries = isJsonArray(tags)
    ? tags.map((tag) => (isJsonObject(tag) ? [String(tag.Key), String(tag.Value)] : ['', '']))
    : Object.entries(isJsonObject(tags) ? tags : {}).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries(entries) as Record<string, string>;
}
