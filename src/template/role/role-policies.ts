import { isJsonObject, type JsonObject, type JsonValue, ownKey } from '../../asl';
import { asList } from '../as-list';
import { resolve } from '../resolve';
import type { StackScope } from '../stack-scope';
import { transformsOf } from '../transforms';
import { MANAGED_POLICIES, POLICY_TEMPLATES } from './managed-policies';
import { policyStatements } from './policy-statements';
import { resourcePolicyStatements } from './resource-policies';
import { uncertainReferences } from './uncertain-references';

/** What the policies of a template give the role of a machine. */
export interface TemplatePolicies {
  /** IAM statements; a resource that is not certain before the deployment has become `*`. */
  readonly statements: readonly JsonObject[];
  /** Texts in the definition that stand for something else once it is deployed: what they name cannot be compared. */
  readonly invented: readonly string[];
  /** ARN of the machine, as statements name it. */
  readonly machineArn: string;
}

/** A role of the template, as policies refer to it. */
interface Role {
  readonly name: string;
  readonly arn: string;
}

type Statements = readonly JsonObject[] | undefined;

const MANAGED = /^arn:[^:]*:iam::aws:policy\/(.+)$/;
/** Whatever else transforms a template may add policies to it. */
const KNOWN_TRANSFORMS = new Set(['AWS::Serverless-2016-10-31', 'AWS::LanguageExtensions']);

/**
 * The policies that a template gives the role of one of its machines; undefined where they are not all known: the role comes from elsewhere, or a
 * policy cannot be read offline. `related` are other stacks, whose policies may be attached to the role.
 */
export function rolePolicies(
  logicalId: string,
  machine: JsonObject,
  scope: StackScope,
  related: readonly StackScope[] = [],
): TemplatePolicies | undefined {
  const named = scope.names.get(logicalId);
  if (named === undefined || transformsOf(scope.template).some((name) => !KNOWN_TRANSFORMS.has(String(name)))) return undefined;
  // What connectors grant is SAM's to know.
  if (resourcesOf(scope).some(([, { Type: type, Connectors: own }]) => type === 'AWS::Serverless::Connector' || own !== undefined))
    return undefined;
  const properties = isJsonObject(machine.Properties) ? machine.Properties : {};
  const given = ownKey(properties, 'RoleArn') ?? ownKey(properties, 'Role');
  const found = given === undefined ? roleOfSam(logicalId, machine, properties, scope) : roleOfTemplate(given, scope);
  if (found === undefined) return undefined;
  const scopes = [scope, ...related.filter((other) => other !== scope)];
  const parts: readonly Statements[] = [
    found.statements,
    ...scopes.flatMap((each) => attached(found.role, each)),
    ...scopes.map((each) => resourcePolicyStatements(found.role.arn, each)),
  ];
  if (!parts.every((part) => part !== undefined)) return undefined;
  const definitions = ['Definition', 'DefinitionString', 'DefinitionSubstitutions'].map((name) => ownKey(properties, name) ?? null);
  const invented = uncertainReferences(definitions, scope).flatMap((reference) => textsIn(resolve(reference, scope)));
  return { statements: parts.flat(), invented: [...new Set(invented)].filter((text) => text !== ''), machineArn: named.arn };
}

function textsIn(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap((each) => textsIn(each)) : [];
}

function resourcesOf(scope: StackScope): readonly (readonly [logicalId: string, resource: JsonObject])[] {
  const resources = ownKey(scope.template, 'Resources');
  return Object.entries(isJsonObject(resources) ? resources : {}).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}

function propertiesOf(resource: JsonObject): JsonObject {
  return isJsonObject(resource.Properties) ? resource.Properties : {};
}

/** A role that the template itself makes, with its own policies. */
function roleOfTemplate(given: JsonValue, scope: StackScope): { readonly role: Role; readonly statements: Statements } | undefined {
  if (uncertainReferences(given, scope).length > 0) return undefined;
  const arn = resolve(given, scope);
  for (const [logicalId, resource] of resourcesOf(scope)) {
    const named = resource.Type === 'AWS::IAM::Role' ? scope.names.get(logicalId) : undefined;
    if (named === undefined || named.arn !== arn) continue;
    const properties = propertiesOf(resource);
    const parts = [
      ...asList(ownKey(properties, 'Policies')).map((policy) =>
        isJsonObject(policy) ? policyStatements(ownKey(policy, 'PolicyDocument'), scope) : undefined,
      ),
      ...asList(ownKey(properties, 'ManagedPolicyArns')).map((policy) => managedStatements(policy, scope)),
    ];
    return { role: named, statements: joined(parts) };
  }
  return undefined;
}

/** SAM makes a role for a machine that names none, of the policies that stand with the machine. */
function roleOfSam(
  logicalId: string,
  machine: JsonObject,
  properties: JsonObject,
  scope: StackScope,
): { readonly role: Role; readonly statements: Statements } | undefined {
  const role = scope.names.get(`${logicalId}Role`);
  if (role === undefined || machine.Type !== 'AWS::Serverless::StateMachine') return undefined;
  return { role, statements: joined(asList(ownKey(properties, 'Policies')).map((policy) => samStatements(policy, scope))) };
}

function samStatements(policy: JsonValue, scope: StackScope): Statements {
  if (typeof policy === 'string')
    return managedStatements(policy.startsWith('arn:') ? policy : `arn:aws:iam::aws:policy/${managedPath(policy)}`, scope);
  if (!isJsonObject(policy)) return undefined;
  if (Object.hasOwn(policy, 'Statement')) return policyStatements(policy, scope);
  const [name = ''] = Object.keys(policy);
  if (name === 'Ref' || name.startsWith('Fn::')) return managedStatements(policy, scope);
  const actions = POLICY_TEMPLATES.get(name);
  return actions === undefined ? undefined : [{ Effect: 'Allow', Action: actions, Resource: ['*'] }];
}

/** SAM takes names without the path that their ARNs have. */
function managedPath(name: string): string {
  return [...MANAGED_POLICIES.keys()].find((path) => path.endsWith(`/${name}`)) ?? name;
}

function managedStatements(policy: JsonValue, scope: StackScope): Statements {
  if (uncertainReferences(policy, scope).length > 0) return undefined;
  const arn = resolve(policy, scope);
  for (const [logicalId, resource] of resourcesOf(scope))
    if (resource.Type === 'AWS::IAM::ManagedPolicy' && scope.names.get(logicalId)?.arn === arn)
      return policyStatements(ownKey(propertiesOf(resource), 'PolicyDocument'), scope);
  const actions = MANAGED_POLICIES.get(MANAGED.exec(String(arn))?.[1] ?? '');
  return actions === undefined ? undefined : [{ Effect: 'Allow', Action: actions, Resource: ['*'] }];
}

/** Policies of their own that name the role. */
function attached(role: Role, scope: StackScope): readonly Statements[] {
  return (attachments(scope).get(role.name) ?? []).map((document) => policyStatements(document, scope));
}

/** Looked for once for all machines of a template. */
const known = new WeakMap<StackScope, ReadonlyMap<string, readonly (JsonValue | undefined)[]>>();

/** The documents of policies that name roles, by the names of the roles. */
function attachments(scope: StackScope): ReadonlyMap<string, readonly (JsonValue | undefined)[]> {
  const before = known.get(scope);
  if (before !== undefined) return before;
  const found = new Map<string, (JsonValue | undefined)[]>();
  for (const [, resource] of resourcesOf(scope)) {
    const field = ROLES_OF.get(String(resource.Type));
    const roles = field === undefined ? undefined : ownKey(propertiesOf(resource), field);
    if (roles === undefined) continue;
    for (const name of asList(resolve(roles, scope))) {
      const documents = found.get(String(name)) ?? [];
      documents.push(ownKey(propertiesOf(resource), 'PolicyDocument'));
      found.set(String(name), documents);
    }
  }
  known.set(scope, found);
  return found;
}

/** Where policies of their own name the roles they are for. */
const ROLES_OF: ReadonlyMap<string, string> = new Map([
  ['AWS::IAM::Policy', 'Roles'],
  ['AWS::IAM::ManagedPolicy', 'Roles'],
  ['AWS::IAM::RolePolicy', 'RoleName'],
]);

function joined(parts: readonly Statements[]): Statements {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}
