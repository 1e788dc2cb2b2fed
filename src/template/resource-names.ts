import { isJsonObject, type JsonObject, type JsonValue, ownKey, valueAlong } from '../asl';
import { constructPathOf, generatedName, isNamedByCdk } from './construct-name';
import { attributeOf, type ResourceView, refOf, resourceType } from './resource-types';
import type { StackEnvironment } from './stack-environment';

/** A resource with the stable, readable names that stand for it in every resolved definition. */
export interface NamedResource {
  readonly logicalId: string;
  /** CloudFormation type, `AWS::Lambda::Function`. */
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  /** What `Ref` gives: the name, the ARN, or a queue's URL. */
  readonly ref: string;
  /** Path of the construct a person wrote, without CDK's `/Resource`; absent when the template does not tell. */
  readonly constructPath?: string | undefined;
}

/** The names of one template's resources. */
export interface ResourceNames {
  /** All of them, in the template's order. */
  readonly all: () => readonly NamedResource[];
  readonly get: (logicalId: string) => NamedResource | undefined;
  /** What `Fn::GetAtt` gives, nested stacks' outputs excepted. */
  readonly attribute: (logicalId: string, attribute: string) => JsonValue | undefined;
}

/** What naming needs to know of the template around it. */
export interface NamingContext {
  readonly template: JsonObject;
  readonly environment: StackEnvironment;
  readonly stackPath?: string | undefined;
  /** Paths of resources by logical id, where the template's own metadata has none. */
  readonly constructPaths?: ReadonlyMap<string, string> | undefined;
  readonly resolve: (value: JsonValue, pointerKeys: readonly string[]) => JsonValue | undefined;
}

/** Longer than any name AWS allows: a name that grows beyond it through references is replaced by one from its path. */
const LONGEST_NAME = 512;

/** Types SAM adds when it transforms a template; people refer to them though the template does not list them. */
const impliedBySam: ReadonlyMap<string, string> = new Map([
  ['ServerlessRestApi', 'AWS::ApiGateway::RestApi'],
  ['ServerlessHttpApi', 'AWS::ApiGatewayV2::Api'],
  ['ServerlessRestApiProdStage', 'AWS::ApiGateway::Stage'],
]);

/** Names every resource of a template: explicit names where given, construct paths otherwise, numbered where two would be equal. */
export function nameResources(context: NamingContext): ResourceNames {
  const section = ownKey(context.template, 'Resources');
  const resources = new Map(
    Object.entries(isJsonObject(section) ? section : {}).filter((entry): entry is [string, JsonObject] => isResource(entry[1])),
  );
  const generated = generatedNames(resources, context);
  const views = new Map<string, ResourceView>();
  const named = new Map<string, NamedResource>();
  const naming = new Set<string>();

  const viewOf = (logicalId: string): ResourceView | undefined => {
    const known = views.get(logicalId);
    if (known !== undefined) return known;
    const resource = resources.get(logicalId);
    const type = resource === undefined ? impliedType(logicalId, resources) : resourceTypeOf(resource);
    if (type === undefined) return undefined;
    const properties = isJsonObject(resource?.Properties) ? resource.Properties : {};
    const property = (name: string): string | undefined => textAt(properties, name, context, logicalId);
    const fallback = generated.get(logicalId) ?? generatedName(logicalId, undefined, context.stackPath);
    // Two names that refer to each other fall back to their paths.
    const circular = naming.has(logicalId);
    naming.add(logicalId);
    const explicitProperty = resourceType(type).nameProperty;
    const explicit = circular || explicitProperty === undefined ? undefined : property(explicitProperty);
    naming.delete(logicalId);
    const view: ResourceView = {
      name: explicit !== undefined && isUsable(explicit, logicalId) ? explicit : fallback,
      logicalId,
      type,
      environment: context.environment,
      arn: (service, rest) => arn(context.environment, service, context.environment.region, context.environment.account, rest),
      globalArn: (service, rest, { account } = { account: true }) =>
        arn(context.environment, service, '', account ? context.environment.account : '', rest),
      property: (name) => (circular ? undefined : property(name)),
      ordinal: (ownerProperty) => ordinalOf(logicalId, type, ownerProperty, resources),
    };
    if (!circular) views.set(logicalId, view);
    return view;
  };

  const get = (logicalId: string): NamedResource | undefined => {
    const known = named.get(logicalId);
    if (known !== undefined) return known;
    const view = viewOf(logicalId);
    if (view === undefined) return undefined;
    const path = pathOf(logicalId, resources, context);
    const result: NamedResource = Object.freeze({
      logicalId,
      type: view.type,
      name: view.name,
      arn: resourceType(view.type).arn(view),
      ref: refOf(view),
      ...(path === undefined ? {} : { constructPath: path }),
    });
    if (views.has(logicalId)) named.set(logicalId, result);
    return result;
  };

  return {
    get,
    all: () => [...resources.keys()].map(get).filter((resource) => resource !== undefined),
    attribute: (logicalId, attribute) => {
      const view = viewOf(logicalId);
      return view === undefined ? undefined : attributeOf(view, attribute);
    },
  };
}

function generatedNames(resources: ReadonlyMap<string, JsonObject>, context: NamingContext): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const [, resource] of resources) {
    const property = resourceType(resourceTypeOf(resource)).nameProperty;
    const explicit = property === undefined ? undefined : valueAlong(resource.Properties, property.split('.'));
    if (typeof explicit === 'string') taken.add(`${resourceTypeOf(resource)} ${explicit}`);
  }
  for (const [logicalId, resource] of resources) {
    const type = resourceTypeOf(resource);
    const raw = generatedName(logicalId, pathOf(logicalId, resources, context), context.stackPath);
    const base = resourceType(type).lowerCase === true ? raw.toLowerCase() : raw;
    let name = base;
    // The template's order decides, not the hashes.
    for (let number = 2; taken.has(`${type} ${name}`); number += 1) name = `${base}-${number}`;
    taken.add(`${type} ${name}`);
    names.set(logicalId, name);
  }
  return names;
}

function isUsable(explicitName: string, logicalId: string): boolean {
  return explicitName !== '' && explicitName.length <= LONGEST_NAME && !isNamedByCdk(explicitName, logicalId);
}

function isResource(value: JsonValue): value is JsonObject {
  return isJsonObject(value) && typeof value.Type === 'string';
}

function resourceTypeOf(resource: JsonObject): string {
  return String(resource.Type);
}

function pathOf(logicalId: string, resources: ReadonlyMap<string, JsonObject>, context: NamingContext): string | undefined {
  const metadata = resources.get(logicalId)?.Metadata;
  const own = isJsonObject(metadata) ? ownKey(metadata, 'aws:cdk:path') : undefined;
  const path = typeof own === 'string' ? own : context.constructPaths?.get(logicalId);
  return path === undefined ? undefined : constructPathOf(path);
}

/** A property reached by a path of keys and indices, not resolved. */
function textAt(properties: JsonObject, path: string, context: NamingContext, logicalId: string): string | undefined {
  const value = valueAlong(properties, path.split('.'));
  if (value === undefined) return undefined;
  const resolved = context.resolve(value, ['Resources', logicalId, 'Properties', ...path.split('.')]);
  return typeof resolved === 'string' || typeof resolved === 'number' ? String(resolved) : undefined;
}

/** `MyFunctionRole` is the role SAM makes for `MyFunction`, `MyMachineRole` the one of a machine without `Role`. */
function impliedType(logicalId: string, resources: ReadonlyMap<string, JsonObject>): string | undefined {
  const owner = logicalId.endsWith('Role') ? resources.get(logicalId.slice(0, -'Role'.length)) : undefined;
  if (owner !== undefined && resourceTypeOf(owner).startsWith('AWS::Serverless::')) return 'AWS::IAM::Role';
  const serverless = [...resources.values()].some((resource) => resourceTypeOf(resource).startsWith('AWS::Serverless::'));
  return serverless ? impliedBySam.get(logicalId) : undefined;
}

function ordinalOf(logicalId: string, type: string, ownerProperty: string, resources: ReadonlyMap<string, JsonObject>): number {
  const ownerOf = (resource: JsonObject | undefined): string =>
    JSON.stringify(valueAlong(resource?.Properties, ownerProperty.split('.')) ?? null);
  const owner = ownerOf(resources.get(logicalId));
  const siblings = [...resources].filter(([, resource]) => resourceTypeOf(resource) === type && ownerOf(resource) === owner);
  return Math.max(
    0,
    siblings.findIndex(([id]) => id === logicalId),
  );
}

function arn({ partition }: StackEnvironment, service: string, region: string, account: string, rest: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${rest}`;
}
