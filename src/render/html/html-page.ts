import { printableJson } from '../../asl';
import { loadPageProgram } from '../lazy-page-program';
import { styleSheet } from '../svg/style';
import { xmlText } from '../svg/xml';
import { packed } from './packed';
import type { PageData } from './page-data';

/**
 * A page as one text that loads nothing. Data is data: it stands in an element that no browser runs, in which no character can end it nor tell a terminal
 * or a log anything, and the page allows its own script by its hash and no other.
 */
export function htmlPage(data: PageData): string {
  const { script, style, scriptHash } = loadPageProgram();
  const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="generator" content="drystep">',
    `<title>${xmlText(data.title)}</title>`,
    `<style>${style}`,
    ...['light', 'dark'].map((theme) => `:root[data-theme=${theme}] {\n${styleSheet(theme as 'light' | 'dark')}\n}`),
    '</style>',
    '</head>',
    '<body>',
    '<div id="page"><noscript>This page needs JavaScript. Its code is in the page: nothing is loaded.</noscript></div>',
    `<script type="application/json" id="data">${printableJson(JSON.stringify(packed(data))).replaceAll('<', '\\u003c')}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
