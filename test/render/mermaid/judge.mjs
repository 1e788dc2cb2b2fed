/**
 * Asks mermaid's own parser, in a document of jsdom, about texts: a JSON array on standard input; on standard output what it says against each, or null.
 * A process of its own, since mermaid is made of ES modules that jest does not load, and takes seconds to start.
 */
import { text } from 'node:stream/consumers';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');

mermaid.initialize({ startOnLoad: false });
const verdicts = [];
for (const each of JSON.parse(await text(process.stdin))) {
  try {
    const { diagramType } = await mermaid.parse(each);
    verdicts.push(diagramType.startsWith('flowchart') ? null : `it is a ${diagramType}`);
  } catch (error) {
    verdicts.push(String(error.message ?? error));
  }
}
process.stdout.write(JSON.stringify(verdicts));
