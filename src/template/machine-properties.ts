import { type JsonObject, type JsonValue, ownKey, type Problem, QUOTAS, refusedCharacter } from '../asl';

const TYPES = ['STANDARD', 'EXPRESS'];

/**
 * What Step Functions refuses in the name and type that a template writes out for a machine: it would be deployed with neither. Names and types that a
 * deployment brings are not judged.
 */
export function machineProblems(properties: JsonObject, pointer: string): Problem[] {
  return [nameProblem(properties, pointer), typeProblem(properties, pointer)].filter((problem) => problem !== undefined);
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
