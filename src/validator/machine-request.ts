import { isJsonObject, type JsonObject, kinds, ownKey, type Parameter, requireArguments } from '../asl';

/** Why CreateStateMachine or UpdateStateMachine refuses a request, whatever its definition says. */
export interface RequestRefusal {
  /** The exception's name. */
  readonly code: string;
  readonly message: string;
}

const REQUEST: Parameter = { name: 'the request', kind: kinds.anObject };

/** An update names the machine: a version or an alias of it cannot be changed. */
const QUALIFIED_MACHINE = /:stateMachine:[^:]+:.+$/;

/**
 * The refusal that the parameters of a request earn by themselves (names and roles that an account holds are not looked at), or undefined.
 *
 * @param request the request's parameters beside `definition`, in the API's own casing
 */
export function refuseMachineRequest(request: JsonObject): RequestRefusal | undefined {
  requireArguments('refuseMachineRequest()', arguments, REQUEST);
  const arn = ownKey(request, 'stateMachineArn');
  if (typeof arn === 'string' && QUALIFIED_MACHINE.test(arn)) {
    return { code: 'StateMachineDoesNotExist', message: `State Machine Does Not Exist: '${arn}'` };
  }
  const logging = ownKey(request, 'loggingConfiguration');
  return isJsonObject(logging) ? refuseLogging(logging) : undefined;
}

/** Whoever logs anything names one destination, no more. */
function refuseLogging(logging: JsonObject): RequestRefusal | undefined {
  const level = ownKey(logging, 'level') ?? 'OFF';
  const destinations = ownKey(logging, 'destinations');
  const count = Array.isArray(destinations) ? destinations.length : 0;
  if (count > 1 || (level !== 'OFF' && count !== 1)) {
    return { code: 'InvalidLoggingConfiguration', message: 'Invalid Logging Configuration: Must specify exactly one Log Destination.' };
  }
  return undefined;
}
