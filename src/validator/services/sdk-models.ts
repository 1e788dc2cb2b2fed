import { loadService, serviceActions } from '../../data';

/** A parameter of an SDK action. */
export interface SdkParameter {
  readonly name: string;
  readonly required: boolean;
}

// The SDK fills these in by itself when they are left out.
const FILLED_IN = /token$|requestid$|idempot/i;

const parametersOf = new Map<string, readonly SdkParameter[]>();

/** The top-level parameters of an action, or undefined for one not in the models. */
export function sdkParameters(name: string, action: string): readonly SdkParameter[] | undefined {
  if (serviceActions(name)?.has(action) !== true) return undefined;
  const key = `${name}:${action}`;
  const parameters = parametersOf.get(key) ?? readParameters(name, action.charAt(0).toUpperCase() + action.slice(1));
  parametersOf.set(key, parameters);
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
