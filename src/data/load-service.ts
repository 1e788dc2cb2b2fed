import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../asl';
import type { ServiceModel } from './service-model';

const ENDING = '.json.gz';
/** The published rooms are one file each: this folder is beside the file, there and here. */
const FOLDER = join(__dirname, 'services');
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

/** Whether the models are where the code runs. */
export function hasServices(): boolean {
  return existsSync(FOLDER);
}

/** The names of all services of which there is a model. */
export function serviceNames(): string[] {
  requireModels();
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING));
  return files.map((file) => file.slice(0, -ENDING.length)).sort();
}

function read(name: string): ServiceModel | undefined {
  if (!/^[a-z0-9]+$/.test(name)) return undefined;
  requireModels();
  const file = join(FOLDER, name + ENDING);
  if (!existsSync(file)) return undefined;
  const { gunzipSync }: typeof import('node:zlib') = require('node:zlib');
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as ServiceModel;
}

/** A bundler copies code, and no data. Without the models every service would look unknown, and nothing would be said of its calls. */
function requireModels(): void {
  if (hasServices()) return;
  throw new UsageError(
    `The models of AWS's services are not at ${FOLDER}, where the code of Drystep runs.`,
    'leave drystep out of the bundle (esbuild: --external:drystep), or copy node_modules/drystep/lib/data/services there.',
  );
}
