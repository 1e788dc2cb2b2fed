import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceModel } from './service-model';

const ENDING = '.json.gz';
const loaded = new Map<string, ServiceModel | undefined>();

/**
 * The model of an AWS service, or undefined for one that is not known. Each is read once, when it is first asked for.
 *
 * @param name as `aws-sdk` integrations spell it, such as `sfn` or `eventbridge`
 */
export function loadService(name: string): ServiceModel | undefined {
  if (!loaded.has(name)) loaded.set(name, read(name));
  return loaded.get(name);
}

/** The names of all services of which there is a model. */
export function serviceNames(): string[] {
  const files = readdirSync(join(__dirname, 'services')).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

function read(name: string): ServiceModel | undefined {
  if (!/^[a-z0-9]+$/.test(name)) return undefined;
  // The published rooms are one file each: this folder stands beside the file, there and here.
  const file = join(__dirname, 'services', name + ENDING);
  if (!existsSync(file)) return undefined;
  const { gunzipSync } = require('node:zlib') as typeof import('node:zlib');
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as ServiceModel;
}
