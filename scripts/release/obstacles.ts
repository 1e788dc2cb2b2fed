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
  ].filter((reason) => reason !== '');
}

function placeholder(repository: string): boolean {
  return new URL(repository.replace(/^git\+/, '')).hostname.endsWith('.invalid');
}
