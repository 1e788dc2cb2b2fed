import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isJsonObject, type JsonValue } from '../../asl';
import { templateError } from '../template-error';

const CDK = 'run `cdk synth`, then name the folder that it wrote, usually cdk.out.';
const SERVERLESS = 'run `serverless package`, then name the folder .serverless.';
const TERRAFORM = 'name the definition that it reads, such as orders.asl.json.';

/** What a file is that another program turns into a template, by its name: what it is called, and what to do. */
const PROGRAMS: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [/\.tf(?:\.json)?$/i, 'a program for Terraform', TERRAFORM],
  [/^cdk\.json$/i, 'the settings of a CDK app', CDK],
  [/^serverless\.(?:ya?ml|json|[cm]?[jt]s)$/i, 'a service of the Serverless Framework', SERVERLESS],
  [/\.(?:[cm]?[jt]sx?|py|java|kt|cs|fs|go)$/i, 'a program', CDK],
];

/** Throws a TemplateError for a file that a program reads or runs to write a template, and is not a template itself. */
export function refuseOtherProgram(file: string): void {
  const name = basename(file);
  const [, what, hint] = PROGRAMS.find(([pattern]) => pattern.test(name)) ?? [];
  if (what !== undefined) throw templateError('SOURCE_IS_PROGRAM', `${name} is ${what}. Hint: ${hint}`);
}

/** The same for what such a program reads or writes under a name of the user's. */
export function refuseOtherContents(value: JsonValue | undefined, what: string): void {
  if (!isJsonObject(value)) return;
  const has = (...names: readonly string[]): boolean => names.every((name) => Object.hasOwn(value, name));
  if (has('StartAt') || has('States')) return;
  if (has('service', 'provider'))
    throw templateError('SOURCE_IS_PROGRAM', `${what} is a service of the Serverless Framework. Hint: ${SERVERLESS}`);
  if (has('terraform_version', 'format_version'))
    throw templateError('SOURCE_IS_PROGRAM', `${what} is what Terraform shows of a plan or a state. Hint: ${TERRAFORM}`);
}

/** What writes a template for a folder that has none, as far as its files tell. */
export function templateWriter(folder: string): string | undefined {
  if (existsSync(join(folder, 'cdk.json'))) return CDK;
  const names = readdirSync(folder);
  if (names.some((name) => /^serverless\.(?:ya?ml|json|[cm]?[jt]s)$/i.test(name))) return SERVERLESS;
  if (names.some((name) => /\.tf(?:\.json)?$/i.test(name))) return TERRAFORM;
  return undefined;
}
