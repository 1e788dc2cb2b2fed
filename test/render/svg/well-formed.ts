/** What the tests ask of a parsed document; the types of browsers are not among those of the project. */
export interface ParsedElement {
  readonly textContent: string | null;
  readonly attributes: Iterable<{ readonly name: string }>;
  getAttribute(name: string): string | null;
}

export interface ParsedDocument {
  querySelector(selector: string): ParsedElement | null;
  querySelectorAll(selector: string): Iterable<ParsedElement> & { readonly length: number };
}

interface DomLibrary {
  readonly JSDOM: new () => {
    readonly window: { readonly DOMParser: new () => { parseFromString(text: string, type: string): ParsedDocument } };
  };
}

const { JSDOM } = require('jsdom') as DomLibrary;
const parser = new new JSDOM().window.DOMParser();

/** Parses a picture as XML, and throws where it is none. */
export function parsedSvg(svg: string): ParsedDocument {
  const document = parser.parseFromString(svg, 'image/svg+xml');
  const error = document.querySelector('parsererror');
  if (error !== null) throw new Error(`no XML: ${error.textContent}`);
  return document;
}
