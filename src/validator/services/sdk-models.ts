import { loadService, serviceNames } from '../../data';

/** A parameter of an SDK action. */
export interface SdkParameter {
  readonly name: string;
  readonly required: boolean;
}

// The SDK fills these in by itself when they are left out.
const FILLED_IN = /token$|requestid$|idempot/i;

/** Gives the names of the services that `aws-sdk` integrations know. */
export function sdkServices(): readonly string[] {
  return serviceNames();
}

/** Gives the actions of a service as integrations spell them, such as `getObject`; undefined for a service not in the models. */
export function sdkActions(service: string): readonly string[] | undefined {
  const model = loadService(service);
  return model && Object.keys(model.operations).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
}

/** Gives the top-level parameters of an action, or undefined for one not in the models. */
export function sdkParameters(service: string, action: string): readonly SdkParameter[] | undefined {
  const operations = loadService(service)?.operations ?? {};
  const name = action.charAt(0).toUpperCase() + action.slice(1);
  if (!Object.hasOwn(operations, name)) return undefined;
  const [parameters] = operations[name] as readonly [string];
  return parameters === '' ? [] : parameters.split(',').map(toParameter);
}

function toParameter(text: string): SdkParameter {
  const required = text.startsWith('*');
  const name = required ? text.slice(1) : text;
  return { name: name.charAt(0).toUpperCase() + name.slice(1), required: required && !FILLED_IN.test(name) };
}
