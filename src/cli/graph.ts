import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { errorText, firstIn, listedQuoted, nearestName } from '../asl';
import { foldableNames, toGraph, toHtml, toMermaid, toSvg } from '../render';
import type { TestMachine } from '../testing';
import { CommandError } from './command-error';
import { fileNames } from './graph/file-names';
import { ENDINGS, GRAPH_USAGE, type GraphFormat, type GraphLine, readGraphLine } from './graph/options';
import { jsonText } from './json-text';
import { openSource } from './source/open-source';
import { statsOf } from './stats-of';
import type { Command } from './terminal';
import { told } from './told';
import { shown } from './validation/machines';
import { writeText } from './validation/write-text';

/** `drystep graph`: 0 when all is drawn, 2 when called wrongly. */
export const graphCommand: Command = async (given, terminal) => {
  const line = readGraphLine(given);
  if (line.help) {
    terminal.write(GRAPH_USAGE);
    return 0;
  }
  const source = await openSource(line.source, line.options, terminal);
  const output = line.output === undefined ? undefined : resolve(terminal.cwd, line.output);
  const many = source.names.length > 1 && line.machine === undefined && output !== undefined;
  const machines = many ? source.names.map((name) => source.machine(name)) : [source.machine(line.machine)];
  const drawn = machines.map((machine) => ({ name: machine.constructPath ?? machine.name, text: draw(machine, line) }));
  if (output === undefined) {
    terminal.write(firstIn(drawn).text);
    return 0;
  }
  const isFolder = many || line.output?.endsWith('/') === true || statsOf(output)?.isDirectory() === true;
  if (isFolder) makeFolder(output, line);
  else if (line.unknownEnding !== undefined)
    throw new CommandError(
      `--output ${line.output}: a name that ends in .${line.unknownEnding} does not say what to draw.`,
      'end it in .mmd, .svg, .html or .json, or add --format.',
    );
  const names = fileNames(drawn.map(({ name }) => name));
  for (const [index, { text }] of drawn.entries()) {
    const file = isFolder ? join(output, `${names[index]}.${ENDINGS[line.format]}`) : output;
    writeText('--output', file, text, [line.source], terminal.cwd);
    terminal.writeError(`wrote ${shown(file, terminal.cwd)}\n`);
  }
  return 0;
};

/** Throws a CommandError for what names no Map or Parallel state, in the words of the command line. */
function requireFold(machine: TestMachine, fold: GraphLine['fold']): void {
  if (fold === undefined || typeof fold === 'number') return;
  const known = foldableNames(toGraph(machine));
  const unknown = fold.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new CommandError(
    `${machine.name} has no Map or Parallel state ${JSON.stringify(unknown)} to fold.`,
    nearest !== undefined
      ? `did you mean ${JSON.stringify(nearest)}?`
      : known.length === 0
        ? 'it has none at all: leave --fold out.'
        : `they are ${listedQuoted(known)}.`,
  );
}

function draw(machine: TestMachine, { format, fold, direction, theme, title }: GraphLine): string {
  requireFold(machine, fold);
  const folded = fold === undefined ? {} : { fold };
  const titled = title === undefined ? {} : { title };
  const texts: Readonly<Record<GraphFormat, () => string>> = {
    mermaid: () => toMermaid(machine, undefined, { ...folded, ...(direction === undefined ? {} : { direction }) }),
    svg: () => toSvg(machine, undefined, { ...folded, ...titled, ...(theme === undefined ? {} : { theme }) }),
    html: () => toHtml(machine, undefined, { title: title ?? machine.name }),
    json: () => jsonText({ name: machine.name, type: machine.type, ...toGraph(machine) }),
  };
  return told(texts[format], machine.name);
}

function makeFolder(folder: string, { output }: GraphLine): void {
  if (statsOf(folder)?.isDirectory() === false)
    throw new CommandError(
      `--output names the file ${output}, and there are several machines.`,
      'name a folder, or the machine that you mean.',
    );
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new CommandError(`--output names ${output}, and the folder cannot be made: ${errorText(error)}.`);
  }
}
