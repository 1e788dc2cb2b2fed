/** Colours text, or leaves it as it is. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

const PLAIN: Paint = { red: same, green: same, yellow: same, dim: same, bold: same };
const COLOURED: Paint = { red: code(31, 39), green: code(32, 39), yellow: code(33, 39), dim: code(2, 22), bold: code(1, 22) };

/** The paint for a terminal, or the one that changes nothing. */
export function paintFor(colors: boolean): Paint {
  return colors ? COLOURED : PLAIN;
}

/** Tells whether messages end on a terminal. A runner's workers have none and are told by `FORCE_COLOR`. */
export function terminalHasColors(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return process.stderr.isTTY === true;
}

function same(text: string): string {
  return text;
}

function code(on: number, off: number): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}
