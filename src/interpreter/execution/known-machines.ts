import { isDefinitionError, isJsonObject, listedNames, nearestName, ownKey, type StateGroup } from '../../asl';
import type { Definition } from '../engine/prepared';
import { startsMachine } from '../integrations/nested-start';
import { type MachineRegistry, nameIn } from '../prepare/machines';
import { UsageError } from '../usage-error';

/** The machines that a definition names where it starts one; undefined where one of them is known at run time only. */
type Started = ReadonlySet<string> | undefined;

const found = new WeakMap<Definition, { readonly started: Started }>();

/**
 * Throws a UsageError for a machine that is registered under an ARN or name that nobody starts: neither the definition nor a machine that it starts. Nothing
 * is said where a task that starts a machine gets its ARN at run time, which can name any.
 *
 * @param names the ARNs and names to judge
 */
export function requireKnownMachines(names: readonly string[], definition: Definition, registry: MachineRegistry): void {
  if (names.length === 0) return;
  const all = new Set<string>();
  const open = [definition];
  const seen = new Set(open);
  for (const next of open) {
    const started = startedBy(next);
    if (started === undefined) return;
    for (const arn of started) {
      all.add(arn).add(nameIn(arn));
      const inner = definitionOf(arn, registry);
      if (inner === null) return;
      if (inner === undefined || seen.has(inner)) continue;
      seen.add(inner);
      open.push(inner);
    }
    if (names.every((name) => all.has(name))) return;
  }
  const unknown = names.find((name) => !all.has(name))!;
  const nearest = nearestName(unknown, [...all]) ?? nearestName(nameIn(unknown), [...all]);
  const known = [...new Set([...all].map(nameIn))];
  throw new UsageError(
    `machines: expected ARNs or names of machines that the definition starts, received ${JSON.stringify(unknown)}, which no task of it names. Hint: ${
      nearest !== undefined
        ? `did you mean ${JSON.stringify(nearest)}?`
        : known.length === 0
          ? 'it starts none.'
          : `it starts ${listedNames(known)}.`
    }`,
  );
}

/** Null for a machine that cannot be read, of which nobody knows what it starts: that is told when it is started. */
function definitionOf(arn: string, registry: MachineRegistry): Definition | undefined | null {
  try {
    return registry.find(arn)?.definition;
  } catch (error) {
    if (isDefinitionError(error)) return null;
    throw error;
  }
}

function startedBy(definition: Definition): Started {
  const known = found.get(definition);
  if (known !== undefined) return known.started;
  const arns = new Set<string>();
  const started = collectStartedArns(definition.machine, arns) ? arns : undefined;
  found.set(definition, { started });
  return started;
}

/** Collects the machines that tasks name; false when one says at run time which it starts. */
function collectStartedArns(group: StateGroup, arns: Set<string>): boolean {
  for (const { type, fields, groups } of group.states.values()) {
    if (type === 'Task' && startsMachine(fields.Resource)) {
      const request = fields.Arguments ?? fields.Parameters;
      const arn = isJsonObject(request) ? ownKey(request, 'StateMachineArn') : undefined;
      if (typeof arn !== 'string' || arn.startsWith('{%')) return false;
      arns.add(arn);
    }
    if (!groups.every((inner) => collectStartedArns(inner, arns))) return false;
  }
  return true;
}
