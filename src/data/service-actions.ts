import { loadService } from './load-service';

const services = new Map<string, ReadonlySet<string> | undefined>();

/** The actions of a service as `aws-sdk` integrations spell them, such as `getObject`; undefined for a service of which there is no model. */
export function serviceActions(service: string): ReadonlySet<string> | undefined {
  if (!services.has(service)) {
    const model = loadService(service);
    const names = model && Object.keys(model.operations).map((operation) => operation.charAt(0).toLowerCase() + operation.slice(1));
    services.set(service, names && new Set(names));
  }
  return services.get(service);
}
