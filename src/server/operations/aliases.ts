import type { JsonValue } from '../../asl';
import { parseArn, unqualified } from '../service/arns';
import type { MachineAlias, MachineRecord } from '../service/machine-record';
import { requireLiving } from '../service/machine-table';
import type { Service } from '../service/service';
import { conflict, doesNotExist, resourceNotFound, ServiceProblem, validationProblem } from '../service-problem';
import { type OperationHandler, optionalText, present, requestText, seconds } from './operation';

type Routing = MachineAlias['routing'];

/** Aliases that a machine may have. */
const MOST_ALIASES = 100;

/** The machine whose versions a routing names. Throws what the service says of one that cannot be (recorded: sfn_api_aliasing.error_create_alias_invalid_router_configs). */
function checkRouting(service: Service, routing: Routing): MachineRecord {
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  for (const arn of arns) parseArn(arn, 'stateMachine');
  const invalid = (message: string) => validationProblem(message, 'INVALID_ROUTING_CONFIGURATION');
  if (new Set(arns).size < arns.length)
    throw invalid(`Routing configuration must contain distinct state machine version ARNs. Received: [${arns.join(', ')}]`);
  if (arns.some((arn) => !/:\d+$/.test(arn.slice(unqualified(arn).length))))
    throw invalid(`Routing configuration must contain state machine version ARNs. Received: [${arns.join(', ')}]`);
  const weights = routing.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  const [first = ''] = arns;
  if (arns.some((arn) => unqualified(arn) !== unqualified(first)))
    throw invalid(`Routing configuration must contain versions of one state machine. Received: [${arns.join(', ')}]`);
  for (const arn of arns) if (service.machines.find(arn)?.version === undefined) throw resourceNotFound(arn);
  return service.machines.get(unqualified(first))!;
}

const routingOf = (value: JsonValue): Routing => value as unknown as Routing;

export const CreateStateMachineAlias: OperationHandler = (service, request) => {
  const name = requestText(request, 'name');
  const routing = routingOf(request.routingConfiguration as JsonValue);
  const machine = checkRouting(service, routing);
  requireLiving(machine);
  const description = optionalText(request, 'description');
  const known = machine.aliases.get(name);
  if (known !== undefined) {
    if (known.description !== description || JSON.stringify(known.routing) !== JSON.stringify(routing))
      throw conflict('Failed to create alias because an alias with the same name and a different routing configuration already exists.');
    return { stateMachineAliasArn: known.arn, creationDate: seconds(known.creationDate) };
  }
  if (machine.aliases.size >= MOST_ALIASES)
    throw new ServiceProblem('ServiceQuotaExceededException', `A state machine has at most ${MOST_ALIASES} aliases.`);
  const creationDate = service.clock.date;
  const arn = `${machine.arn}:${name}`;
  machine.aliases.set(name, { name, arn, description, routing, creationDate, updateDate: creationDate, sequence: service.next() });
  return { stateMachineAliasArn: arn, creationDate: seconds(creationDate) };
};

export const DescribeStateMachineAlias: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineAliasArn');
  parseArn(arn, 'stateMachine');
  const { alias } = service.machines.requireAlias(arn);
  return present({
    stateMachineAliasArn: alias.arn,
    name: alias.name,
    description: alias.description,
    routingConfiguration: alias.routing.map((route) => ({ ...route })),
    creationDate: seconds(alias.creationDate),
    updateDate: seconds(alias.updateDate),
  });
};

export const UpdateStateMachineAlias: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineAliasArn');
  parseArn(arn, 'stateMachine');
  const { machine, alias } = service.machines.requireAlias(arn);
  const description = optionalText(request, 'description');
  const routing = request.routingConfiguration;
  if (description === undefined && routing === undefined)
    throw validationProblem('Either the description or the routing configuration must be specified.', 'MISSING_REQUIRED_PARAMETER');
  if (routing !== undefined) {
    if (checkRouting(service, routingOf(routing)) !== machine)
      throw validationProblem('An alias routes to versions of its own state machine.', 'INVALID_ROUTING_CONFIGURATION');
    alias.routing = routingOf(routing);
  }
  if (description !== undefined) alias.description = description;
  alias.updateDate = service.clock.date;
  return { updateDate: seconds(alias.updateDate) };
};

/** One that is not there is deleted as well (recorded: sfn_api_aliasing.delete_no_such_alias_arn). */
export const DeleteStateMachineAlias: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineAliasArn');
  const { qualifier } = parseArn(arn, 'stateMachine');
  if (qualifier !== undefined) service.machines.get(unqualified(arn))?.aliases.delete(qualifier);
  return {};
};

/** Those that route to a version, when its ARN is given. */
export const ListStateMachineAliases: OperationHandler = (service, request) => {
  const arn = requestText(request, 'stateMachineArn');
  parseArn(arn, 'stateMachine');
  const found = service.machines.find(arn);
  if (found === undefined) throw doesNotExist('State Machine', arn);
  const { machine, version } = found;
  const list = [...machine.aliases.values()].filter(
    ({ routing }) => version === undefined || routing.some((route) => route.stateMachineVersionArn === version.arn),
  );
  const { items, nextToken } = service.pages.cut('ListStateMachineAliases', request, list, ({ sequence }) => sequence);
  const stateMachineAliases = items.map((alias) => ({ stateMachineAliasArn: alias.arn, creationDate: seconds(alias.creationDate) }));
  return present({ stateMachineAliases, nextToken });
};
