import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

test('cdk synth: exits 1 with the report that docs/validation.md shows', () => {
  const output = mkdtempSync(join(tmpdir(), 'drystep-bad-workflow-'));
  const command = require.resolve('aws-cdk/bin/cdk');

  const { status, stderr } = spawnSync(
    process.execPath,
    [command, 'synth', '--quiet', '--no-notices', '--no-version-reporting', '--output', output, '--app', 'node --import tsx app.ts'],
    { cwd: __dirname, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', CI: '1', TSX_TSCONFIG_PATH: join(root, 'tsconfig.json') } },
  );
  rmSync(output, { recursive: true, force: true });

  // biome-ignore lint/suspicious/noControlCharactersInRegex: the CLI paints whatever NO_COLOR says.
  const report = stderr.replaceAll(/\u001b\[[\d;]*m/g, '').trim();
  expect(status).toBe(1);
  expect(report).toContain('ERROR The resource provided arn:aws:states:::dynamodb:query is not recognized.');
  const page = readFileSync(join(root, 'docs', 'validation.md'), 'utf8');
  expect(page).toContain(`\`\`\`text\n${report}\n\`\`\``);
}, 60_000);
