/** A parameter of an SDK action. */
export interface SdkParameter {
  readonly name: string;
  readonly required: boolean;
}

type Models = Readonly<Record<string, Readonly<Record<string, string>>>>;

let models: Models | undefined;

/**
 * Unpacked on the first `aws-sdk` task: the models are large, and most definitions have none.
 * Made from the services' public models by scripts/sdk-models.py.
 */
function catalogue(): Models {
  if (models === undefined) {
    const { gunzipSync } = require('node:zlib') as typeof import('node:zlib');
    const { gzip } = require('./sdk-models.json') as { readonly gzip: string };
    models = JSON.parse(gunzipSync(Buffer.from(gzip, 'base64')).toString('utf8')) as Models;
  }
  return models;
}

/** Gives the names of the services that `aws-sdk` integrations know. */
export function sdkServices(): readonly string[] {
  return Object.keys(catalogue());
}

/** Gives the actions of a service as integrations spell them, such as `getObject`; undefined for a service not in the models. */
export function sdkActions(service: string): readonly string[] | undefined {
  return Object.hasOwn(catalogue(), service) ? Object.keys(catalogue()[service]!) : undefined;
}

/** Gives the top-level parameters of an action, or undefined for one not in the models. */
export function sdkParameters(service: string, action: string): readonly SdkParameter[] | undefined {
  const actions = Object.hasOwn(catalogue(), service) ? catalogue()[service]! : {};
  if (!Object.hasOwn(actions, action)) return undefined;
  const text = actions[action]!;
  return text === '' ? [] : text.split(',').map((name) => (name.startsWith('!') ? { name: name.slice(1), required: true } : { name, required: false }));
}
