import { printable } from '../../../asl';
import { toSvg } from '../../../render';
import type { ComparedMachine } from '../compared-machine';
import { TOPICS } from '../topic-of';
import type { DiffContents } from './report';
import { recordedTexts, summaryText } from './summary';

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere }
section { border-top: 1px solid #8888; margin-top: 2rem }
h3 { margin: 1rem 0 0; font-size: 1rem }
ul { margin: 0.25rem 0; padding-left: 1.25rem }
.breaking { border-left: 4px solid #d33; padding-left: 0.75rem }
.note { border-left: 4px solid #888; padding-left: 0.75rem }
img { max-width: 100%; height: auto; display: block; margin: 1rem 0 }`;

/** The report as a page that opens without a network: for each machine that changed what changed, what breaks, and a picture of both definitions. */
export function htmlReport(contents: DiffContents): string {
  const { before, after, machines } = contents;
  const changed = machines.filter(({ status }) => status !== 'same');
  const title = `State machines: ${before} → ${after}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${html(title)}</title>`,
    `<style>\n${STYLE}\n</style></head>`,
    '<body>',
    `<h1>${html(title)}</h1>`,
    ...[summaryText(contents), ...recordedTexts(contents)].map((text) => `<p>${html(text)}.</p>`),
    ...changed.map(section),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function section(machine: ComparedMachine): string {
  const { name, status, changes, notices } = machine;
  const topics = TOPICS.flatMap((topic) => {
    const own = changes.filter((change) => change.topic === topic);
    return own.length === 0 ? [] : [`<h3>${topic}</h3>`, '<ul>', ...own.map(({ text }) => `<li><code>${html(text)}</code></li>`), '</ul>'];
  });
  const noticed = notices.map(
    ({ breaking, message, hint, code }) =>
      `<p class="${breaking ? 'breaking' : 'note'}"><strong>${breaking ? 'Breaking' : 'Note'}</strong> ${html(message)} Hint: ${html(hint)} (${code})</p>`,
  );
  return [
    '<section>',
    `<h2>${html(name)}${status === 'changed' ? '' : ` is ${status}`}</h2>`,
    ...noticed,
    ...topics,
    picture(machine),
    '</section>',
  ].join('\n');
}

/** As an image and not inline: pictures of several machines share no names, and follow the reader's light or dark. */
function picture({ name, before, after, diff }: ComparedMachine): string {
  const shown = after ?? before;
  if (shown === undefined) return '';
  const svg = toSvg(shown.definition, diff?.overlay, { title: name });
  return `<img alt="${html(`${name}, before and after`)}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function html(text: string): string {
  return printable(text).replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!);
}
