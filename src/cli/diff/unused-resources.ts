import { fieldsAsJson, isJsonArray, isJsonObject, type JsonValue, ownKey, type StateMachine } from '../../asl';
import { type Notice, notice } from './notice';
import type { SideMachine } from './read-side';
import { statesByName } from './waits';

/** What the machine called before and calls no longer: executions that have already started still do. */
export function unusedResources(before: SideMachine, after: SideMachine, old: StateMachine, current: StateMachine): Notice[] {
  const used = new Set([...calledBy(current)].map((value) => identityOf(value, after)));
  const dropped = [...calledBy(old)].filter((value) => isResource(value, before) && !used.has(identityOf(value, before)));
  const seen = new Set<string>();
  return dropped.flatMap((value): Notice[] => {
    const identity = identityOf(value, before);
    if (seen.has(identity)) return [];
    seen.add(identity);
    const hint = 'executions that have already started call it: keep it, and the permission of the role, until they have ended.';
    return isRemoved(value, before, after)
      ? [notice('RESOURCE_REMOVED', undefined, `${identity} is no longer called, and no longer in the template.`, hint)]
      : [notice('RESOURCE_UNUSED', undefined, `${identity} is no longer called.`, hint)];
  });
}

/** Every text by which the tasks of a machine name something. */
function calledBy(machine: StateMachine): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { fields } of statesByName(machine).values()) {
    for (const name of ['Resource', 'Parameters', 'Arguments', 'ItemReader', 'ResultWriter'])
      collectTexts(ownKey(fieldsAsJson(fields), name), found);
  }
  return found;
}

function collectTexts(value: JsonValue | undefined, found: Set<string>): void {
  if (typeof value === 'string') found.add(value);
  else if (isJsonArray(value)) for (const item of value) collectTexts(item, found);
  else if (isJsonObject(value)) for (const item of Object.values(value)) collectTexts(item, found);
}

/** An ARN of a service's action names nothing that could be deleted. */
function isResource(value: string, { resources }: SideMachine): boolean {
  return /^arn:(?!aws[a-z-]*:states:::)[^\s{}$]+$/.test(value) || (resources?.byValue(value).length ?? 0) > 0;
}

/** The logical id, which stays the same whatever CloudFormation calls the resource, or the text itself. */
function identityOf(value: string, { resources }: SideMachine): string {
  return resources?.byValue(value)[0]?.logicalId ?? value;
}

/** Whether CloudFormation would delete it. */
function isRemoved(value: string, before: SideMachine, after: SideMachine): boolean {
  const [named] = before.resources?.byValue(value) ?? [];
  if (named === undefined || after.resources === undefined) return false;
  return (
    !after.resources.all.some(({ logicalId, type }) => logicalId === named.logicalId && type === named.type) &&
    !before.isRetained?.(named.logicalId)
  );
}
