import { printable } from '../../../asl';
import { toMermaid } from '../../../render';
import type { ComparedMachine } from '../compared-machine';
import { TOPICS } from '../topic-of';
import type { DiffContents } from './report';
import { recordedTexts, summaryText } from './summary';

/** What GitHub takes as one comment, with room for what a workflow puts around it. */
const LONGEST_COMMENT = 64_000;

/** The report for a pull request: what changed, what breaks, and a flow chart of both definitions for each machine, as far as a comment has room. */
export function markdownReport(contents: DiffContents): string {
  const { before, after, machines } = contents;
  const changed = machines.filter(({ status }) => status !== 'same');
  const head = [
    '### State machines',
    '',
    `${plain(summaryText(contents))} (${code(before)} → ${code(after)}).`,
    ...recordedTexts(contents).map((line) => `\n${plain(line)}.`),
    '',
  ].join('\n');
  const texts = changed.map(machineText);
  let room = LONGEST_COMMENT - head.length - texts.reduce((sum, text) => sum + text.length + 100, 0);
  const parts = changed.map((machine, index) => {
    const chart = chartOf(machine);
    if (chart.length > room) return `${texts[index]}\nIts flow chart is left out: it would make this text longer than a comment may be.\n`;
    room -= chart.length;
    return `${texts[index]}${chart}`;
  });
  return [head, ...parts].join('\n');
}

function machineText({ name, status, changes, notices }: ComparedMachine): string {
  const lines = TOPICS.flatMap((topic) => {
    const own = changes.filter((change) => change.topic === topic);
    return own.length === 0 ? [] : ['', `**${topic}**`, '', ...own.map(({ text }) => `- ${code(text)}`)];
  });
  const noticed = notices.map(
    ({ breaking, message, hint, code: name }) => `- ${breaking ? '🛑 **breaking**' : 'ℹ️'} ${plain(message)} Hint: ${plain(hint)} (${name})`,
  );
  return [
    `#### ${code(name)}${status === 'changed' ? '' : ` is ${status}`}`,
    ...lines,
    ...(noticed.length > 0 ? ['', ...noticed] : []),
    '',
  ].join('\n');
}

function chartOf({ diff, after, changes }: ComparedMachine): string {
  const chart =
    diff === undefined
      ? after === undefined
        ? undefined
        : toMermaid(after.definition)
      : changes.length === 0
        ? undefined
        : diff.toMermaid();
  if (chart === undefined) return '';
  return ['', '<details><summary>Flow chart</summary>', '', '```mermaid', chart.trimEnd(), '```', '', '</details>', ''].join('\n');
}

/** Text between backticks of which it has none as many in a row. */
function code(text: string): string {
  const line = printable(text);
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** A sentence whose names are neither markup nor mentions. */
function plain(text: string): string {
  return printable(text).replaceAll(/[\\`*_[\]<>#|~!@&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
