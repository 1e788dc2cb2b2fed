/** Letters as in the columns of a spreadsheet: 1 is A, 27 is AA. */
export function lettersOf(value: number, first: 'A' | 'a', spend: (steps: number) => void): string {
  const start = first.charCodeAt(0);
  let letters = '';
  for (let rest = value; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    spend(1);
    letters = String.fromCharCode(((rest - 1) % 26) + start) + letters;
  }
  return letters;
}

/** The number that such letters stand for. */
export function numberOfLetters(letters: string, first: 'A' | 'a'): number {
  const start = first.charCodeAt(0);
  return Array.from(letters).reduce((total, letter) => total * 26 + letter.charCodeAt(0) - start + 1, 0);
}

const ROMAN: ReadonlyArray<readonly [number, string]> = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** Roman numerals in lower case; zero is empty. `spend` keeps a huge number from writing forever. */
export function romanOf(value: number, spend: (steps: number) => void): string {
  let rest = value;
  let numerals = '';
  for (const [worth, numeral] of ROMAN) {
    // Paid at once: a number with thousands of thousands would write for a second before the budget ends.
    spend(2 * Math.floor(rest / worth));
    for (; rest >= worth; rest -= worth) numerals += numeral;
  }
  return numerals;
}

const ROMAN_WORTH: Readonly<Record<string, number>> = { M: 1000, D: 500, C: 100, L: 50, X: 10, V: 5, I: 1 };

/** The number that Roman numerals in upper case stand for; NaN when they are not Roman numerals. */
export function numberOfRoman(numerals: string): number {
  let total = 0;
  let highest = 1;
  for (let i = numerals.length - 1; i >= 0; i--) {
    const worth = ROMAN_WORTH[numerals[i]!] ?? Number.NaN;
    if (worth < highest) total -= worth;
    else {
      highest = worth;
      total += worth;
    }
  }
  return total;
}
