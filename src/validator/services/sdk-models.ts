import { loadService, serviceNames } from '../../data';

/** A parameter of an SDK action. */
export interface SdkParameter {
  readonly name: string;
  readonly required: boolean;
}

// The SDK fills these in by itself when they are left out.
const FILLED_IN = /token$|requestid$|idempot/i;

/** The names of the services that `aws-sdk` integrations know. */
export function sdkServices(): readonly string[] {
  return serviceNames();
}

interface SdkService {
  /** Actions as integrations spell them, such as `getObject`. */
  readonly actions: ReadonlySet<string>;
  readonly parameters: Map<string, readonly SdkParameter[]>;
}

const services = new Map<string, SdkService | undefined>();

function service(name: string): SdkService | undefined {
  if (!services.has(name)) {
    const model = loadService(name);
    const actions =
      model && new Set(Object.keys(model.operations).map((operation) => operation.charAt(0).toLowerCase() + operation.slice(1)));
    services.set(name, actions && { actions, parameters: new Map() });
  }
  return services.get(name);
}

/** The actions of a service as integrations spell them, such as `getObject`; undefined for a service not in the models. */
export function sdkActions(name: string): ReadonlySet<string> | undefined {
  return service(name)?.actions;
}

/** The top-level parameters of an action, or undefined for one not in the models. */
export function sdkParameters(name: string, action: string): readonly SdkParameter[] | undefined {
  const known = service(name);
  if (!known?.actions.has(action)) return undefined;
  let parameters = known.parameters.get(action);
  if (!parameters) {
    parameters = readParameters(name, action.charAt(0).toUpperCase() + action.slice(1));
    known.parameters.set(action, parameters);
  }
  return parameters;
}

function readParameters(name: string, operation: string): SdkParameter[] {
  const [parameters] = loadService(name)?.operations[operation] ?? [''];
  return parameters === '' ? [] : parameters.split(',').map(toParameter);
}

function toParameter(text: string): SdkParameter {
  const required = text.startsWith('*');
  const name = required ? text.slice(1) : text;
  return { name: name.charAt(0).toUpperCase() + name.slice(1), required: required && !FILLED_IN.test(name) };
}
