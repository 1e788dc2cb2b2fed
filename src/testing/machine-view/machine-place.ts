import { type SourceLocation, sourceOf } from '../../template';
import type { SourceMachine } from '../machine/read-source';
import { type ConstructLike, constructNodeOf } from './construct-like';

/** Where a machine was made: the first line of the user's outside of the constructors of its own class. */
export function machinePlace({ construct, extracted }: SourceMachine): SourceLocation | undefined {
  const path = extracted?.constructPath;
  if (construct === undefined || path === undefined) return extracted?.source;
  const made = constructNodeOf(constructNodeOf(construct).root)
    .findAll()
    .find((each) => each.node.path === path);
  const frames = made === undefined ? undefined : creationStack(made);
  if (made === undefined || frames === undefined) return extracted?.source;
  const own = classNames(made);
  const outside = frames.filter((frame) => !own.some((name) => frame.startsWith(`new ${name} (`)));
  return sourceOf(outside) ?? extracted?.source;
}

/** The CDK keeps the stack with the resource, which is the construct itself or its default child. */
function creationStack(construct: ConstructLike): readonly string[] | undefined {
  const child = constructNodeOf(construct).defaultChild as ConstructLike | undefined;
  for (const each of [construct, child]) {
    const entry = each === undefined ? undefined : constructNodeOf(each).metadata.find(({ type }) => type === 'aws:cdk:creationStack');
    if (Array.isArray(entry?.data)) return entry.data.filter((frame): frame is string => typeof frame === 'string');
  }
  return undefined;
}

function classNames(construct: ConstructLike): readonly string[] {
  const names: string[] = [];
  for (let prototype: unknown = Object.getPrototypeOf(construct); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    names.push((prototype as object).constructor.name);
  }
  return names;
}
