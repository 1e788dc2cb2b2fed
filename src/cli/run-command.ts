import { CommandError } from './command-error';
import { packageVersion } from './package-version';
import type { Command, Terminal } from './terminal';

/** A command of the program; its file is loaded when it is called. */
interface CommandEntry {
  readonly summary: string;
  readonly load: () => Command;
}

/** A module with its type: `require` tells none. */
function loaded<Module>(module: Module): Module {
  return module;
}

/** Every command, by its name. */
export const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  completion: {
    summary: 'a script that lets bash, zsh or fish complete this command',
    load: () => loaded<typeof import('./completion')>(require('./completion')).completionCommand(COMMANDS),
  },
  coverage: {
    summary: 'what tests reached: merge shards, report, and judge thresholds',
    load: () => loaded<typeof import('./coverage')>(require('./coverage')).coverageCommand,
  },
  diff: {
    summary: 'what state machines do differently than before, and what that breaks',
    load: () => loaded<typeof import('./diff')>(require('./diff')).diffCommand,
  },
  doctor: {
    summary: 'what keeps Drystep from working in this project, and what to paste',
    load: () => loaded<typeof import('./doctor')>(require('./doctor')).doctorCommand,
  },
  estimate: {
    summary: 'transitions, time and price of each path, before anything has run',
    load: () => loaded<typeof import('./estimate')>(require('./estimate')).estimateCommand,
  },
  explore: {
    summary: 'random inputs and failures against laws, shrunk to a test',
    load: () => loaded<typeof import('./explore')>(require('./explore')).exploreCommand,
  },
  graph: {
    summary: 'draw a state machine: Mermaid, SVG, a page, or data',
    load: () => loaded<typeof import('./graph')>(require('./graph')).graphCommand,
  },
  init: {
    summary: 'write tests that pass for an existing state machine',
    load: () => loaded<typeof import('./init')>(require('./init')).initCommand,
  },
  record: {
    summary: 'turn a real execution into a test',
    load: () => loaded<typeof import('./record')>(require('./record')).recordCommand,
  },
  replay: {
    summary: 'check whether a change breaks what recorded executions did',
    load: () => loaded<typeof import('./replay')>(require('./replay')).replayCommand,
  },
  run: {
    summary: 'run a state machine here, in virtual time',
    load: () => loaded<typeof import('./run')>(require('./run')).runExecutionCommand,
  },
  serve: {
    summary: 'the Step Functions API on loopback, for programs that call it',
    load: () => loaded<typeof import('./serve')>(require('./serve')).serveCommand,
  },
  'test-state': {
    summary: 'what AWS would answer for one state, step by step',
    load: () => loaded<typeof import('./test-state')>(require('./test-state')).testStateCommand,
  },
  validate: {
    summary: 'find what AWS would refuse, and what you would regret',
    load: () => loaded<typeof import('./validate')>(require('./validate')).validateCommand,
  },
};

/** Runs the command that the arguments name and gives the exit code: 0 when all is well, 1 for findings or failures, 2 when called wrongly. */
export async function runCommand(options: readonly string[], terminal: Terminal): Promise<number> {
  // As git and npm have it: help for a command is what its --help prints.
  const [name, ...rest] = options[0] === 'help' && options.length > 1 ? [...options.slice(1), '--help'] : options;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? terminal.writeError : terminal.write)(usage());
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    terminal.write(`${packageVersion()}\n`);
    return 0;
  }
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (entry === undefined) {
    const { nearestName, printable }: typeof import('../asl') = require('../asl');
    const nearest = nearestName(name, Object.keys(COMMANDS));
    terminal.writeError(
      `drystep: unknown command "${printable(name)}".${nearest === undefined ? '' : ` Hint: did you mean "${nearest}"?`}\n\n${usage()}`,
    );
    return 2;
  }
  try {
    return await entry.load()(rest, terminal);
  } catch (error) {
    const refusal = error instanceof CommandError ? error : refused(error);
    if (refusal === undefined) throw error;
    terminal.writeError(`drystep ${name}: ${refusal.message}\n`);
    return 2;
  }
}

/** Loaded when something failed: it brings a room of its own. */
function refused(error: unknown): CommandError | undefined {
  const { refusedBySystem }: typeof import('./refused-by-system') = require('./refused-by-system');
  return refusedBySystem(error);
}

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `Usage: drystep <command> [options]\n\n${lines.join('\n')}\n\nRun "drystep <command> --help" for its options.\n`;
}
