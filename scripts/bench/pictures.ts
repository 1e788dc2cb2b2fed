import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { generated } from '../../test/render/generated';
import { longReport } from '../../test/render/page/long-report';

type Render = typeof import('../../src/render');

const RUNS = 3;
/** More states in one graph take dagre minutes. */
const MOST_FOR_DAGRE = 301;
const SIZES = [50, 301, 1000];
const EVENTS = 25_000;
const CHROMIUM = '/usr/bin/chromium';

/** Lines about pictures and pages, each beside a baseline: dagre alone on the same states in one graph, and JSON of the same data. */
export async function measurePictures(lib: string): Promise<string[]> {
  const { toHtml, toMermaid, toReport, toSvg } = require(join(lib, 'render')) as Render;
  const importing = median(() => imported(join(lib, 'render')));
  const lines = [
    '',
    `import drystep/render: ${importing.toFixed(1)} ms (goal 30; drystep/interpreter ${median(() => imported(join(lib, 'interpreter'))).toFixed(1)} ms)`,
    '| states | toSvg | dagre alone, one graph | toMermaid | toHtml |',
    '|---|---|---|---|---|',
  ];
  for (const size of SIZES) {
    const definition = generated(size);
    const graph = flatGraph(definition);
    const runs = [() => toSvg(definition), () => laidOut(graph), () => toMermaid(definition), () => toHtml(definition)];
    const cells = runs.map((run, index) => (index === 1 && size > MOST_FOR_DAGRE ? '–' : `${timed(run).toFixed(0)} ms`));
    lines.push(`| ${size} | ${cells.join(' | ')} |`);
  }
  const data = longReport(EVENTS);
  const html = toReport(data);
  const text = JSON.stringify(data);
  lines.push(
    `report of ${EVENTS} events: written in ${timed(() => toReport(data)).toFixed(0)} ms, ${megabytes(html)} (JSON.stringify: ${timed(() => JSON.stringify(data)).toFixed(0)} ms, ${megabytes(text)})`,
    await opened(html),
  );
  return lines;
}

/** From the start of the navigation until rows of events are there, in a real browser. The baseline is a page that parses the same data and shows nothing. */
async function opened(html: string): Promise<string> {
  if (!existsSync(CHROMIUM)) return 'opened in a browser: skipped, Chromium is absent';
  const folder = mkdtempSync(join(tmpdir(), 'drystep-bench-'));
  const { chromium } = require('playwright-core') as {
    chromium: { launch(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }> };
  };
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const [, data = ''] = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(html) ?? [];
    const bare = `<body><script type="application/json" id="data">${data}</script><script>JSON.parse(document.getElementById('data').textContent); document.body.innerHTML = '<p id="event-0">parsed</p>'</script>`;
    const times = [];
    for (const [name, text] of [
      ['page', html],
      ['bare', bare],
    ] as const) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, text);
      const page = await browser.newPage();
      const begin = performance.now();
      await page.goto(`${pathToFileURL(file)}#/run/1?tab=events`);
      await page.waitForSelector('#event-0');
      times.push(performance.now() - begin);
    }
    return `opened in a browser: ${times[0]?.toFixed(0)} ms (goal 2000; a page that only parses the data: ${times[1]?.toFixed(0)} ms)`;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Page {
  goto(url: string): Promise<unknown>;
  waitForSelector(selector: string): Promise<unknown>;
}

/** Every state of a definition in one graph, without groups. */
function flatGraph(definition: object): { readonly names: readonly string[]; readonly ways: readonly (readonly [string, string])[] } {
  const names: string[] = [];
  const ways: [string, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { States } = value as { readonly States?: Readonly<Record<string, object>> };
    for (const [name, state] of Object.entries(States ?? {})) {
      names.push(name);
      for (const [, to] of JSON.stringify(state).matchAll(/"(?:Next|Default)":"([^"]+)"/g)) ways.push([name, to as string]);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(definition);
  return { names, ways };
}

function laidOut({ names, ways }: ReturnType<typeof flatGraph>): void {
  const { graphlib, layout } = require('@dagrejs/dagre') as {
    graphlib: {
      Graph: new (
        options: object,
      ) => { setGraph(o: object): void; setNode(n: string, o: object): void; setEdge(a: string, b: string, o: object, n: string): void };
    };
    layout(graph: object): void;
  };
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({});
  for (const name of names) graph.setNode(name, { width: 160, height: 60 });
  for (const [index, [from, to]] of ways.entries()) if (names.includes(to)) graph.setEdge(from, to, {}, String(index));
  layout(graph);
}

function imported(path: string): number {
  const script = `const t = performance.now(); require(${JSON.stringify(path)}); process.stdout.write(String(performance.now() - t));`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

function timed(run: () => unknown): number {
  return median(() => {
    const begin = performance.now();
    run();
    return performance.now() - begin;
  });
}

function median(measure: () => number): number {
  const values = Array.from({ length: RUNS }, measure).sort((one, other) => one - other);
  return values[RUNS >> 1] as number;
}

function megabytes(text: string): string {
  return `${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB`;
}
