/** Bytes that the input or output of a record may take in CloudWatch Logs once it is escaped: 248 KiB (developer guide, Using CloudWatch Logs). */
const MOST = 248 * 1024;

/** As much of a payload's text as a record of the log holds. */
export function loggedText(text: string): string {
  // A character takes six bytes at most, as \u0000 does.
  if (text.length * 6 <= MOST || escapedBytes(text) <= MOST) return text;
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    bytes += escapedBytes(character);
    if (bytes > MOST) break;
    end += character.length;
  }
  return text.slice(0, end);
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
