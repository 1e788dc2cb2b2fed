import type { StateType } from '../../asl';
import { coordinate } from './xml';

/** The outline of a state as one path in a box of a size, or several, the rearmost first. Kinds differ in their outline, not by colour alone. */
export const SHAPES: Readonly<Record<StateType, (width: number, height: number) => readonly string[]>> = {
  Task: (width, height) => [rounded(0, 0, width, height, 8, 8)],
  Pass: (width, height) => [
    polygon([
      [9, 0],
      [width, 0],
      [width - 9, height],
      [0, height],
    ]),
  ],
  Choice: (width, height) => [
    polygon([
      [15, 0],
      [width - 15, 0],
      [width, height / 2],
      [width - 15, height],
      [15, height],
      [0, height / 2],
    ]),
  ],
  Wait: (width, height) => [rounded(0, 0, width, height, Math.min(height / 2, 26), 4)],
  Succeed: (width, height) => [rounded(0, 0, width, height, Math.min(height / 2, 26), Math.min(height / 2, 26))],
  Fail: (width, height) => [
    polygon([
      [11, 0],
      [width - 11, 0],
      [width, 11],
      [width, height - 11],
      [width - 11, height],
      [11, height],
      [0, height - 11],
      [0, 11],
    ]),
  ],
  Parallel: (width, height) => [rounded(0, 0, width, height, 3, 3)],
  Map: (width, height) => [rounded(6, 6, width - 6, height - 6, 8, 8), rounded(0, 0, width - 6, height - 6, 8, 8)],
};

/** A picture of 18 by 18 for each kind, in strokes. */
export const ICONS: Readonly<Record<StateType, string>> = {
  Task: 'M10 1.5L3.5 10H8.5L7.5 16.5L14.5 7.5H9.5Z',
  Pass: 'M2.5 9H15M10.5 4.5L15 9L10.5 13.5',
  Choice: 'M9 2V6.5M9 6.5L3.5 12V16M9 6.5L14.5 12V16M1.5 14L3.5 16L5.5 14M12.5 14L14.5 16L16.5 14',
  Wait: 'M9 2A7 7 0 1 1 8.9 2M9 5V9L12 11',
  Succeed: 'M3 9.5L7.5 14L15.5 4.5',
  Fail: 'M4 4L14 14M14 4L4 14',
  Parallel: 'M2 3H16M5.5 3V15M12.5 3V15M2 15H16',
  Map: 'M5 2.5H2.5V15.5H5M13 2.5H15.5V15.5H13M6.5 6H11.5M6.5 9H11.5M6.5 12H11.5',
};

/** A rectangle with corners of one radius at its left and of another at its right. */
function rounded(x: number, y: number, width: number, height: number, left: number, right: number): string {
  const [w, h, l, r] = [width, height, left, right].map(coordinate);
  const c = coordinate;
  return [
    `M${c(x + left)} ${c(y)}H${c(x + width - right)}A${r} ${r} 0 0 1 ${c(x + Number(w))} ${c(y + right)}V${c(y + height - right)}`,
    `A${r} ${r} 0 0 1 ${c(x + width - right)} ${c(y + Number(h))}H${c(x + left)}A${l} ${l} 0 0 1 ${c(x)} ${c(y + height - left)}V${c(y + left)}`,
    `A${l} ${l} 0 0 1 ${c(x + left)} ${c(y)}Z`,
  ].join('');
}

function polygon(points: readonly (readonly [x: number, y: number])[]): string {
  return `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join('L')}Z`;
}
