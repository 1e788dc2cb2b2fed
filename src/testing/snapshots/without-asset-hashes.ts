/**
 * The hash of an asset's content where the CDK writes it: before the ending of an object's key, twice for a file without one, alone as a key, as the tag of an image, or behind
 * `asset.`. Any other text of this length is data of the workflow and stays, the digest that pins an image (`@sha256:…`) included.
 */
const ASSET_HASH =
  /(?<![0-9A-Za-z])(?:[0-9a-f]{64}\.[0-9a-f]{64}|[0-9a-f]{64}(?=\.[A-Za-z][\w.]*)|(?<="\w*[Kk]ey(?:\.\$)?": "(?:[^"]*\/)?)[0-9a-f]{64}(?=")|(?<=asset\.)[0-9a-f]{64}|(?<=[^"]:)(?<!@sha256:)[0-9a-f]{64}(?![0-9A-Za-z]))/g;

/**
 * Gives a definition's text with a name in place of each asset's hash, which differs from the last whenever a file of the asset changes. Assets
 * are numbered in the order in which they occur, so that two of them stay apart.
 */
export function withoutAssetHashes(text: string): string {
  const numbers = new Map<string, number>();
  return text.replaceAll(ASSET_HASH, (hash) => {
    const number = numbers.get(hash) ?? numbers.size + 1;
    numbers.set(hash, number);
    return `<asset ${number}>`;
  });
}
