import { isJsonObject, type JsonObject, listedNames, listedQuoted, ownKey } from '../asl';
import type { ExtractedStateMachine } from './extract-state-machines';
import type { TemplateStack } from './read-template';

/** What to do about macros, which are not run. */
export const MACRO_HINT = 'test what it makes of the template, which aws cloudformation get-template --template-stage Processed prints.';

/** A sentence for each list of macros that rewrite machines before CloudFormation makes them: they are not run here. */
export function unrunMacros(machines: readonly Pick<ExtractedStateMachine, 'name' | 'macros'>[]): readonly string[] {
  const byMacros = new Map<string, string[]>();
  for (const { name, macros = [] } of machines) {
    if (macros.length === 0) continue;
    const what = `the ${macros.length === 1 ? 'macro' : 'macros'} ${listedQuoted([...new Set(macros)])}`;
    byMacros.set(what, [...(byMacros.get(what) ?? []), name]);
  }
  return [...byMacros].map(
    ([what, names]) =>
      `CloudFormation runs ${what} before it makes ${listedQuoted(names)}, and Drystep does not: what is deployed may differ.`,
  );
}

/** A sentence for whatever CloudFormation makes of templates and nothing makes of them here: macros that rewrite machines, and modules, which may hold some. */
export function leftToCloudFormation(stacks: readonly Pick<TemplateStack, 'scope' | 'stateMachines'>[]): readonly string[] {
  const modules = stacks.flatMap(({ scope }) => modulesOf(scope.template));
  const sentence = `${modules.length === 1 ? 'The module' : 'The modules'} ${listedNames(modules)} ${modules.length === 1 ? 'was' : 'were'} not read.`;
  return [...unrunMacros(stacks.flatMap(({ stateMachines }) => stateMachines)), ...(modules.length === 0 ? [] : [sentence])];
}

/** Each with its type: `"Flow" (My::Flow::MODULE)`. */
function modulesOf(template: JsonObject): readonly string[] {
  const resources = ownKey(template, 'Resources');
  return Object.entries(isJsonObject(resources) ? resources : {}).flatMap(([logicalId, resource]) => {
    const type = isJsonObject(resource) ? ownKey(resource, 'Type') : undefined;
    return typeof type === 'string' && type.endsWith('::MODULE') ? [`${JSON.stringify(logicalId)} (${type})`] : [];
  });
}
