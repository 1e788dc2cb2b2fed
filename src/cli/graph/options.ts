import { firstIn } from '../../asl';
import type { Fold } from '../../render';
import { CommandError } from '../command-error';
import { formatGiven } from '../format-given';
import { oneOf } from '../one-of';
import { type ReadOptions, readOptions } from '../read-options';
import { SOURCE_OPTIONS, SOURCE_USAGE } from '../source/open-source';
import { sourceAndMachine } from '../source-and-machine';

export const GRAPH_FORMATS = ['mermaid', 'svg', 'html', 'json'] as const;
export type GraphFormat = (typeof GRAPH_FORMATS)[number];

/** The ending of the file that a machine is drawn into. */
export const ENDINGS: Readonly<Record<GraphFormat, string>> = { mermaid: 'mmd', svg: 'svg', html: 'html', json: 'json' };

/** What the command line says. */
export interface GraphLine {
  readonly source: string | undefined;
  readonly machine: string | undefined;
  readonly help: boolean;
  readonly format: GraphFormat;
  readonly output: string | undefined;
  /** The ending of the output, where it says nothing of what is drawn and no option does. */
  readonly unknownEnding: string | undefined;
  readonly fold: Fold | undefined;
  readonly direction: 'TD' | 'LR' | undefined;
  readonly theme: 'auto' | 'light' | 'dark' | undefined;
  readonly title: string | undefined;
  /** For the reader of sources. */
  readonly options: ReadOptions<typeof OPTIONS>;
}

const OPTIONS = {
  ...SOURCE_OPTIONS,
  format: { type: 'string' },
  output: { type: 'string' },
  fold: { type: 'string', multiple: true },
  direction: { type: 'string' },
  theme: { type: 'string' },
  title: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Which formats an option is for; it would do nothing in the others. */
const FORMATS_OF: Readonly<Record<'fold' | 'direction' | 'theme' | 'title', readonly GraphFormat[]>> = {
  fold: ['mermaid', 'svg'],
  direction: ['mermaid'],
  theme: ['svg'],
  title: ['svg', 'html'],
};

/** Reads the arguments of the command. Throws a CommandError that offers the nearest option or value. */
export function readGraphLine(given: readonly string[]): GraphLine {
  const options = readOptions('graph', given, OPTIONS);
  const { given: seen, flag, text, texts } = options;
  const { source, machine } = sourceAndMachine(options);
  const output = text('output');
  const named = formatGiven(flag('json'), text('format'), GRAPH_FORMATS);
  const ending = endingOf(output);
  const implied = GRAPH_FORMATS.find((each) => ending === each || ending === ENDINGS[each]);
  const format = named ?? implied ?? 'mermaid';
  if (implied !== undefined && implied !== format)
    throw new CommandError(
      `--output ${output} is for ${implied}, and the format is ${format}.`,
      `leave --format out, or name a file that ends in .${ENDINGS[format]}.`,
    );
  for (const [name, formats] of Object.entries(FORMATS_OF))
    if (seen.has(name) && !formats.includes(format))
      throw new CommandError(
        `--${name} is for ${formats.join(' and ')}, and the format is ${format}.`,
        `leave it out, or add --format ${formats[0]}.`,
      );
  return {
    source,
    machine,
    help: flag('help'),
    format,
    output,
    unknownEnding: named === undefined && implied === undefined ? ending : undefined,
    fold: foldOf(texts('fold')),
    direction: oneOf('--direction', text('direction')?.toUpperCase(), ['TD', 'LR']),
    theme: oneOf('--theme', text('theme'), ['auto', 'light', 'dark']),
    title: text('title'),
    options,
  };
}

function endingOf(output: string | undefined): string | undefined {
  return /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase();
}

function foldOf(given: readonly string[]): Fold | undefined {
  if (given.length === 0) return undefined;
  return given.length === 1 && /^\d+$/.test(firstIn(given)) ? Number(given[0]) : given;
}

export const GRAPH_USAGE = `Usage: drystep graph [options] SOURCE [MACHINE]

Draws a state machine from a definition, a template or a folder that cdk synth wrote. If there are several machines, name one, or draw each into a file with
--output FOLDER.

  --format mermaid|svg|html|json   mermaid: a flow chart as text; html: a page to search and fold; json: states and edges
                                   [what the ending of --output says, or mermaid]
  --json                           the same as --format json
  --output FILE|FOLDER             where to; standard output otherwise
  --fold LEVELS|STATE              hides what is inside Map and Parallel states: below this many levels (0: all), or in the named one; once for each
  --direction TD|LR                mermaid: from the top down, or from left to right [TD]
  --theme auto|light|dark          svg [auto]
  --title TEXT                     svg, html [the comment of the definition]
${SOURCE_USAGE}  --help

Example: drystep graph cdk.out Orders --output orders.svg
Exit code: 0 drawn, 2 wrong usage, or a source that cannot be read.
`;
