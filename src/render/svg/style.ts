import { FONTS } from '../layout/card';
import { DARK, LIGHT, type Palette } from './palette';

/** Whether a picture is light, dark, or as the system of the reader is set. */
export type Theme = 'auto' | 'light' | 'dark';

/** Names of installed fonts: nothing is loaded. */
const FAMILY = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif';

/** The style sheet of a picture. Colours are written out, not as variables, for viewers that are not browsers. */
export function styleSheet(theme: Theme): string {
  const fonts = Object.entries(FONTS).map(
    ([style, { size, bold }]) => `.ds-${style}{font-size:${size}px${bold ? ';font-weight:600' : ''}}`,
  );
  return [
    `.ds text{font-family:${FAMILY}}`,
    ...fonts,
    '.ds-label{text-anchor:middle}',
    '.ds-shape{stroke-width:1.5}',
    '.ds-edge{fill:none;stroke-width:1.5}',
    '.ds-catch{stroke-dasharray:6 4}',
    '.ds-icon{fill:none;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}',
    '.ds-branch{fill:none;stroke-width:1;stroke-dasharray:3 4}',
    '.ds-strong .ds-shape{stroke-width:3}',
    '.ds-strong .ds-edge{stroke-width:2.5}',
    '.ds-removed .ds-shape,.ds-removed .ds-edge{stroke-dasharray:4 4}',
    ...colours(theme === 'dark' ? DARK : LIGHT),
    ...(theme === 'auto' ? [`@media (prefers-color-scheme:dark){${colours(DARK).join('')}}`] : []),
  ].join('\n');
}

function colours(palette: Palette): string[] {
  const { page, text, muted, line, catchLine, inside, border, kinds, tones } = palette;
  return [
    `.ds-page{fill:${page}}`,
    `.ds text{fill:${muted}}`,
    `.ds .ds-name,.ds .ds-note,.ds .ds-title{fill:${text}}`,
    `.ds-edge{stroke:${line}}`,
    `.ds-arrow,.ds-dot{fill:${line}}`,
    `.ds-ring{fill:none;stroke:${line};stroke-width:1.5}`,
    `.ds-way-catch .ds-edge{stroke:${catchLine}}`,
    `.ds-way-catch .ds-arrow{fill:${catchLine}}`,
    `.ds-branch{stroke:${border}}`,
    ...Object.entries(kinds).flatMap(([kind, { fill, stroke }]) => [
      `.ds-${kind} .ds-shape-${kind}{fill:${fill};stroke:${stroke}}`,
      `.ds-icon-${kind}{stroke:${stroke}}`,
      `.ds-bar-${kind}{fill:${stroke}}`,
    ]),
    `.ds-inside{fill:${inside}}`,
    ...Object.entries(tones).flatMap(([tone, { fill, stroke }]) => [
      `.ds-${tone}>.ds-shape.ds-shape{fill:${fill};stroke:${stroke}}`,
      `.ds-${tone}>.ds-icon.ds-icon{stroke:${stroke}}`,
      `.ds-${tone}>.ds-bar.ds-bar{fill:${stroke}}`,
      `.ds-${tone}>.ds-edge.ds-edge{stroke:${stroke}}`,
      `.ds-${tone}>.ds-arrow.ds-arrow{fill:${stroke}}`,
    ]),
  ];
}
