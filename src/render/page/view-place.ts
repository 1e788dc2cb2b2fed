import type { Box } from '../layout/placed';

/** Where a picture stands in its window, and how large it is. */
export interface ViewPlace {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const [SMALLEST, LARGEST] = [0.05, 4];
/** Below this no name can be read: a picture that would be smaller begins at its top. */
const READABLE = 0.65;
const MARGIN = 40;

/** Shows the whole picture, or the top of one that could not be read. */
export function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  [w, h]: readonly [number, number],
): ViewPlace {
  const whole = Math.min(1, w / width, h / height);
  const scale = whole < READABLE ? Math.min(1, Math.max(READABLE, whole)) : whole;
  const y = height * scale > h ? 0 : (h - height * scale) / 2;
  return { x: (w - width * scale) / 2, y, scale };
}

/** Moves a picture. */
export function moved({ x, y, scale }: ViewPlace, dx: number, dy: number): ViewPlace {
  return { x: x + dx, y: y + dy, scale };
}

/** Changes the size around a point of the window. @param around by default its middle */
export function zoomed(
  { x, y, scale }: ViewPlace,
  factor: number,
  [w, h]: readonly [number, number],
  around: readonly [number, number] = [w / 2, h / 2],
): ViewPlace {
  const next = Math.min(LARGEST, Math.max(SMALLEST, scale * factor));
  const [cx, cy] = around;
  return { x: cx - ((cx - x) * next) / scale, y: cy - ((cy - y) * next) / scale, scale: next };
}

/** Moves a picture only as far as a state needs to be seen. */
export function shownAround(place: ViewPlace, { x, y, width, height }: Box, [w, h]: readonly [number, number]): ViewPlace {
  const { scale } = place;
  const [left, top] = [place.x + x * scale, place.y + y * scale];
  const [right, bottom] = [left + width * scale, top + Math.min(height, 120) * scale];
  const dx = left < MARGIN ? MARGIN - left : right > w - MARGIN ? Math.max(MARGIN - left, w - MARGIN - right) : 0;
  const dy = top < MARGIN ? MARGIN - top : bottom > h - MARGIN ? h - MARGIN - bottom : 0;
  return dx === 0 && dy === 0 ? place : moved(place, dx, dy);
}
