import type { GitHub } from 'projen/lib/github';
import { JobPermission } from 'projen/lib/github/workflows-model';
import { installed } from './build-workflow';

/**
 * Adds the workflow that publishes what a tag such as `v1.2.3` names, with provenance: npm then shows which commit and which run made the
 * package. It needs a secret `NPM_TOKEN`, and an address in `repository.ts`.
 */
export function addReleaseWorkflow(github: GitHub): void {
  const workflow = github.addWorkflow('release');
  workflow.on({ push: { tags: ['v[0-9]+.[0-9]+.[0-9]+'] } });
  workflow.addJob('publish', {
    name: 'publish',
    runsOn: ['ubuntu-latest'],
    // `id-token` is what provenance is signed with.
    permissions: { contents: JobPermission.READ, idToken: JobPermission.WRITE },
    steps: [
      ...installed('22', { 'registry-url': 'https://registry.npmjs.org' }),
      { name: 'is it ready', run: 'npm run release:check -- "$GITHUB_REF_NAME"' },
      { name: 'everything a change must pass', run: '.ci/run' },
      { name: 'publish', run: 'npm publish --provenance --access public', env: { NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}' } },
    ],
  });
}
