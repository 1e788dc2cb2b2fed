import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isJsonObject, type JsonObject, ownKey } from '../../asl';
import {
  definitionOf,
  type ExtractedStateMachine,
  leftToCloudFormation,
  type ParameterValues,
  type PlainDefinition,
  type ResourceDirectory,
  readSourcePath,
  readSourceText,
  type SourceContents,
  templatesIn,
  templateWriter,
  unreadTemplates,
} from '../../template';
import type { WorkflowType } from '../../validator';
import { CommandError } from '../command-error';
import { pipeText } from '../source/pipe-text';
import type { Terminal } from '../terminal';
import { told } from '../told';
import { glob } from '../validation/glob';

/** A state machine as one of two sides has it. */
export interface SideMachine {
  /** Construct path, name, or the file of a definition. */
  readonly name: string;
  readonly type: WorkflowType;
  readonly definition: JsonObject | string;
  /** Of a template only. */
  readonly logicalId?: string;
  readonly constructPath?: string;
  /** The name that the template gives it; absent where CloudFormation makes one. */
  readonly givenName?: string;
  /** What its template names; absent for a plain definition. */
  readonly resources?: ResourceDirectory;
  /** Whether a resource outlives its removal from the template. */
  readonly isRetained?: (logicalId: string) => boolean;
}

/** The state machines before a change, or after it. */
export interface Side {
  readonly machines: readonly SideMachine[];
  /** Nested stacks whose template was not read. */
  readonly unread: readonly string[];
  /** What CloudFormation runs before it makes them, and nothing runs here: a sentence for each. */
  readonly unrun: readonly string[];
  readonly parameterNames: readonly string[];
}

/** How a side is read. */
export interface SideOptions extends Pick<Terminal, 'cwd' | 'readInput'> {
  readonly parameters: ParameterValues;
  /** Of plain definitions, whatever they say. */
  readonly type: WorkflowType | undefined;
}

const DEFINITIONS = '**/*.asl{,.json,.yaml,.yml}';

/** Reads the state machines of a file or folder. Throws a CommandError that says why it cannot be read, or that it holds none. */
export function readSide(source: string, options: SideOptions): Side {
  const path = resolve(options.cwd, source);
  const piped = pipeText(source, options);
  if (piped !== undefined)
    return fromContents(
      told(() => readSourceText(piped, { folders: [options.cwd], parameters: options.parameters }, source)),
      source,
      options,
    );
  if (!existsSync(path))
    throw new CommandError(`found no file or folder ${source}.`, 'name definitions, templates or folders that cdk synth wrote.');
  if (!statSync(path).isDirectory() || templatesIn(path).length > 0) return fromContents(contentsOf(path, options), source, options);
  const files = glob(DEFINITIONS, path);
  if (files.length === 0)
    throw new CommandError(
      `the folder ${source} holds no manifest.json of cdk synth, no template and no ${DEFINITIONS} files.`,
      templateWriter(path) ?? 'name the files.',
    );
  const sides = files.map((file) => fromContents(contentsOf(join(path, file), options), file, options));
  return {
    machines: sides.flatMap(({ machines }) => machines),
    unread: sides.flatMap(({ unread }) => unread),
    unrun: sides.flatMap(({ unrun }) => unrun),
    parameterNames: sides.flatMap(({ parameterNames }) => parameterNames),
  };
}

function contentsOf(path: string, { cwd, parameters }: SideOptions): SourceContents {
  return told(() => readSourcePath(path, { folders: [cwd], parameters }));
}

function fromContents(contents: SourceContents, source: string, { type }: SideOptions): Side {
  const { definition, parameterNames } = contents;
  if (definition !== undefined) return { machines: [plain(definition, source, type)], unread: [], unrun: [], parameterNames };
  const { stacks, resources } = contents;
  const machines = stacks.flatMap(({ scope, stateMachines }) =>
    stateMachines.map((machine) => ({
      ...extracted(machine, scope.template),
      resources,
      isRetained: (logicalId: string) =>
        stacks.some((stack) => /^Retain/.test(String(resourceIn(stack.scope.template, logicalId)?.DeletionPolicy))),
    })),
  );
  if (machines.length === 0)
    throw new CommandError(`${source} holds no state machine.`, 'name the template that has it, or the folder that cdk synth wrote.');
  return { machines, unread: unreadTemplates(stacks.map(({ scope }) => scope)), unrun: leftToCloudFormation(stacks), parameterNames };
}

function plain({ definition, name, type }: PlainDefinition, source: string, asked: WorkflowType | undefined): SideMachine {
  return { name: name ?? source.replaceAll('\\', '/'), type: asked ?? type ?? 'STANDARD', definition };
}

function resourceIn(template: JsonObject, logicalId: string): JsonObject | undefined {
  const resource = ownKey((ownKey(template, 'Resources') ?? {}) as JsonObject, logicalId);
  return isJsonObject(resource) ? resource : undefined;
}

function extracted(machine: ExtractedStateMachine, template: JsonObject): SideMachine {
  const { name, type, logicalId, constructPath, resourceType } = machine;
  const properties = resourceIn(template, logicalId)?.Properties as JsonObject | undefined;
  const property = resourceType === 'AWS::Serverless::StateMachine' ? 'Name' : 'StateMachineName';
  return {
    name: constructPath ?? name,
    type,
    definition: told(() => definitionOf(machine)),
    logicalId,
    ...(constructPath === undefined ? {} : { constructPath }),
    ...(properties === undefined || ownKey(properties, property) === undefined ? {} : { givenName: name }),
  };
}
