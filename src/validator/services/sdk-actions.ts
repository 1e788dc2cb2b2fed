let services: ReadonlyMap<string, string> | undefined;
const parsed = new Map<string, ReadonlySet<string>>();

/** Loaded on the first `aws-sdk` task: the list is long, and most definitions have none. Made by scripts/sdk-actions.py. */
function catalogue(): ReadonlyMap<string, string> {
  services ??= new Map(Object.entries(require('./sdk-actions.json') as Record<string, string>));
  return services;
}

/** Gives the names of the services that `aws-sdk` integrations know. */
export function sdkServices(): Iterable<string> {
  return catalogue().keys();
}

/** Gives the actions of a service as integrations spell them, such as `getObject`; undefined for a service not in the list. */
export function sdkActions(service: string): ReadonlySet<string> | undefined {
  const known = parsed.get(service);
  if (known) return known;
  const text = catalogue().get(service);
  if (text === undefined) return undefined;
  const actions = new Set(text.split(';').flatMap(verbActions));
  parsed.set(service, actions);
  return actions;
}

function verbActions(group: string): string[] {
  const [verb = '', rests = ''] = group.split(':');
  return rests.split(',').map((rest) => verb.charAt(0).toLowerCase() + verb.slice(1) + rest);
}
