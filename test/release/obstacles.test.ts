import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obstaclesTo } from '../../scripts/release/obstacles';

const ready = {
  tag: 'v1.2.0',
  version: '1.2.0',
  repository: 'git+https://github.com/someone/drystep.git',
  changelog: '# Changelog\n\n## Unreleased\n\n## 1.2.0 (2026-03-04)\n\n- A door.\n',
};

describe('Before a release', () => {
  test('nothing is in the way when tag, version, changelog and address agree', () => {
    expect(obstaclesTo(ready)).toEqual([]);
  });

  test.each([
    ['the tag has no version', { tag: 'latest' }, 'expected a tag such as v1.2.0, received "latest".'],
    ['package.json has another version', { version: '0.0.0' }, 'package.json has version 0.0.0, the tag names 1.2.0.'],
    ['the changelog lacks the version', { changelog: '## Unreleased\n\n- A door.\n' }, 'CHANGELOG.md has no version 1.2.0.'],
    [
      'a name goes away and nothing says what to write instead',
      {
        changelog:
          '## 1.2.0 (2026-03-04)\n\n### Renamed\n\n- Write `b` for `a`.\n- The option `c` is\n  called otherwise.\n\n### Fixed\n\n- `d`.\n',
      },
      'CHANGELOG.md: "The option `c` is called otherwise." does not say what to write instead.',
    ],
    ['the address is a placeholder', { repository: 'git+https://github.invalid/a/b.git' }, 'package.json has the placeholder'],
  ])('one reason is given when %s', (_, change, reason) => {
    const obstacles = obstaclesTo({ ...ready, ...change });

    expect(obstacles).toEqual([expect.stringContaining(reason)]);
  });

  test('this project says what is missing for its first release', () => {
    const text = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');
    const { version, repository } = JSON.parse(text('package.json'));
    const obstacles = obstaclesTo({ tag: 'v0.1.0', version, repository: repository.url, changelog: text('CHANGELOG.md') });

    expect(obstacles.some((reason) => reason.includes('placeholder'))).toBe(repository.url.includes('.invalid'));
  });
});
