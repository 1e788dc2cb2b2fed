import { resolve } from 'node:path';
import { executionOverlay, fileHints, reportData, type StartedExecution, type TestMachine } from '../../testing';
import { CommandError } from '../command-error';
import { givenJson } from '../given-json';
import { jsonText } from '../json-text';
import { requireState } from '../machine-nodes';
import { openSource } from '../source/open-source';
import type { Terminal } from '../terminal';
import { asCommandError, told } from '../told';
import { writeText } from '../validation/write-text';
import { durationArgument } from './duration';
import { type GrowingTable, growingTable } from './growing-table';
import type { RunLine } from './options';
import { readMocks } from './read-mocks';
import { resultJson } from './result-json';
import { fallbackFor, unansweredTask } from './unanswered';

/** Somebody who is asked may think for a day. */
const PATIENCE = 86_400_000;

/** Runs an execution as a command line says, and tells what happened. The exit code is that of its status. */
export async function runLine(line: RunLine, terminal: Terminal): Promise<number> {
  const source = await openSource(line.source, line.options, terminal);
  const machine = source.machine(line.machine);
  if (line.until !== undefined) requireState('--until', line.until, machine);
  const input = line.input === undefined ? {} : givenJson('--input', line.input === '-' ? '@-' : line.input, terminal);
  const mocks = line.mocks === undefined ? {} : await readMocks(line.mocks, line.case, { source, machine }, terminal);
  let table: GrowingTable | undefined;
  const { ask } = terminal;
  const asking = (question: string): Promise<string | undefined> => {
    table?.grow();
    // A question that nobody will answer would keep the process alive.
    return Promise.race([ask!(question), terminal.interrupted.then(() => undefined)]);
  };
  const fallback = fallbackFor(machine, Object.keys(mocks), ask === undefined ? undefined : asking);
  const execution = told(() =>
    machine.with(fallback.mocks).start(input, {
      mocks,
      ...(line.startTime === undefined ? {} : { startTime: line.startTime }),
      ...(ask === undefined ? {} : { settleWithin: PATIENCE }),
    }),
  );
  if (terminal.isScreen === true && !line.json) table = growingTable(execution, terminal.write, terminal.colors === true);
  const interruption = new CommandError('interrupted.');
  const hasMocks = line.mocks !== undefined;
  const ended = await Promise.race([
    moved(execution, line, table, (error) => unansweredTask(error, machine.name, hasMocks)),
    terminal.interrupted.then(() => interruption),
  ]);
  const trouble = ended === interruption ? ended : (fallback.refused() ?? ended);
  // The task that nobody answers is told below: a table of it alone says nothing more.
  const says = !(trouble instanceof CommandError) || execution.visits.length > 1;
  if (says && table !== undefined) table.end();
  else if (says && !line.json) terminal.write(`${execution}\n`);
  tellTyped(fallback.typed(), terminal);
  if (trouble instanceof CommandError) throw trouble;
  if (!line.json && execution.status === 'RUNNING') terminal.write(`\n${nowText(execution)}\n`);
  if (line.json) terminal.write(resultJson(machine, execution));
  writeFiles(line, machine, execution, terminal);
  // What tests are told when their file ends: an answer or an error that the service never gives.
  for (const hint of fileHints.leaveFile()) terminal.writeError(`drystep run: ${hint}\n`);
  if (trouble !== undefined) terminal.writeError(`drystep run: ${trouble}\n`);
  return trouble !== undefined || !['SUCCEEDED', 'RUNNING'].includes(execution.status) ? 1 : 0;
}

/** Moves the execution as far as the line says. What ends the command is an error, what is worth a word a text. */
async function moved(
  execution: StartedExecution,
  line: RunLine,
  table: GrowingTable | undefined,
  worded: (error: unknown) => CommandError | undefined,
): Promise<CommandError | string | undefined> {
  try {
    if (line.until !== undefined) await execution.waitingFor(line.until);
    if (line.advance !== undefined) await execution.advance(line.advance);
    if (line.until === undefined && line.advance === undefined) await toEnd(execution, table);
    return undefined;
  } catch (error) {
    // An execution that ended before is a result, and no mistake in the call.
    if (line.until !== undefined && execution.status !== 'RUNNING') return `the execution ended before it waited in state "${line.until}".`;
    const shown = worded(error) ?? asCommandError(error);
    if (shown instanceof CommandError) return shown;
    throw error;
  }
}

async function toEnd(execution: StartedExecution, table: GrowingTable | undefined): Promise<void> {
  if (table !== undefined) {
    try {
      await execution.until(() => {
        table.grow();
        return execution.status !== 'RUNNING';
      });
    } catch {
      // What is wrong is told by the end.
    }
  }
  await execution.result();
}

/** The last event may be long ago. */
function nowText({ now, history }: StartedExecution): string {
  const start = history[0]?.timestamp.getTime() ?? now.getTime();
  return `It is ${now.toISOString()}, ${durationArgument(now.getTime() - start)} after the start.`;
}

function tellTyped(rules: object | undefined, terminal: Terminal): void {
  if (rules === undefined) return;
  terminal.writeError(`\nTo answer the same again, write this into a file for --mocks:\n${jsonText(rules)}`);
}

function writeFiles(line: RunLine, machine: TestMachine, execution: StartedExecution, { cwd }: Terminal): void {
  const read = [line.source, line.mocks, line.input?.startsWith('@') === true ? line.input.slice(1) : undefined];
  const write = (option: string, file: string | undefined, text: () => string): void => {
    if (file !== undefined) writeText(option, resolve(cwd, file), text(), read, cwd);
  };
  const render = (): typeof import('../../render') => require('../../render');
  write('--history', line.history, () => `${JSON.stringify({ events: execution.history }, undefined, 2)}\n`);
  write('--html', line.html, () => render().toReport(reportData([{ machine, execution }], { title: machine.name })));
  write('--svg', line.svg, () => render().toSvg(machine.definition, executionOverlay(machine, execution)));
}
