/** Longer names of files are refused by some systems, with what stands behind and before them. */
const LONGEST = 150;

/** The name of a file for a construct path, in characters that every system takes; one that is taken, in capitals or not, gets a number. */
export function pictureName(path: string, taken: Set<string>): string {
  const plain = path.replaceAll(/[^\w.-]/g, '-').slice(0, LONGEST);
  let name = plain;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${plain}-${number}`;
  taken.add(name.toLowerCase());
  return name;
}
