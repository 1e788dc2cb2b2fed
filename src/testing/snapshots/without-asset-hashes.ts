/**
 * The hash of an asset's content where the CDK writes it: before the ending of an object's key, twice for a file without one, alone as a key, as the tag of an image, or behind
 * `asset.`. Any other text of this length is data of the workflow and stays, the digest that pins an image (`@sha256:…`) included.
 */
const ASSET_HASH =
  /(?<![0-9A-Za-z])(?:[0-9a-f]{64}\.[0-9a-f]{64}|[0-9a-f]{64}(?=\.[A-Za-z][\w.]*)|(?<="\w*[Kk]ey(?:\.\$)?": "(?:[^"]*\/)?)[0-9a-f]{64}(?=")|(?<=asset\.)[0-9a-f]{64}|(?<=[^"]:)(?<!@sha256:)[0-9a-f]{64}(?![0-9A-Za-z]))/;

/**
 * What the legacy synthesizer, and nested stacks, call the parameters of an asset: its hash, what of it, and a hash of that name.
 * `AssetParameters…S3Bucket1A2B3C4D`
 */
const ASSET_PARAMETER = /(?<=AssetParameters)([0-9a-f]{64})(S3Bucket|S3VersionKey|ArtifactHash)[0-9A-F]{8}/;

const HASH = new RegExp(`${ASSET_PARAMETER.source}|${ASSET_HASH.source}`, 'g');

/** A text of that length with nothing around it that says what it is: the hash of an asset where the same one stands as one elsewhere. */
const ALONE = /(?<![0-9A-Za-z:])[0-9a-f]{64}(?![0-9A-Za-z])/g;

/**
 * A definition's text with a name in place of each asset's hash, which differs from the last whenever a file of the asset changes. Assets
 * are numbered in the order in which they occur, so that two of them stay apart.
 */
export function withoutAssetHashes(text: string): string {
  const numbers = new Map<string, number>();
  const named = text.replaceAll(HASH, (found: string, ofParameter: string | undefined, what: string | undefined) => {
    const hash = ofParameter ?? found;
    const number = numbers.get(hash) ?? numbers.size + 1;
    numbers.set(hash, number);
    return `<asset ${number}>${what ?? ''}`;
  });
  return named.replaceAll(ALONE, (found) => (numbers.has(found) ? `<asset ${numbers.get(found)}>` : found));
}
