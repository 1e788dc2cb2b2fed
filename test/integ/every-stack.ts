import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type App, Stack } from 'aws-cdk-lib';
import type { JsonObject } from '../../src/asl';
import { testApp } from '../../src/testing';
import { untracedApp } from '../builders/synthesized';

type StackClass = new (scope: App, id: string) => Stack;

const root = join(__dirname, '..', '..');

/** A stack of examples/ or integ/, by its file. */
export interface FoundStack {
  readonly title: string;
  make(): Stack;
}

/** Every stack of examples/ and integ/: the classes that files named `…-stack.ts` export. */
export function everyStack(): readonly FoundStack[] {
  return ['examples', 'integ'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('-stack.ts'))
      .sort()
      .flatMap((path) => stacksOf(join(root, folder, path))),
  );
}

function stacksOf(file: string): readonly FoundStack[] {
  const exported = require(file) as Readonly<Record<string, unknown>>;
  return Object.entries(exported)
    .filter((entry): entry is [string, StackClass] => typeof entry[1] === 'function' && entry[1].prototype instanceof Stack)
    .map(([name, ExampleStack]) => ({
      title: `${relative(root, file)} ${name}`,
      make: () => new ExampleStack(untracedApp(), 'Example'),
    }));
}

/** The definitions of a stack, by the path of the machine, with stable names in place of what CloudFormation would fill in. */
export function definitionsIn(stack: Stack): ReadonlyMap<string, JsonObject> {
  const application = testApp(stack);
  return new Map(application.names.map((name) => [name, application.machine(name).definition]));
}
