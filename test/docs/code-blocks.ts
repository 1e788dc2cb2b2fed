/** Marks where a block leaves something out. */
const elision = /^\s*\/\/ \.\.\.$/m;

/** The blocks of a language in a page. */
export function codeBlocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, block]) => block!);
}

/** Whether the example holds the parts of the block in their order; indentation and blank lines aside. */
export function contains(example: string, block: string): boolean {
  const text = normalized(example);
  let at = 0;
  return block.split(elision).every((part) => {
    const found = text.indexOf(normalized(part), at);
    at = found + 1;
    return found >= 0;
  });
}

/** One newline before and after each line, so that a part matches whole lines only. */
function normalized(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return `\n${lines.join('\n')}\n`;
}
