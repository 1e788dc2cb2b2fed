import { abridged, isJsonArray, type JsonObject, type JsonValue, listedNames, nearestName, ownKey } from '../asl';
import { fitsPattern } from './allowed-pattern';
import { isFromSsm, isListType, parameterDeclaration, typeOf } from './parameter-value';
import { templateError } from './template-error';

/** Values of parameters, by name. A list is one, or texts with commas between them. */
export type ParameterValues = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/**
 * The values that a template's parameters take, those that it does not declare left out. Throws a TemplateError for a value that CloudFormation
 * would refuse by the parameter's type or its allowed values.
 */
export function parametersFor(template: JsonObject, given: ParameterValues): Readonly<Record<string, JsonValue>> {
  const taken: Record<string, JsonValue> = Object.create(null);
  for (const [name, value] of Object.entries(given)) {
    const declaration = parameterDeclaration(template, name);
    if (declaration === undefined) continue;
    const type = typeOf(declaration);
    const texts =
      typeof value === 'object'
        ? value
        : isListType(type)
          ? String(value)
              .split(',')
              .map((item) => item.trim())
          : [String(value)];
    if (typeof value === 'object' && !isListType(type)) refuseParameter(name, 'a text', value);
    for (const text of texts) check(name, text, type, declaration);
    taken[name] = isListType(type) ? texts : String(value);
  }
  return taken;
}

/** Throws a TemplateError for a name that none of the templates or definitions has, with the nearest. */
export function refuseUnknownParameters(given: ParameterValues, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  const there = known.length === 0 ? 'it has none.' : `it has ${listedNames(known)}.`;
  throw templateError(
    'PARAMETER_UNKNOWN',
    `The source has no parameter ${JSON.stringify(unknown)}. Hint: ${nearest === undefined ? there : `did you mean ${JSON.stringify(nearest)}?`}`,
  );
}

function check(name: string, text: string, type: string, declaration: JsonObject): void {
  // What the Parameter Store holds is not what the declaration allows, which are names in it.
  if (isFromSsm(type)) return;
  const allowed = ownKey(declaration, 'AllowedValues');
  if (isJsonArray(allowed) && !allowed.map(String).includes(text)) {
    const names = allowed.map(String);
    const nearest = nearestName(text, names);
    refuseParameter(
      name,
      `one of ${listedNames(names)}`,
      text,
      nearest === undefined ? undefined : `did you mean ${JSON.stringify(nearest)}?`,
    );
  }
  if (type === 'Number' || type === 'List<Number>') checkNumber(name, text, declaration);
  else checkText(name, text, declaration);
}

function checkNumber(name: string, text: string, declaration: JsonObject): void {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(number)) refuseParameter(name, 'a number', text);
  const [least, most] = [boundOf(declaration, 'MinValue'), boundOf(declaration, 'MaxValue')];
  if (least !== undefined && number < least) refuseParameter(name, `a number of ${least} or more`, text);
  if (most !== undefined && number > most) refuseParameter(name, `a number of ${most} or less`, text);
}

function checkText(name: string, text: string, declaration: JsonObject): void {
  const [least, most] = [boundOf(declaration, 'MinLength'), boundOf(declaration, 'MaxLength')];
  if (least !== undefined && text.length < least) refuseParameter(name, `a text of ${least} or more characters`, text);
  if (most !== undefined && text.length > most) refuseParameter(name, `a text of ${most} or fewer characters`, text);
  const pattern = ownKey(declaration, 'AllowedPattern');
  if (typeof pattern !== 'string' || fitsPattern(pattern, text) !== false) return;
  const description = ownKey(declaration, 'ConstraintDescription');
  refuseParameter(
    name,
    `a text that fits ${abridged(pattern)}`,
    text,
    typeof description === 'string' ? String(abridged(description)) : undefined,
  );
}

function boundOf(declaration: JsonObject, name: string): number | undefined {
  const value = ownKey(declaration, name);
  return value === undefined || !Number.isFinite(Number(value)) ? undefined : Number(value);
}

function refuseParameter(name: string, expected: string, received: JsonValue, hint?: string): never {
  const message = `Parameter ${JSON.stringify(name)}: expected ${expected}, received ${abridged(received)}.`;
  throw templateError('PARAMETER_INVALID', hint === undefined ? message : `${message} Hint: ${hint}`);
}
