import { isJsonObject, type JsonObject, problemText } from '../asl';
import { readSourcePath, readSourceValue, type SourceContents } from '../template';
import { serveMachine } from './operations/machines';
import type { Service } from './service/service';

/** Where machines come from: a path (`cdk.out`, a template, ASL, a folder), a template or definition as an object, or definitions by name. */
export type MachineSource = string | JsonObject;

/** A machine that could not be served, and why. */
export interface UnservedMachine {
  readonly name: string;
  readonly why: string;
}

/** Puts the machines of a source into the service; the name of a definition that stands alone is that of its file. Gives those that cannot be served. */
export function loadMachines(service: Service, source: MachineSource): readonly UnservedMachine[] {
  const unserved: UnservedMachine[] = [];
  const add = (
    name: string,
    definition: JsonObject | string,
    more: { arn?: string; type?: 'STANDARD' | 'EXPRESS'; roleArn?: string; tags?: Readonly<Record<string, string>> },
  ): void => {
    try {
      serveMachine(service, {
        arn: ownArn(service, more.arn) ?? `${service.prefix}:stateMachine:${name}`,
        name,
        type: more.type ?? 'STANDARD',
        tags: new Map(Object.entries(more.tags ?? {})),
        settings: {
          definition: typeof definition === 'string' ? definition : JSON.stringify(definition),
          roleArn: more.roleArn ?? `arn:${service.settings.partition}:iam::${service.settings.account}:role/StepFunctionsRole`,
          loggingConfiguration: { level: 'OFF', includeExecutionData: false },
          tracingConfiguration: { enabled: false },
        },
      });
    } catch (error) {
      unserved.push({ name, why: error instanceof Error ? error.message : String(error) });
    }
  };
  if (typeof source !== 'string' && isByName(source)) {
    for (const [name, definition] of Object.entries(source)) add(name, definition as JsonObject, {});
    return unserved;
  }
  const contents: SourceContents = typeof source === 'string' ? readSourcePath(source) : readSourceValue(source);
  if (contents.definition !== undefined) {
    const { definition, name, type, roleArn } = contents.definition;
    add(name ?? nameOf(source), definition, { ...(type === undefined ? {} : { type }), ...(roleArn === undefined ? {} : { roleArn }) });
    return unserved;
  }
  for (const machine of contents.stateMachines) {
    const { name, arn, type, roleArn, tags, definition, definitionText, problems } = machine;
    const given = definition ?? definitionText;
    if (given === undefined) unserved.push({ name, why: problems.map((problem) => problemText(problem)).join('; ') });
    else add(name, given, { arn, type, tags, ...(roleArn === undefined ? {} : { roleArn }) });
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

/** An ARN of a template in the account and region of the server. */
function ownArn({ prefix }: Service, arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : `${prefix}:${arn.split(':').slice(5).join(':')}`;
}

function nameOf(source: MachineSource): string {
  if (typeof source !== 'string') return 'StateMachine';
  const file = source.split(/[\\/]/).at(-1) as string;
  return file.replace(/\.(?:asl\.)?(?:json|ya?ml)$/i, '').replace(/[^\w.-]/g, '-');
}
