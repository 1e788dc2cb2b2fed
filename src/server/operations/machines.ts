import { type JsonObject, ownKey } from '../../asl';
import { parse } from '../../interpreter';
import { invalidDefinitionMessage, refuseMachineRequest, validate, variableReferences } from '../../validator';
import { parseMachineArn, unqualified } from '../service/arns';
import type { MachineRecord, Revision } from '../service/machine-record';
import { requireLiving } from '../service/machine-table';
import type { Service } from '../service/service';
import { doesNotExist, ServiceProblem, validationProblem } from '../service-problem';
import { encryptionOf } from './encryption';
import { type OperationHandler, optionalText, present, requestText, seconds } from './operation';
import { requireResourceName } from './resource-name';
import { takeTags } from './tags';
import { publishVersion } from './versions';

/** The part of a machine that has revisions. */
type Settings = Omit<Revision, 'id' | 'prepared' | 'updateDate' | 'variableReferences'>;

export const CreateStateMachine: OperationHandler = (service, request) => {
  const name = requestText(request, 'name');
  requireResourceName(name);
  const settings = settingsOf(request);
  const type = optionalText(request, 'type') === 'EXPRESS' ? 'EXPRESS' : 'STANDARD';
  const arn = `${service.prefix}:stateMachine:${name}`;
  const publish = request.publish === true;
  const description = optionalText(request, 'versionDescription');
  if (description !== undefined && !publish) throw descriptionAlone();
  const known = service.machines.get(arn);
  if (known !== undefined) requireLiving(known);
  if (known !== undefined && !isSame(known, settings, type, publish, description))
    throw new ServiceProblem('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
  const machine = known ?? createMachine(service, { arn, name, type, settings, tags: takeTags(arn, new Map(), request.tags) });
  if (known === undefined && publish) machine.firstVersion = publishVersion(service, machine, description);
  return present({
    stateMachineArn: arn,
    creationDate: seconds(machine.creationDate),
    stateMachineVersionArn: machine.firstVersion?.arn,
  });
};

/** Makes a machine and puts it into the table. Throws InvalidDefinition. */
export function createMachine(
  service: Service,
  given: Pick<MachineRecord, 'arn' | 'name' | 'type' | 'tags'> & { readonly settings: Settings },
): MachineRecord {
  const { settings, ...facts } = given;
  const creationDate = service.clock.date;
  const machine: MachineRecord = {
    ...facts,
    creationDate,
    sequence: service.next(),
    revision: { ...settings, prepared: prepared(settings.definition, given.type), updateDate: creationDate },
    versions: new Map(),
    lastVersion: 0,
    aliases: new Map(),
    deleting: false,
  };
  service.machines.add(machine);
  return machine;
}

/** Makes a machine that a file describes, or gives the one that there is the file's settings. Throws InvalidDefinition. */
export function serveMachine(service: Service, given: Parameters<typeof createMachine>[1]): void {
  const known = service.machines.get(given.arn);
  if (known === undefined || known.type !== given.type) createMachine(service, given);
  else reviseMachine(service, known, given.settings);
}

/** Whether a request is the one that made a machine: it is answered as that was. Role and tags are not compared (API reference). */
function isSame(
  { type: known, revision, firstVersion }: MachineRecord,
  settings: Settings,
  type: MachineRecord['type'],
  publish: boolean,
  description: string | undefined,
): boolean {
  const compared = (one: Settings): string =>
    JSON.stringify([one.definition, one.loggingConfiguration, one.tracingConfiguration, one.encryptionConfiguration]);
  const published = publish === (firstVersion !== undefined) && firstVersion?.description === description;
  return known === type && published && compared(revision) === compared(settings);
}

/** What a request says of a machine, with the service's defaults. Throws for what it refuses whatever the definition says. */
export function settingsOf(request: JsonObject, before?: Settings): Settings {
  const refusal = refuseMachineRequest(request);
  if (refusal !== undefined) throw new ServiceProblem(refusal.code, refusal.message);
  const roleArn = optionalText(request, 'roleArn') ?? (before?.roleArn as string);
  // In words of its own (quoted in public: aws/amazon-sagemaker-examples, issue 2432).
  if (!roleArn.startsWith('arn:')) throw new ServiceProblem('InvalidArn', `Invalid Role Arn: '${roleArn}'`);
  const encryption = encryptionOf(request) ?? before?.encryptionConfiguration;
  return {
    definition: optionalText(request, 'definition') ?? (before?.definition as string),
    roleArn,
    loggingConfiguration: logging(request.loggingConfiguration as JsonObject | undefined) ?? before?.loggingConfiguration ?? LOGGING_OFF,
    tracingConfiguration: (request.tracingConfiguration as JsonObject | undefined) ?? before?.tracingConfiguration ?? { enabled: false },
    ...(encryption === undefined ? {} : { encryptionConfiguration: encryption }),
  };
}

const LOGGING_OFF: JsonObject = { level: 'OFF', includeExecutionData: false };

/** With the members that were left out (recorded: sfn_api_logs.incomplete_logging_configuration). */
function logging(given: JsonObject | undefined): JsonObject | undefined {
  return given === undefined ? undefined : { ...LOGGING_OFF, ...given };
}

/** Throws InvalidDefinition in the service's words. */
export function prepared(definition: string, type: MachineRecord['type']): Revision['prepared'] {
  const message = invalidDefinitionMessage(validate(definition, { type, rules: 'aws', severity: 'ERROR' }));
  if (message !== undefined) throw new ServiceProblem('InvalidDefinition', message);
  return parse(definition);
}

/** Members of an update of which one must be there. */
const CHANGEABLE = ['definition', 'roleArn', 'loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'];

export const UpdateStateMachine: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseMachineArn(arn);
  const machine = service.machines.requireLiving(arn);
  const settings = settingsOf(request, machine.revision);
  const publish = request.publish === true;
  const description = optionalText(request, 'versionDescription');
  if (description !== undefined && !publish) throw descriptionAlone();
  if (!CHANGEABLE.some((member) => ownKey(request, member) !== undefined) && !publish)
    throw new ServiceProblem(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
    );
  reviseMachine(service, machine, settings);
  const version = publish ? publishVersion(service, machine, description) : undefined;
  return present({ updateDate: seconds(service.clock.date), revisionId: machine.revision.id, stateMachineVersionArn: version?.arn });
};

/** Writes other settings into a machine, as a revision of their own; equal ones change nothing. */
function reviseMachine(service: Service, machine: MachineRecord, settings: Settings): void {
  const { id: _, prepared: known, updateDate: __, variableReferences: ___, ...old } = machine.revision;
  if (JSON.stringify(old) === JSON.stringify({ ...old, ...settings })) return;
  machine.revision = {
    ...settings,
    id: service.uuid(),
    prepared: settings.definition === old.definition ? known : prepared(settings.definition, machine.type),
    updateDate: service.clock.date,
  };
}

function descriptionAlone(): ServiceProblem {
  return validationProblem('Version description can only be set when publish is set to true.', 'MISSING_REQUIRED_PARAMETER');
}

export const DescribeStateMachine: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseMachineArn(arn);
  const { machine, version, alias } = service.machines.require(arn);
  if (alias !== undefined) throw doesNotExist('State Machine', arn);
  const revision = version?.revision ?? machine.revision;
  return present({
    stateMachineArn: version?.arn ?? machine.arn,
    name: machine.name,
    status: machine.deleting ? 'DELETING' : 'ACTIVE',
    ...described(revision, request),
    type: machine.type,
    creationDate: seconds(version?.creationDate ?? machine.creationDate),
    description: version?.description,
  });
};

/** What describing a machine, and the machine of an execution, have in common. */
export function described(revision: Revision, request: JsonObject): JsonObject {
  return present({
    definition: request.includedData === 'METADATA_ONLY' ? undefined : revision.definition,
    roleArn: revision.roleArn,
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    encryptionConfiguration: revision.encryptionConfiguration ?? { type: 'AWS_OWNED_KEY' },
    variableReferences: references(revision),
    revisionId: revision.id,
  });
}

/** The variables that states read, where there are any (recorded: sfn_api_variable_references). */
function references(revision: Revision): JsonObject | undefined {
  revision.variableReferences ??= variableReferences(revision.definition) as unknown as JsonObject;
  return Object.keys(revision.variableReferences).length === 0 ? undefined : revision.variableReferences;
}

/** It stays until its last execution has ended. */
export const DeleteStateMachine: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseMachineArn(arn);
  if (arn !== unqualified(arn))
    throw validationProblem('Cannot delete a qualified state machine ARN. Hint: DeleteStateMachineVersion and DeleteStateMachineAlias do.');
  const machine = service.machines.get(arn);
  if (machine !== undefined) service.deleteMachine(machine);
  return {};
};

export const ListStateMachines: OperationHandler = (service, request) => {
  const list = [...service.machines.all()].sort((one, other) => other.sequence - one.sequence);
  const { items, nextToken } = service.pages.cut('ListStateMachines', request, list, ({ sequence }) => sequence);
  const stateMachines = items.map(({ arn, name, type, creationDate }) => ({
    stateMachineArn: arn,
    name,
    type,
    creationDate: seconds(creationDate),
  }));
  return present({ stateMachines, nextToken });
};
