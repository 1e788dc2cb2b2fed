import { inexactText, isJsonObject, type JsonObject, type JsonValue, ownKey } from '../asl';

/** The value of a parameter, and whether it is one: an invented value stands for what the deployment brings. */
export interface ParameterValue {
  readonly value: JsonValue;
  readonly isGiven: boolean;
}

/**
 * The value of a template's parameter: the given one, its `Default`, the first of `AllowedValues`, or its own name as a label.
 * The default of a parameter that is read from SSM names it there, and is not its value. Undefined when there is no such parameter.
 */
export function parameterValue(template: JsonObject, name: string, given: JsonValue | undefined): ParameterValue | undefined {
  const declaration = parameterDeclaration(template, name);
  if (declaration === undefined) return given === undefined ? undefined : { value: given, isGiven: true };
  const type = typeOf(declaration);
  const known = given ?? (isFromSsm(type) ? undefined : (inexactText(declaration, 'Default') ?? ownKey(declaration, 'Default')));
  if (known !== undefined) return { value: typed(known, type), isGiven: true };
  const allowed = ownKey(declaration, 'AllowedValues');
  const first = Array.isArray(allowed) && !isFromSsm(type) ? (allowed[0] as JsonValue | undefined) : undefined;
  return { value: typed(first ?? labelFor(name, type, declaration), type), isGiven: false };
}

/** What a template declares of a parameter; undefined when it has none of this name. */
export function parameterDeclaration(template: JsonObject, name: string): JsonObject | undefined {
  const section = ownKey(template, 'Parameters');
  const declaration = isJsonObject(section) ? ownKey(section, name) : undefined;
  return isJsonObject(declaration) ? declaration : undefined;
}

/** Names of the parameters that a template declares. */
export function parameterNames(template: JsonObject): readonly string[] {
  const section = ownKey(template, 'Parameters');
  return isJsonObject(section) ? Object.keys(section) : [];
}

/** True for a parameter whose value CloudFormation reads from the Parameter Store. */
export function isFromSsm(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}

/** The parameters of a deployment but for those whose values name something in the Parameter Store. */
export function withoutSsm<Value>(template: JsonObject, parameters: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  const kept = Object.entries(parameters).filter(([name]) => !isFromSsm(typeOf(parameterDeclaration(template, name) ?? {})));
  return Object.fromEntries(kept);
}

/** The type of a parameter, as it was declared. */
export function typeOf(declaration: JsonObject): string {
  return typeof declaration.Type === 'string' ? declaration.Type : 'String';
}

function labelFor(name: string, type: string, declaration: JsonObject): JsonValue {
  return type === 'Number' ? (ownKey(declaration, 'MinValue') ?? 1) : name;
}

/** True for a parameter that is a list, which CloudFormation takes as texts with commas between them. */
export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.includes('List<') || type === 'AWS::SSM::Parameter::Value<CommaDelimitedList>';
}

function typed(value: JsonValue, type: string): JsonValue {
  if (isListType(type) && typeof value === 'string') return value.split(',').map((item) => item.trim());
  // CloudFormation checks that it is a number, and hands on a text: joined into a definition it looks the same, in one that is an object it is refused.
  return type === 'Number' && typeof value === 'number' ? String(value) : value;
}
