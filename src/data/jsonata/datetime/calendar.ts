export const DAY_NAMES = ['', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const DAY = 86_400_000;

/** The numeric value of one component of a date in UTC; undefined for components without one. */
export function componentOf(date: Date, component: string): number | undefined {
  return Object.hasOwn(COMPONENTS, component) ? COMPONENTS[component]!(date) : undefined;
}

const COMPONENTS: Readonly<Record<string, (date: Date) => number>> = {
  Y: (date) => date.getUTCFullYear(),
  M: (date) => date.getUTCMonth() + 1,
  D: (date) => date.getUTCDate(),
  d: (date) => (startOfDay(date) - Date.UTC(date.getUTCFullYear(), 0)) / DAY + 1,
  // Not `|| 7`: what is not a number stays that.
  F: (date) => ((date.getUTCDay() + 6) % 7) + 1,
  W: (date) => weekOf(date, 52, (shift) => firstWeek(date.getUTCFullYear() + shift, 0)),
  w: (date) => weekOf(date, 4, (shift) => firstWeek(date.getUTCFullYear(), date.getUTCMonth() + shift)),
  X: (date) => date.getUTCFullYear() + shiftOf(date, (shift) => firstWeek(date.getUTCFullYear() + shift, 0)),
  x: (date) =>
    ((date.getUTCMonth() + shiftOf(date, (shift) => firstWeek(date.getUTCFullYear(), date.getUTCMonth() + shift)) + 12) % 12) + 1,
  H: (date) => date.getUTCHours(),
  h: (date) => ((date.getUTCHours() + 11) % 12) + 1,
  P: (date) => (date.getUTCHours() >= 12 ? 1 : 0),
  m: (date) => date.getUTCMinutes(),
  s: (date) => date.getUTCSeconds(),
  f: (date) => date.getUTCMilliseconds(),
};

function startOfDay(date: Date): number {
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
}

/** Start of the week that holds the first Thursday of a month (of a year: of January). */
function firstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * DAY : first - (weekday - 1) * DAY;
}

/** The number of the week counted from `start(0)`, or of the period before or after when it belongs there. */
function weekOf(date: Date, usual: number, start: (shift: number) => number): number {
  const today = startOfDay(date);
  const week = (today - start(0)) / (DAY * 7) + 1;
  if (week > usual && today >= start(1)) return 1;
  return Math.floor(week < 1 ? (today - start(-1)) / (DAY * 7) + 1 : week);
}

/** -1, 0 or 1: the period whose weeks a date belongs to. */
function shiftOf(date: Date, start: (shift: number) => number): number {
  const now = date.getTime();
  if (now < start(0)) return -1;
  return now >= start(1) ? 1 : 0;
}
