import { defineKey, type JsonObject, type JsonValue, jsonFrom } from '../../asl';

/** Variables of one branch as they came to be: each link holds what one state assigned, as JSON text by name. */
export interface VariableTrail {
  readonly before: VariableTrail | undefined;
  readonly assigned: Readonly<Record<string, string>>;
}

/** The variables at a link, read where the trail is. */
export function variablesAt(trail: VariableTrail | undefined, around: JsonObject): JsonObject {
  if (trail === undefined) return around;
  const links: VariableTrail[] = [];
  for (let link: VariableTrail | undefined = trail; link !== undefined; link = link.before) links.push(link);
  const variables: Record<string, JsonValue> = { ...around };
  for (const link of links.reverse()) {
    for (const [name, value] of Object.entries(assignedIn(link.assigned))) defineKey(variables, name, value);
  }
  return variables;
}

/** Assigned variables as JSON. */
export function assignedIn(assigned: Readonly<Record<string, string>>): JsonObject {
  const variables: Record<string, JsonValue> = {};
  for (const [name, text] of Object.entries(assigned)) defineKey(variables, name, jsonFrom(text));
  return variables;
}
