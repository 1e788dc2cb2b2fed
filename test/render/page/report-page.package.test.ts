import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { toHtml, toReport } from 'drystep/render';
import { generated } from '../generated';
import { ORDERS } from '../orders';
import { type Browser, describeInBrowser, type Page } from './browser';
import { longReport } from './long-report';
import { nastyReport, shopReport, tripReport } from './reports';

const LIGHT = { viewport: { width: 1400, height: 900 }, colorScheme: 'light' } as const;

type Colours = 'light' | 'dark';

// The reports that several tests look at: each synthesizes a stack and runs its machine.
let trip: Promise<string> | undefined;
let shop: Promise<string> | undefined;
const tripPage = (): Promise<string> => (trip ??= tripReport().then(toReport));
const shopPage = (): Promise<string> => (shop ??= shopReport().then(toReport));

describeInBrowser('A report in a browser', (launch) => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  let problems: string[] = [];
  let opened = 0;

  jest.setTimeout(30_000);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'drystep-pages-'));
    browser = await launch();
    page = await newPage();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    problems = [];
  });
  afterEach(async () => {
    expect(problems).toEqual([]);
    await page?.evaluate('localStorage.clear()');
  });

  /** A page that notes each error, message and request: one for all tests, as each is a process of its own, that takes a second to begin. */
  async function newPage(): Promise<Page> {
    const made = await browser.newPage(LIGHT);
    made.on('pageerror', (error) => void problems.push(String(error.message)));
    made.on('console', (message) => void problems.push(String(message.text?.())));
    made.on('request', (request) => {
      if (!request.url?.().startsWith('file:')) problems.push(String(request.url?.()));
    });
    return made;
  }

  /** Opens a text as a file of its own: a browser that is sent to another place of the same file does not load it again. */
  async function open(html: string, hash = '', colours: Colours = 'light'): Promise<void> {
    const file = join(folder, `page-${++opened}.html`);
    writeFileSync(file, html);
    await page.emulateMedia({ colorScheme: colours });
    await page.goto(`${pathToFileURL(file)}${hash}`);
    await page.waitForSelector('.picture svg');
  }
  const pickedState = (): Promise<string | null> =>
    page.evaluate('document.querySelector(".picked-state")?.getAttribute("data-state") ?? null');
  const pickedRow = (): Promise<string> => page.evaluate('document.querySelector("#tab-panel .row.picked")?.textContent ?? ""');
  const heading = (): Promise<string | null> => page.textContent('.detail h2');

  test('shows the failed test first, its failing state picked in graph, table and details', async () => {
    await open(await tripPage());

    expect(await page.textContent('.banner h1')).toContain('undoes a trip');
    expect(await page.textContent('.banner')).toContain('NoCars: all cars are out');
    expect(await page.textContent('.banner')).toContain('Trips/BookTrip/');
    expect(await pickedState()).toBe('Book Trip Failed');
    expect(await pickedRow()).toContain('Book Trip Failed');
    expect(await heading()).toContain('Book Trip Failed');
  });

  test('a step that is picked in the table, the graph or the timeline is shown by all', async () => {
    await open(await tripPage());

    await page.click('#step-3');
    expect([await pickedState(), await heading()]).toEqual(['Book Car', expect.stringContaining('Book Car')]);

    await page.evaluate(
      'document.querySelector("g[data-state=\'Cancel Hotel\'] > .ds-shape").dispatchEvent(new MouseEvent("click", { bubbles: true }))',
    );
    expect([await pickedRow(), await heading()]).toEqual([
      expect.stringContaining('Cancel Hotel'),
      expect.stringContaining('Cancel Hotel'),
    ]);
    expect(await page.textContent('.detail')).toContain('4 attempts');

    await page.click('#tab-timeline');
    expect(await page.locator('.bar.picked-bar').allTextContents()).toEqual([expect.stringContaining('Cancel Hotel')]);
    expect(await page.locator('.retry-mark').count()).toBe(3);
    await page.click('.bar >> nth=0');
    expect([await pickedState(), await heading()]).toEqual(['Expensive?', expect.stringContaining('Expensive?')]);
  });

  test('is used with the keyboard alone', async () => {
    await open(await tripPage());

    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.className')).toBe('main-search');
    for (let presses = 0; presses < 40; presses++) {
      if ((await page.evaluate('document.activeElement.getAttribute("aria-label")')) === 'Steps') break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Home');
    expect(await pickedState()).toBe('Expensive?');
    await page.keyboard.press('ArrowDown');
    expect(await pickedState()).toBe('Book Flight');
    await page.keyboard.press('2');
    expect(await page.getAttribute('#tab-timeline', 'aria-selected')).toBe('true');
    await page.keyboard.press('3');
    expect(await page.getAttribute('#tab-events', 'aria-selected')).toBe('true');
    await page.keyboard.press('e');
    expect(await pickedState()).toBe('Book Trip Failed');
    await page.keyboard.press(']');
    expect(await page.textContent('.banner h1')).toContain('books a trip');
    await page.locator('.viewport').focus();
    await page.keyboard.press('ArrowDown');
    expect(await pickedState()).not.toBe('Expensive?');
    await page.keyboard.press('?');
    expect(await page.locator('.keys').count()).toBe(1);
  });

  test('a link leads to a step, and the address follows what is picked', async () => {
    await open(await tripPage(), '#/run/1/step/3?tab=events');

    expect(await page.textContent('.banner h1')).toContain('books a trip');
    expect([await pickedState(), await page.getAttribute('#tab-events', 'aria-selected')]).toEqual(['Book Hotel', 'true']);
    await page.click('#tab-steps');
    await page.click('#step-1');
    expect(page.url()).toMatch(/#\/run\/1\/step\/2$/);
  });

  test('items of a Map and an execution that a step started stand in place', async () => {
    await open(await shopPage());

    const rows = await page.locator('#tab-panel .row').allTextContents();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' ')).filter((row) => /^.(Item|execution of)/.test(row))).toEqual([
      expect.stringContaining('Item 0'),
      expect.stringContaining('Item 1'),
      expect.stringContaining('Item 2'),
      expect.stringContaining('execution of shipping'),
    ]);
    await page.click('.row:has-text("Hand Over")');
    expect(await page.textContent('.crumbs')).toContain('orders › shipping');
    expect(await pickedState()).toBe('Hand Over');
    await page.click('.crumbs button');
    expect(await pickedState()).toBe('Ship');
  });

  test('groups fold, and the picture moves and changes its size', async () => {
    await open(await shopPage());
    const placeOf = (): Promise<string | null> => page.getAttribute('.picture', 'style');

    expect(await page.locator('g[data-state="Pick"]').count()).toBe(1);
    await page.click('.fold');
    expect(await page.locator('g[data-state="Pick"]').count()).toBe(0);
    expect(await page.textContent('g[data-state="Each Item"]')).toContain('2 states inside');

    const before = await placeOf();
    const box = (await page.locator('.viewport').boundingBox()) as { x: number; y: number };
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 60);
    await page.mouse.up();
    const dragged = await placeOf();
    expect(dragged).not.toBe(before);
    await page.click('[aria-label="Enlarge"]');
    expect(await placeOf()).not.toBe(dragged);
  });

  test('25,000 events open, scroll, and are filtered and searched', async () => {
    const html = toReport(longReport(25_000));
    await open(html, '#/run/1?tab=events');
    await page.waitForSelector('#event-0');

    expect(await page.textContent('.filters [role=status]')).toBe('25000 of 25000 events');
    expect(await page.locator('#tab-panel .row').count()).toBeLessThan(100);
    await page.evaluate('document.querySelector("#tab-panel .list").scrollTo(0, 300000)');
    await page.waitForSelector('#tab-panel .row .number:text-matches("^1[1-9][0-9]{3}$")');
    await page.fill('.event-search', '"index\\":777,');
    await page.waitForSelector('.filters [role=status]:text-is("2 of 25000 events")');
    await page.fill('.event-search', '');
    await page.selectOption('.filters select', 'failures');
    await page.waitForSelector('.filters [role=status]:text-is("0 of 25000 events")');
  }, 60_000);

  test('what names and payloads hold is text', async () => {
    await open(toReport(await nastyReport()));

    await page.click('#tab-timeline');
    await page.click('#tab-events');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.evaluate('document.title')).toContain('</script><img');
    expect(await page.textContent('.banner h1')).toContain('</script><img');
  });

  test('is dark where the system is, and as the reader chooses', async () => {
    await open(await tripPage(), '', 'dark');
    const background = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');

    expect(await background()).toBe('rgb(15, 23, 32)');
    await page.selectOption('.bar-top select', 'light');
    expect(await background()).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".ds-succeeded > .ds-shape")).fill')).toBe('rgb(223, 246, 229)');
  });

  test('links from what no test reached to its state', async () => {
    const { machines, runs, ...rest } = await tripReport();
    const point = (kind: string, pointer: string, hits: number, label: string) => ({ kind, pointer, hits, label });
    const coverage = [
      point('states', '/States/Book Car', 1, 'Book Car'),
      point('transitions', '/States/Ask Manager/Next', 0, '→ Approved?'),
      point('transitions', '/States/Book Car/Next', 1, '→ Confirm Trip'),
    ];
    await open(toReport({ ...rest, runs, machines: machines.map((machine) => ({ ...machine, coverage })) }));

    await page.click('.covered button');
    expect(await page.textContent('.banner')).toContain('2 of 3 points reached');
    await page.click('#gap-0');
    expect([await pickedState(), await heading()]).toEqual(['Ask Manager', expect.stringContaining('Ask Manager')]);
    expect(page.url()).toMatch(/#\/coverage\/0\/state\/Ask%20Manager$/);
  });

  test('shows a definition alone, with search and what it says of a state', async () => {
    await open(toHtml(ORDERS));

    await page.fill('.main-search', 'ecs');
    await page.click('#state-row-0');
    expect([await pickedState(), await heading()]).toEqual(['Label', expect.stringContaining('Label')]);
    expect(await page.textContent('.detail pre')).toContain('arn:aws:states:::ecs:runTask.sync');
  });

  test('a definition of 1,000 states begins folded, or as it is, and opens', async () => {
    await open(toHtml(generated(1000)));

    expect(await page.locator('g[data-state]').count()).toBeGreaterThan(0);
  }, 60_000);

  // What axe finds is asked for both colours of a page that is open: the page follows the system, as another test shows.
  let audits: Promise<Readonly<Record<Colours, readonly string[]>>> | undefined;

  async function audited(): Promise<Readonly<Record<Colours, readonly string[]>>> {
    const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    const found: Record<Colours, string[]> = { light: [], dark: [] };
    for (const [html, hash] of [
      [await shopPage(), ''],
      [await tripPage(), '?tab=timeline'],
      [await tripPage(), '#/run/2?tab=events'],
      [toHtml(ORDERS), '#/definition/0/state/Charge'],
    ] as const) {
      await open(html, hash);
      await page.evaluate(source);
      for (const colours of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: colours });
        await page.waitForSelector(`html[data-theme=${colours}]`);
        found[colours].push(
          ...(await page.evaluate<string[]>(
            'axe.run({ resultTypes: ["violations"] }).then(({ violations }) => violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html.slice(0, 160)).slice(0, 3).join(" | ")))',
          )),
        );
      }
    }
    return found;
  }

  test.each(['light', 'dark'] as const)(
    'axe finds nothing serious, %s',
    async (colours) => {
      audits ??= audited();

      expect((await audits)[colours]).toEqual([]);
    },
    60_000,
  );
});
