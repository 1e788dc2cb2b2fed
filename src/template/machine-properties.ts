import { isJsonObject, type JsonObject, type JsonValue, nearestName, ownKey, type Problem, QUOTAS, refusedCharacter } from '../asl';
import { unknownCondition } from './functions';

const TYPES = ['STANDARD', 'EXPRESS'];

const SERVERLESS = 'AWS::Serverless::StateMachine';

/** The properties of a state machine in CloudFormation, each with its name in SAM where that has one. */
const SAM_NAMES: ReadonlyMap<string, string | undefined> = new Map([
  ['Definition', 'Definition'],
  ['DefinitionS3Location', 'DefinitionUri'],
  ['DefinitionString', 'Definition'],
  ['DefinitionSubstitutions', 'DefinitionSubstitutions'],
  ['EncryptionConfiguration', undefined],
  ['LoggingConfiguration', 'Logging'],
  ['RoleArn', 'Role'],
  ['StateMachineName', 'Name'],
  ['StateMachineType', 'Type'],
  ['Tags', 'Tags'],
  ['TracingConfiguration', 'Tracing'],
]);

/** The properties that only SAM has. */
const SAM_ALONE = [
  'AutoPublishAlias',
  'DeploymentPreference',
  'Events',
  'PermissionsBoundary',
  'Policies',
  'PropagateTags',
  'RolePath',
  'UseAliasAsEventTarget',
];

const CLOUDFORMATION = [...SAM_NAMES.keys()];
const SAM = [...[...SAM_NAMES.values()].filter((name) => name !== undefined), ...SAM_ALONE];

/**
 * What CloudFormation or Step Functions refuses in the properties that a template writes out for a machine, so that it is not deployed. Names and types
 * that a deployment brings are not judged.
 */
export function machineProblems(resourceType: string, properties: JsonObject, pointer: string): Problem[] {
  return [
    ...misnamed(resourceType, properties, pointer),
    nameProblem(properties, pointer),
    typeProblem(properties, pointer),
    ...kindProblems(resourceType, properties, pointer),
  ].filter((problem) => problem !== undefined);
}

/** A machine whose `Condition` the template does not have. */
export function conditionProblem(condition: JsonValue | undefined, template: JsonObject, pointer: string): Problem[] {
  const problem = typeof condition === 'string' ? unknownCondition(condition, template) : undefined;
  return problem === undefined ? [] : [{ code: 'TEMPLATE_BROKEN_REFERENCE', pointer, ...problem }];
}

/**
 * Names of the other of the two resource types, and misspelt ones. A name like no other may be newer than this list, and what it says is not read here.
 */
function misnamed(resourceType: string, properties: JsonObject, pointer: string): Problem[] {
  const isServerless = resourceType === SERVERLESS;
  const [known, foreign] = isServerless ? [SAM, CLOUDFORMATION] : [CLOUDFORMATION, SAM];
  return Object.keys(properties).flatMap((name) => {
    if (known.includes(name)) return [];
    const twin = isServerless ? SAM_NAMES.get(name) : CLOUDFORMATION.find((own) => SAM_NAMES.get(own) === name);
    const isForeign = foreign.includes(name);
    const meant = twin ?? (isForeign ? undefined : nearestName(name, known));
    if (meant === undefined && !isForeign) return [];
    const hint = meant === undefined ? 'CloudFormation refuses it: leave it out.' : `Write "${meant}".`;
    return [
      { code: 'TEMPLATE_PROPERTY_INVALID', pointer: `${pointer}/${name}`, expected: `a property of ${resourceType}`, received: name, hint },
    ];
  });
}

/** Values of another kind than CloudFormation takes, where the template writes them out. */
function kindProblems(resourceType: string, properties: JsonObject, pointer: string): Problem[] {
  const text = ownKey(properties, 'DefinitionString');
  const object = ownKey(properties, 'Definition');
  const values = ownKey(properties, 'DefinitionSubstitutions');
  const problems: Problem[] = [];
  const refuse = (code: Problem['code'], property: string, expected: string, received: JsonValue, hint: string): void =>
    void problems.push({ code, pointer: `${pointer}/${property}`, expected, received, hint });
  if (resourceType !== SERVERLESS && isJsonObject(text) && Object.hasOwn(text, 'States'))
    refuse('TEMPLATE_DEFINITION_INVALID', 'DefinitionString', 'a text', text, 'Write "Definition", which takes an object.');
  if (typeof object === 'string') {
    const hint = resourceType === SERVERLESS ? 'Write it as an object.' : 'Write "DefinitionString", which takes a text.';
    refuse('TEMPLATE_DEFINITION_INVALID', 'Definition', 'an object', object, hint);
  }
  if (values !== undefined && !isJsonObject(values))
    refuse(
      'TEMPLATE_SUBSTITUTION_INVALID',
      'DefinitionSubstitutions',
      'values by the names of placeholders',
      values,
      'Write { "Name": "value" }.',
    );
  return problems;
}

/** SAM's names for the two stand last. */
function written(properties: JsonObject, names: readonly string[]): readonly [name: string, value: JsonValue] | undefined {
  for (const name of names) {
    const value = ownKey(properties, name);
    if (value !== undefined) return [name, value];
  }
  return undefined;
}

function nameProblem(properties: JsonObject, pointer: string): Problem | undefined {
  const [property, name] = written(properties, ['StateMachineName', 'Name']) ?? [];
  if (property === undefined || typeof name !== 'string') return undefined;
  const isLong = name === '' || name.length > QUOTAS.nameLength;
  if (!isLong && refusedCharacter(name) === undefined) return undefined;
  return {
    code: 'TEMPLATE_PROPERTY_INVALID',
    pointer: `${pointer}/${property}`,
    expected: isLong
      ? `a name of 1 to ${QUOTAS.nameLength} characters`
      : 'a name without white space, brackets, wildcards and the characters " # % \\ ^ | ~ ` $ & , ; : /',
    received: isLong ? `${name.length} characters` : name,
    hint: 'CreateStateMachine refuses it (InvalidName).',
  };
}

function typeProblem(properties: JsonObject, pointer: string): Problem | undefined {
  const [property, type] = written(properties, ['StateMachineType', 'Type']) ?? [];
  if (property === undefined || typeof type !== 'string' || TYPES.includes(type)) return undefined;
  return {
    code: 'TEMPLATE_PROPERTY_INVALID',
    pointer: `${pointer}/${property}`,
    expected: TYPES.join(' or '),
    received: type,
    ...(TYPES.includes(type.toUpperCase()) ? { hint: `Write "${type.toUpperCase()}".` } : {}),
  };
}
