import { abridged, errorText, isJsonObject, type JsonObject, type JsonValue, jsonFrom, ownKey } from '../../asl';
import { compilePath, NO_DATA } from '../../data';

/** What a target of EventBridge says of its input. */
export interface TargetInput {
  readonly Input?: JsonValue;
  readonly InputPath?: JsonValue;
  readonly InputTransformer?: JsonValue;
}

/** An error in words; the caller, who knows the place, adds it. */
export class MappingError extends Error {
  constructor(
    message: string,
    readonly hint = 'correct the mapping, or pass a sample that has it.',
  ) {
    super(message);
  }
}

/** What EventBridge hands on of an event. Throws {@link MappingError} where that is not JSON, or the event lacks what is asked of it. */
export function eventInput({ Input, InputPath, InputTransformer }: TargetInput, event: JsonObject, rule: string): JsonValue {
  if (typeof Input === 'string') return jsonPart(Input, 'Input');
  if (typeof InputPath === 'string') return required(event, InputPath, 'InputPath');
  if (!isJsonObject(InputTransformer)) return event;
  const paths = ownKey(InputTransformer, 'InputPathsMap');
  const template = String(ownKey(InputTransformer, 'InputTemplate') ?? '');
  const values = new Map<string, JsonValue>([
    ['aws.events.rule-name', rule],
    ['aws.events.rule-arn', `arn:aws:events:us-east-1:111111111111:rule/${rule}`],
    ['aws.events.event.ingestion-time', ownKey(event, 'time') ?? ''],
    ['aws.events.event.json', event],
    // Without detail, as EventBridge has it.
    ['aws.events.event', Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'detail'))],
  ]);
  for (const [name, path] of Object.entries(isJsonObject(paths) ? paths : {})) {
    if (template.includes(`<${name}>`)) values.set(name, required(event, String(path), `<${name}>`));
  }
  return jsonPart(filled(template, values), 'InputTemplate');
}

/** Placeholders inside of quotes take the text of a value, others its JSON. */
function filled(template: string, values: ReadonlyMap<string, JsonValue>): string {
  let inText = false;
  return template.replaceAll(/\\.|"|<([^<>"\s]+)>/g, (match, name: string | undefined) => {
    if (match === '"') inText = !inText;
    if (name === undefined) return match;
    const value = values.get(name);
    if (value === undefined)
      throw new MappingError(`its InputTemplate has the placeholder <${name}>, which its InputPathsMap does not name`);
    if (!inText) return JSON.stringify(value);
    if (typeof value === 'object' && value !== null)
      throw new MappingError(`its InputTemplate puts <${name}> into a text, and the event has ${abridged(value)} there, which is not text`);
    return typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : String(value);
  });
}

function required(event: JsonObject, path: string, what: string): JsonValue {
  const value = compilePath(path).select({ ...NO_DATA, input: event });
  if (value === undefined || (Array.isArray(value) && value.length === 0 && /[*:?]/.test(path)))
    throw new MappingError(`its ${what} reads ${path}, which the event does not have: ${abridged(event, 200)}`);
  return value;
}

function jsonPart(text: string, what: string): JsonValue {
  try {
    return jsonFrom(text);
  } catch (error) {
    throw new MappingError(`its ${what} is not JSON: ${errorText(error)}. It reads ${abridged(text, 200)}`);
  }
}
