import { releasedChangelog } from '../../scripts/release/released-changelog';

const before = `# Changelog

What changed.

## Unreleased

### Added

- **A door**: it opens.

## 0.9.0 (2026-01-02)

- The first one.
`;

describe('Releasing the changelog', () => {
  test('moves what is unreleased under the version with its date, and leaves the rest', () => {
    expect(releasedChangelog(before, '1.0.0', '2026-03-04')).toBe(`# Changelog

What changed.

## Unreleased

## 1.0.0 (2026-03-04)

### Added

- **A door**: it opens.

## 0.9.0 (2026-01-02)

- The first one.
`);
  });

  test('works for the first version, when nothing comes behind', () => {
    expect(releasedChangelog('# Changelog\n\n## Unreleased\n\nThe first release.\n', '0.1.0-rc.1', '2026-03-04')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.1.0-rc.1 (2026-03-04)\n\nThe first release.\n',
    );
  });

  test('can be done again once something is unreleased again', () => {
    const once = releasedChangelog(before, '1.0.0', '2026-03-04');
    const more = once.replace('## Unreleased\n', '## Unreleased\n\n- A window.\n');

    expect([...releasedChangelog(more, '1.1.0', '2026-04-05').matchAll(/^## .*/gm)].map(([line]) => line)).toEqual([
      '## Unreleased',
      '## 1.1.0 (2026-04-05)',
      '## 1.0.0 (2026-03-04)',
      '## 0.9.0 (2026-01-02)',
    ]);
  });

  test.each(['', 'v1.0.0', '1.0', '1.0.0.0', '01.0.0', '1.0.0-', 'next', '1.0.0 '])('fails when the version is %j', (version) => {
    expect(() => releasedChangelog(before, version, '2026-03-04')).toThrow(
      `expected a version such as 1.2.0 or 1.2.0-rc.1, received "${version}"`,
    );
  });

  test('fails when the version is there already', () => {
    expect(() => releasedChangelog(before, '0.9.0', '2026-03-04')).toThrow('CHANGELOG.md: version 0.9.0 is there already');
  });

  test('does not take a version for one that begins like it', () => {
    expect(releasedChangelog(before, '0.9.0-rc.1', '2026-03-04')).toContain('## 0.9.0-rc.1 (2026-03-04)');
  });

  test.each([
    ['nothing is unreleased', before.replace(/### Added[\s\S]*?(?=## 0)/, '')],
    ['only headings are unreleased', before.replace('- **A door**: it opens.\n', '')],
  ])('fails when %s', (_, text) => {
    expect(() => releasedChangelog(text, '1.0.0', '2026-03-04')).toThrow('CHANGELOG.md: nothing stands under "Unreleased"');
  });

  test('fails when there is no place for what is unreleased', () => {
    expect(() => releasedChangelog(before.replace('Unreleased', 'Soon'), '1.0.0', '2026-03-04')).toThrow(
      'expected a heading "## Unreleased"',
    );
  });
});
