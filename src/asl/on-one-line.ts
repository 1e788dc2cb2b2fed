/** A text with a blank for each run of white space that holds a line break. A run is read once: a payload may be a hundred thousand blanks. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, (run) => (run.includes('\n') ? ' ' : run));
}
