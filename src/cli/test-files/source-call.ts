import { basename, relative, resolve, sep } from 'node:path';
import { codeLiteral, codeText } from '../../asl';
import { CommandError } from '../command-error';
import { isPipe } from '../source/pipe-text';

/** What a test writes to get at a machine that a command line names. */
export interface NamedSource {
  /** Undefined for an app that was synthesized. */
  readonly source: string | undefined;
  /** The machine, where the source has several. */
  readonly machine: string | undefined;
  readonly parameters: Readonly<Record<string, string>> | undefined;
  /** Of a plain definition. */
  readonly type: string | undefined;
}

/** The expression that gives a machine, and what it imports. */
export interface SourceCall {
  readonly call: string;
  readonly imports: readonly string[];
}

const TEST_MACHINE = "import { testMachine } from 'drystep/testing';";

/** `testMachine('cdk.out', 'Orders')`: the path is that from the root of the project, where runners start. An app is taken from the synthesis of `globalSetup`. Throws a CommandError for standard input. */
export function sourceCall({ source, machine, parameters, type }: NamedSource, cwd: string, root: string): SourceCall {
  if (source === '-') throw new CommandError('a test cannot read standard input again.', 'name a file or a folder.');
  if (source !== undefined && isPipe(source, cwd))
    throw new CommandError(`a test cannot read the pipe ${source} again.`, 'name a file or a folder.');
  const named = machine === undefined ? '' : codeText(machine);
  const options = parameters === undefined ? [] : [`{ parameters: ${codeLiteral({ ...parameters }, 0)} }`];
  if (source === undefined) {
    const first = named === '' && options.length > 0 ? 'undefined' : named;
    return { call: `testMachine.from(${[first, ...options].join(', ')})`, imports: [TEST_MACHINE] };
  }
  const path = relative(root, resolve(cwd, source)).split(sep).join('/') || '.';
  if (type === undefined)
    return { call: `testMachine(${[codeText(path), ...(named === '' ? [] : [named]), ...options].join(', ')})`, imports: [TEST_MACHINE] };
  // What describe-state-machine prints says a type beside the definition.
  const described = [
    "stateMachineArn: ''",
    `name: ${codeText(basename(path).replace(/\..*$/, ''))}`,
    `type: ${codeText(type.toUpperCase())}`,
    `definition: readFileSync(${codeText(path)}, 'utf8')`,
  ];
  return {
    call: `testMachine(${[`{ ${described.join(', ')} }`, ...options].join(', ')})`,
    imports: [TEST_MACHINE, "import { readFileSync } from 'node:fs';"],
  };
}
