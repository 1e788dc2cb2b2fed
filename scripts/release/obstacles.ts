import { hasVersion, isVersion } from './released-changelog';

/** What is looked at before a release. */
export interface ReleaseState {
  /** The tag that was pushed, such as `v1.2.0`. */
  readonly tag: string;
  readonly version: string;
  readonly repository: string;
  readonly changelog: string;
}

/** The reasons not to release, each a sentence; empty when there is none. */
export function obstaclesTo({ tag, version, repository, changelog }: ReleaseState): readonly string[] {
  const wanted = tag.replace(/^v/, '');
  if (!tag.startsWith('v') || !isVersion(wanted)) return [`expected a tag such as v1.2.0, received "${tag}".`];
  return [
    version === wanted
      ? ''
      : `package.json has version ${version}, the tag names ${wanted}. Hint: set the version in .projenrc.ts and run npx projen.`,
    hasVersion(changelog, wanted) ? '' : `CHANGELOG.md has no version ${wanted}. Hint: npm run release:changelog -- ${wanted}`,
    placeholder(repository)
      ? `package.json has the placeholder ${repository}. Hint: write the address into projenrc/repository.ts and run npx projen.`
      : '',
    ...vague(changelog, wanted).map(
      (line) =>
        `CHANGELOG.md: "${line}" does not say what to write instead. Hint: write \`new\` for \`old\`, with both words in code marks.`,
    ),
  ].filter((reason) => reason !== '');
}

/** Lines about names that go away which are not an edit that can be made without thinking: "write `b` for `a`". */
function vague(changelog: string, version: string): readonly string[] {
  const released = changelog.split(/^## /m).find((part) => part.startsWith(version)) ?? '';
  return released
    .split(/^### /m)
    .filter((part) => /^(?:Renamed|Deprecated|Removed)\n/.test(part))
    .flatMap((part) => part.split(/^- /m).slice(1))
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((line) => !/write `[^`]+` for `[^`]+`/i.test(line));
}

function placeholder(repository: string): boolean {
  return new URL(repository.replace(/^git\+/, '')).hostname.endsWith('.invalid');
}
