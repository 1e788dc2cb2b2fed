import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import {
  type Arrows,
  arrows,
  besideTheirData,
  defaultExporters,
  doors,
  exceptions,
  lazyPackages,
  namedForTheirExport,
  type Room,
  remoteModules,
} from './arrows';
import type { Finding, Import, SourceFile } from './source-file';

/** One sentence for each import or habit in the file that the house style forbids. */
export function findViolations(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (!(room in arrows)) {
    return [`src/${file.path}: "${room}" is not a room; give it its arrows in test/architecture/arrows.ts`];
  }
  const allowed: Arrows = arrows[room as Room];
  const report = (sentence: string) => (one: Finding) => `src/${file.path}:${one.line}: ${sentence}: ${one.what}`;
  return [
    ...file.imports.flatMap((one) => importViolations(file.path, room, allowed, one)),
    ...(allowed.impure ? [] : file.impurities.map(report(`${room} reads no clock, randomness or network; take a port`))),
    ...(defaultExporters.includes(file.path) ? [] : file.defaultExports.map(report('no default exports'))),
    ...file.evaluations.map(report('no code is made from text')),
    ...(allowed.computedImports || besideTheirData.includes(file.path)
      ? []
      : file.placeReads.map(report('a published room is one file, so it cannot know where its sources lay'))),
    ...file.kindSwitches.map(report('kinds live in a registry, Record<StateType, ...>, not in a switch')),
    ...(room === doors ? file.wildcardExports.map(report('an entry point re-exports by name')) : []),
    ...shapeViolations(file),
  ];
}

function importViolations(path: string, room: string, allowed: Arrows, one: Import): string[] {
  const complain = (sentence: string): string[] => [`src/${path}:${one.line}: ${sentence}`];
  const { specifier } = one;
  if (specifier === undefined) {
    return allowed.computedImports ? [] : complain(`${room} loads nothing that a variable names`);
  }
  if (specifier.startsWith('.')) {
    return pathViolation(path, room, allowed, specifier).flatMap(complain);
  }
  const module = specifier.replace(/^node:/, '');
  if (builtinModules.includes(module)) {
    return mayUseNode(allowed, module.split('/')[0]!) || exceptionsFor(path).includes(module)
      ? []
      : complain(`${room} may not import ${specifier}`);
  }
  const name = packageName(specifier);
  if (![...(allowed.packages ?? []), ...exceptionsFor(path)].includes(name)) {
    return complain(`${room} may not import ${name}`);
  }
  const isStatic = !one.typeOnly && !one.deferred;
  return isStatic && lazyPackages.includes(name) ? complain(`${name} is loaded when first needed, not at start`) : [];
}

function pathViolation(path: string, room: string, allowed: Arrows, specifier: string): string[] {
  const target = posix.join(posix.dirname(path), specifier.replace(/\.m?js$/, ''));
  if (target.startsWith('..')) {
    return [`${specifier} leaves src/`];
  }
  const targetRoom = roomOf(target);
  if (targetRoom === room) {
    return [];
  }
  if (targetRoom === doors) {
    return ['nobody imports an entry point'];
  }
  if (!allowed.rooms.includes(targetRoom as Room)) {
    return [`${room} may not import ${targetRoom}`];
  }
  return target === targetRoom || target === `${targetRoom}/index` ? [] : [`import ${targetRoom} through its index.ts, not ${specifier}`];
}

function shapeViolations({ path, lineCount, startsWithComment }: SourceFile): string[] {
  const violations: string[] = [];
  for (const part of path.replace(/\.m?tsx?$/, '').split('/')) {
    if (/^(utils?|helpers?|common|managers?|handlers?|misc)$/.test(part) && !namedForTheirExport.includes(path)) {
      violations.push(`src/${path}: "${part}" says nothing of what is inside`);
    }
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part)) {
      violations.push(`src/${path}: "${part}" is not in kebab-case`);
    }
  }
  if (lineCount > 400 && !startsWithComment) {
    violations.push(`src/${path}: ${lineCount} lines need a sentence at the top that says why`);
  }
  return violations;
}

function roomOf(path: string): string {
  return path.split('/')[0]!;
}

function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function exceptionsFor(path: string): readonly string[] {
  return Object.entries(exceptions)
    .filter(([place]) => path === place || (place.endsWith('/') && path.startsWith(place)))
    .flatMap(([, extra]) => extra.packages);
}

function mayUseNode({ node = [] }: Arrows, module: string): boolean {
  return node === 'any' || (node === 'local' ? !remoteModules.includes(module) : node.includes(module));
}
