import { printable } from '../../../asl';
import type { ComparedMachine } from '../compared-machine';
import { TOPICS } from '../topic-of';
import type { DiffContents } from './report';
import { recordedTexts, summaryText } from './summary';

/** The report for a person: a block for each machine that changed, and what it comes to. */
export function textReport(contents: DiffContents): string {
  const blocks = contents.machines.filter(({ status }) => status !== 'same').map((machine) => `${machineText(machine)}\n\n`);
  const lines = [...recordedTexts(contents), summaryText(contents)].map((line) => `${printable(line)}\n`);
  return [...blocks, ...lines].join('');
}

function machineText({ name, status, changes, notices }: ComparedMachine): string {
  const topics = TOPICS.flatMap((topic) => {
    const own = changes.filter((change) => change.topic === topic);
    return own.length === 0 ? [] : [`  ${topic}`, ...own.map(({ text }) => `    ${text}`)];
  });
  const noticed = notices.flatMap(({ breaking, code, message, hint }) => [
    `  ${breaking ? 'BREAKING' : 'note'} ${printable(message)} (${code})`,
    `    Hint: ${printable(hint)}`,
  ]);
  return [`${printable(name)}${status === 'changed' ? '' : ` is ${status}`}`, ...topics, ...noticed].join('\n');
}
