const HEADING = /^## (.+)$/gm;
/** A version of semantic versioning, with or without a part such as `-rc.1`, and nothing before or behind it. */
const VERSION = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z]+(\.[0-9A-Za-z]+)*)?$/;

/**
 * The changelog after a release: what was under "Unreleased" is under the version and its date, and "Unreleased" is empty.
 *
 * Throws when the version is malformed or there already, and when nothing is unreleased.
 */
export function releasedChangelog(text: string, version: string, date: string): string {
  if (!isVersion(version))
    throw new Error(`expected a version such as 1.2.0 or 1.2.0-rc.1, received "${version}". Hint: leave out the "v".`);
  if (hasVersion(text, version)) {
    throw new Error(`CHANGELOG.md: version ${version} is there already. Hint: choose the next version.`);
  }
  const headings = [...text.matchAll(HEADING)];
  const at = headings.findIndex(([, title]) => title === 'Unreleased');
  const heading = headings[at];
  if (heading === undefined)
    throw new Error('CHANGELOG.md: expected a heading "## Unreleased", found none. Hint: put it above the newest version.');
  const start = heading.index + heading[0].length;
  const end = headings[at + 1]?.index ?? text.length;
  const entries = text.slice(start, end).trim();
  if (!/^(?!#)\S/m.test(entries)) {
    throw new Error('CHANGELOG.md: nothing stands under "Unreleased". Hint: write what changed for users, then release.');
  }
  const rest = text.slice(end);
  return `${text.slice(0, start)}\n\n## ${version} (${date})\n\n${entries}\n${rest === '' ? '' : `\n${rest}`}`;
}

/** Whether this is a version, such as `1.2.0` or `1.2.0-rc.1`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/** Whether the changelog has a heading of this version. */
export function hasVersion(text: string, version: string): boolean {
  return [...text.matchAll(HEADING)].some(([, title]) => title!.split(' ')[0] === version);
}
