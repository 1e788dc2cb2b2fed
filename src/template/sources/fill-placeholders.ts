import { carryInexact, type JsonObject } from '../../asl';
import { slug } from '../construct-name';
import { inventedFunction, withResources } from '../invented-resources';
import { pseudoParameter, stackEnvironment } from '../stack-environment';

/** `${ShipArn}` of SAM, `${aws_lambda_function.ship.arn}` of Terraform; nothing that JSONata could mean. */
const PLACEHOLDER = /\$\{\s*([A-Za-z_][A-Za-z0-9_.:[\]-]*)\s*\}/g;

/** A definition that nobody has filled in, with the names of its placeholders. */
export interface FilledDefinition {
  readonly definition: JsonObject | string;
  readonly placeholders: readonly string[];
}

/**
 * Fills in a definition that is a template of somebody's tool: a placeholder gets the value that was given, as it stands; one that says what a task
 * calls gets a readable ARN, as no definition is deployed without. All others are texts and stay.
 */
export function fillPlaceholders(definition: JsonObject | string, values: Readonly<Record<string, string>>): FilledDefinition {
  const isText = typeof definition === 'string';
  const text = isText ? definition : jsonOf(definition);
  if (text === undefined || !text.includes('${')) return { definition, placeholders: [] };
  const placeholders = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!))];
  const isGiven = placeholders.some((name) => Object.hasOwn(values, name));
  const filled = text.replace(PLACEHOLDER, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return whole;
    return isText ? value : JSON.stringify(value).slice(1, -1);
  });
  if (isText) return { definition: filled.replace(/("Resource"\s*:\s*)"([^"\\]*)"/g, inText), placeholders };
  const whole = withResources(isGiven ? (JSON.parse(filled) as JsonObject) : definition, resourceFor);
  carryInexact(definition, whole);
  return { definition: whole, placeholders };
}

function inText(whole: string, key: string, resource: string): string {
  const arn = resourceFor(resource);
  return arn === undefined ? whole : `${key}${JSON.stringify(arn)}`;
}

function resourceFor(resource: string): string | undefined {
  if (!resource.includes('${')) return undefined;
  const environment = stackEnvironment();
  const named = resource.replace(PLACEHOLDER, (_, name: string) => String(pseudoParameter(name, environment) ?? slug(name)));
  if (named === resource || named.startsWith('arn:')) return named === resource ? undefined : named;
  // What is called an activity is one, whose tasks wait for a worker: by Terraform's type, or by a name such as `ActivityArn`.
  const { partition, region, account } = environment;
  if (/^\$\{\s*(?:aws_sfn_activity\.[\w.]+|\w*activity(?:_?arn)?)\s*\}$/i.test(resource))
    return `arn:${partition}:states:${region}:${account}:activity:${named}`;
  const [, name = named, qualifier] = /^(.+):([\w$-]+)$/.exec(named) ?? [];
  return inventedFunction(name, environment, qualifier);
}

/** Undefined for what is not JSON: a definition with errors is for others to judge. */
function jsonOf(value: JsonObject): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
