/** What the reader chose: as the system is, or one of the two. */
export type ThemeChoice = 'auto' | 'light' | 'dark';

const KEY = 'drystep.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** What was chosen before; a browser may refuse to remember it. */
export function chosenTheme(): ThemeChoice {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === 'light' || kept === 'dark' ? kept : 'auto';
  } catch {
    return 'auto';
  }
}

/** Shows the page light or dark. */
export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // It holds until the page is closed.
  }
  show(choice);
}

/** Shows the page as it was chosen, and follows the system where nothing was. */
export function startTheme(): void {
  show(chosenTheme());
  dark.addEventListener('change', () => show(chosenTheme()));
}

function show(choice: ThemeChoice): void {
  document.documentElement.dataset.theme = choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice;
}
