/** The words of a line as a shell takes it apart, by the commands of its pipe. Quotes and backslashes are known, and nothing else. */
export function shellWords(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const token = /\s*(?:(\|)|((?:[^\s|'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+))/gy;
  let end = 0;
  for (const { 0: whole, 1: pipe, 2: word, index } of line.matchAll(token)) {
    end = index + whole.length;
    if (pipe === undefined) commands.at(-1)!.push(unquoted(word!));
    else commands.push([]);
  }
  if (line.slice(end).trim() !== '') throw new Error(`Not a line of a shell: ${line}`);
  return commands;
}

function unquoted(word: string): string {
  return word.replaceAll(
    /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])/g,
    (_, single?: string, double?: string, escaped?: string) => single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? '',
  );
}
