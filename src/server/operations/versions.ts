import { parseArn, unqualified } from '../service/arns';
import type { MachineRecord, MachineVersion } from '../service/machine-record';
import type { Service } from '../service/service';
import { conflict, ServiceProblem, validationProblem } from '../service-problem';
import { type OperationHandler, optionalText, present, requestText, seconds } from './operation';

/** Versions that a machine may have. */
const MOST_VERSIONS = 1000;

/** Publishes the machine as it is; one that is published already is given again (recorded: sfn_api_versioning.idempotent_publish). */
export function publishVersion(service: Service, machine: MachineRecord, description: string | undefined): MachineVersion {
  const { versions, revision } = machine;
  const latest = versions.get(machine.lastVersion);
  if (latest !== undefined && latest.revision === revision) {
    if (description !== undefined && description !== latest.description)
      throw conflict(`Version ${latest.number} of this revision is published with another description.`);
    return latest;
  }
  if (versions.size >= MOST_VERSIONS)
    throw new ServiceProblem('ServiceQuotaExceededException', `A state machine has at most ${MOST_VERSIONS} versions.`);
  machine.lastVersion += 1;
  const version: MachineVersion = {
    number: machine.lastVersion,
    arn: `${machine.arn}:${machine.lastVersion}`,
    revision,
    creationDate: service.clock.date,
    ...(description === undefined ? {} : { description }),
  };
  versions.set(version.number, version);
  return version;
}

export const PublishStateMachineVersion: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseArn(arn, 'stateMachine');
  const machine = service.machines.requireLiving(arn);
  const wanted = optionalText(request, 'revisionId');
  const current = machine.revision.id ?? 'INITIAL';
  if (wanted !== undefined && wanted !== current)
    throw conflict(`Failed to publish the State Machine version for revision ${wanted}. The current State Machine revision is ${current}.`);
  const version = publishVersion(service, machine, optionalText(request, 'description'));
  return { creationDate: seconds(version.creationDate), stateMachineVersionArn: version.arn };
};

/** One that is not there is deleted as well (recorded: sfn_api_versioning.list_delete_version). */
export const DeleteStateMachineVersion: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineVersionArn');
  const { qualifier } = parseArn(arn, 'stateMachine');
  if (qualifier === undefined || !/^\d+$/.test(qualifier))
    throw validationProblem(`Expected the ARN of a state machine version, received '${arn}'.`);
  const machine = service.machines.get(unqualified(arn));
  if (machine === undefined) return {};
  const users = [...machine.aliases.values()].filter(({ routing }) => routing.some((route) => route.stateMachineVersionArn === arn));
  if (users.length > 0)
    throw conflict(
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
    );
  machine.versions.delete(Number(qualifier));
  return {};
};

export const ListStateMachineVersions: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseArn(arn, 'stateMachine');
  const list = [...(service.machines.get(arn)?.versions.values() ?? [])].reverse();
  const { items, nextToken } = service.pages.cut('ListStateMachineVersions', request, list, ({ number }) => number);
  const stateMachineVersions = items.map((version) => ({
    stateMachineVersionArn: version.arn,
    creationDate: seconds(version.creationDate),
  }));
  return present({ stateMachineVersions, nextToken });
};
