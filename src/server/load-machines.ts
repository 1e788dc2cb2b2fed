import { errorText, isJsonObject, type JsonObject } from '../asl';
import {
  definitionOf,
  nameOfFile,
  readSourcePath,
  readSourceValue,
  type SourceContents,
  stackEnvironment,
  unreadTemplates,
} from '../template';
import { serveMachine, settingsOf } from './operations/machines';
import { requireResourceName } from './operations/resource-name';
import type { Service } from './service/service';
import { arnPrefix } from './service/settings';

/** Where machines come from: a path (`cdk.out`, a template, ASL, a folder), a template or definition as an object, or definitions by name. */
export type MachineSource = string | JsonObject;

const ACTIVITY = 'AWS::StepFunctions::Activity';

/** A machine that could not be served, and why. */
export interface UnservedMachine {
  readonly name: string;
  readonly why: string;
}

/**
 * Puts the machines of a source into the service; the name of a definition that stands alone is that of its file. Gives those that cannot be served.
 *
 * @param loaded definitions by ARN that were put there before, from the same list of sources: another one would take the place of the first
 * @param warn is told of a key that a template gives twice, as CloudFormation deploys it: the last one counts
 */
export function loadMachines(
  service: Service,
  source: MachineSource,
  loaded: Map<string, string>,
  warn: (line: string) => void,
): readonly UnservedMachine[] {
  const unserved: UnservedMachine[] = [];
  const add = (
    name: string,
    definition: JsonObject | string,
    more: { arn?: string; type?: 'STANDARD' | 'EXPRESS'; roleArn?: string; tags?: Readonly<Record<string, string>> },
  ): void => {
    try {
      requireResourceName(name);
      const arn = more.arn === undefined ? `${service.prefix}:stateMachine:${name}` : here(service, more.arn);
      const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
      if ((loaded.get(arn) ?? text) !== text) {
        unserved.push({ name, why: 'another machine of the sources has its name and is served. Hint: give each its own name' });
        return;
      }
      loaded.set(arn, text);
      serveMachine(service, {
        arn,
        name,
        type: more.type ?? 'STANDARD',
        tags: new Map(Object.entries(more.tags ?? {})),
        settings: settingsOf({
          definition: here(service, text),
          roleArn: more.roleArn ?? `arn:${service.settings.partition}:iam::${service.settings.account}:role/StepFunctionsRole`,
        }),
      });
    } catch (error) {
      unserved.push({ name, why: errorText(error) });
    }
  };
  if (typeof source !== 'string' && isByName(source)) {
    for (const [name, definition] of Object.entries(source)) add(name, definition as JsonObject, {});
    return unserved;
  }
  const contents: SourceContents = typeof source === 'string' ? readSourcePath(source) : readSourceValue(source);
  if (contents.definition !== undefined) {
    const { definition, name, type, roleArn } = contents.definition;
    add(name ?? (typeof source === 'string' ? nameOfFile(source) : 'StateMachine'), definition, {
      ...(type === undefined ? {} : { type }),
      ...(roleArn === undefined ? {} : { roleArn }),
    });
    return unserved;
  }
  for (const each of contents.repeatedKeys) warn(`${each} Hint: rename or remove one.`);
  for (const name of unreadTemplates(contents.stacks.map(({ scope }) => scope)))
    unserved.push({ name, why: 'the template of this nested stack was not read' });
  const hasActivity = contents.resources.all.some(({ type }) => type === ACTIVITY);
  if (contents.stateMachines.length === 0 && !hasActivity && unserved.length === 0)
    unserved.push({ name: typeof source === 'string' ? nameOfFile(source) : 'of the template', why: 'there is no state machine in it' });
  for (const { type, name, arn } of contents.resources.all) {
    if (type === ACTIVITY && !service.activities.has(here(service, arn)))
      service.addActivity({ arn: here(service, arn), name, creationDate: service.clock.date, tags: new Map() });
  }
  for (const machine of contents.stateMachines) {
    const { name, arn, type, roleArn, tags } = machine;
    // Variants of one machine, each with a condition: the one that holds would be there.
    if (!machine.deployed && contents.stateMachines.some((other) => other.arn === arn && other.deployed)) {
      unserved.push({ name, why: 'its Condition does not hold, and another machine has its name' });
      continue;
    }
    try {
      add(name, definitionOf(machine), { arn, type, tags, ...(roleArn === undefined ? {} : { roleArn }) });
    } catch (error) {
      unserved.push({ name, why: errorText(error) });
    }
  }
  return unserved;
}

/** Definitions by name are told from a template and from a definition by what they lack. */
function isByName(source: JsonObject): boolean {
  return (
    !Object.hasOwn(source, 'Resources') &&
    !Object.hasOwn(source, 'States') &&
    Object.values(source).every((value) => typeof value === 'string' || isJsonObject(value))
  );
}

/** What reading a template invents where it names no region and no account. */
const INVENTED = arnPrefix(stackEnvironment());

/** A text with the region and account of the server in place of invented ones, wherever it names things of Step Functions. */
function here({ prefix }: Service, text: string): string {
  return text.replaceAll(`${INVENTED}:`, `${prefix}:`);
}
