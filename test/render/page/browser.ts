import { existsSync } from 'node:fs';

/** As much of a page of playwright as these tests use: the tests compile where it is not installed. */
export interface Page {
  goto(url: string): Promise<unknown>;
  setViewportSize(size: { width: number; height: number }): Promise<void>;
  /** What the system prefers, for the page that is open and those that are opened. */
  emulateMedia(options: { colorScheme: 'light' | 'dark' }): Promise<void>;
  evaluate<Result>(run: string): Promise<Result>;
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  selectOption(selector: string, value: string): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
  getAttribute(selector: string, name: string): Promise<string | null>;
  waitForSelector(selector: string): Promise<unknown>;
  locator(selector: string): Locator;
  url(): string;
  readonly keyboard: { press(key: string): Promise<void> };
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
    wheel(dx: number, dy: number): Promise<void>;
  };
  on(event: 'pageerror' | 'console' | 'request', listen: (what: { text?(): string; url?(): string; message?: string }) => void): void;
  close(): Promise<void>;
}

interface Locator {
  allTextContents(): Promise<string[]>;
  count(): Promise<number>;
  focus(): Promise<void>;
  boundingBox(): Promise<{ x: number; y: number; width: number; height: number } | null>;
}

export interface Browser {
  newPage(options: { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' }): Promise<Page>;
  close(): Promise<void>;
}

const PLACES = [process.env.DRYSTEP_CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Describes what a page does in a real browser, or says in its place why it cannot. */
export function describeInBrowser(title: string, describeIt: (launch: () => Promise<Browser>) => void): void {
  const executablePath = PLACES.find((place) => place !== '' && existsSync(place));
  if (executablePath === undefined) {
    test.skip(`${title}: skipped, Chromium is absent (apt-get install chromium, or set DRYSTEP_CHROMIUM)`, () => undefined);
    return;
  }
  describe(title, () =>
    describeIt(() => {
      const name = 'playwright-core';
      const { chromium } = require(name) as { chromium: { launch(options: object): Promise<Browser> } };
      return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-software-rasterizer'] });
    }),
  );
}
